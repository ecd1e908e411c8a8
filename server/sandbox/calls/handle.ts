// The request path, top to bottom: journal, decode, faults, one step, faults, encode and sign,
// faults, reply. It only sequences; each line's work is done elsewhere. Everything up to the
// commit runs without an await, so calls commit in the order in which they arrived.
import { PASS, type Effect } from '../../faults/fault.ts'
import { cutRefused } from '../../journal/cut.ts'
import type { RequestEntry } from '../../journal/entry.ts'
import type { Hint } from '../../journal/explanation.ts'
import { isRepetition, REPETITION_HEADER } from '../../journal/repetition.ts'
import {
  DIGESTS,
  type Decoded,
  type Protocol,
  type Rejection,
  type Reshape,
  type Unsigned,
} from '../../protocols/protocol.ts'
import { publicRefusal } from '../../protocols/openapi/public-errors.table.ts'
import { isService, type ServiceOutcome } from '../../protocols/service.ts'
import type { Letter, Reply, WireRequest } from '../../protocols/wire.ts'
import type { Call, Outcome } from '../../trade/decision.ts'
import type { Charset } from '../../values/charset.ts'
import { traceId } from '../../values/ids.ts'
import { runDue } from '../time/advance.ts'
import { meet } from '../core/background.ts'
import { bendAnswer, bendCall, bendOutcome, type CallSite } from './bend-call.ts'
import { hintsOnOutcome } from './business-hints.ts'
import { explainRefusal } from '../core/explain.ts'
import { askedByHeader } from './header-faults.ts'
import { openExchange, posted, silent, type Exchange, type OpenExchange } from './exchange.ts'
import { tellBeside } from '../time/notification-copies.ts'
import { deliverAgain, hasRoomToPark, outcomeOfParked, park, wakeParked } from '../time/parked.ts'
import type { Parts } from '../core/context.ts'
import { withdrawSeller } from '../core/balances.ts'
import { serve } from './serve.ts'
import { excuse, SICK } from './sick.ts'
import { step } from '../core/step.ts'
import { requestWire } from '../core/wire-text.ts'

type Answer = Outcome | ServiceOutcome | Rejection

/** How an answer is given: later than it could be, or in other words. */
interface Manner {
  heldMs?: number
  change?: Reshape
  /** The charset of its bytes, whatever is declared. */
  bytesIn?: Charset
  /** What the answer leaves out, for the journal. */
  hints?: readonly Hint[]
}

/** What a request came to: an answer, now or later, bytes that are none, or silence. */
type Said =
  | ({ answer: Answer } & Manner)
  | { later: Promise<Answer> }
  | { letter: Letter }
  | { silence: Extract<Effect, { do: 'silence' }> }

export async function handle(
  parts: Parts,
  protocol: Protocol,
  request: WireRequest,
): Promise<Exchange> {
  try {
    runDue(parts)
    const opened = open(parts, protocol, request)
    const exchange = openExchange(parts, `x${opened.number}`, ({ subCode }) => {
      if (subCode === 'ACQ.TRADE_NOT_EXIST') nothingFound(parts, opened.decoded)
    })
    return await answer(parts, protocol, request, { ...opened, exchange }).catch((error: unknown) =>
      excuse(parts, protocol, request, error, exchange),
    )
  } catch (error) {
    return excuse(parts, protocol, request, error)
  }
}

interface Opened {
  decoded: Decoded
  number: number
  exchange: OpenExchange
}

async function answer(
  parts: Parts,
  protocol: Protocol,
  request: WireRequest,
  { decoded, number, exchange }: Opened,
): Promise<Exchange> {
  const { id, end } = exchange
  const asked = askedByHeader(parts, request, decoded)
  const own = 'own' in asked ? asked.own : []
  const again = isRepetition(request.headers)
  const site =
    'call' in decoded
      ? { decoded, protocol: protocol.name, exchange: id, isRepetition: again, own }
      : undefined
  const said = site && 'own' in asked ? decideOrFail(parts, site) : rejected(asked, decoded)
  const write = (answer: Answer, manner: Manner = {}) =>
    writeReply({ parts, protocol, request, decoded, site, number, exchange }, answer, manner)
  if ('answer' in said) return { id, reply: await write(said.answer, said), end }
  if ('later' in said) {
    const nothingYet = silent(parts, { do: 'silence', how: 'hang' })
    const later = said.later
      .then((answer) => write(answer))
      .catch((error: unknown) => {
        meet(parts, error)
        return silent(parts, { do: 'silence', how: 'rst' })
      })
    return { id, reply: nothingYet, later, end }
  }
  const reply: Reply =
    'letter' in said ? { ...said.letter, travel: { how: 'whole' } } : silent(parts, said.silence)
  return { id, reply: exchange.answer(reply), end }
}

const REPEATED: Hint = {
  name: 'client-repetition',
  about:
    `the client’s HTTP library sent this call again by itself after a reset (${REPETITION_HEADER}); ` +
    'docs/sdks.md says how to switch that off',
}

interface Writing {
  parts: Parts
  protocol: Protocol
  request: WireRequest
  decoded: Decoded
  site: CallSite | undefined
  number: number
  exchange: OpenExchange
}

/** Encodes, signs, lets faults have the bytes, and writes down what goes out. */
async function writeReply(writing: Writing, said: Answer, manner: Manner): Promise<Reply> {
  const { parts, protocol, request, decoded, site, number, exchange } = writing
  const { app, signType } = decoded.context
  const moment = { now: parts.clock.now(), exchange: number }
  const call = 'call' in decoded ? decoded.call : undefined
  const { heldMs = 0, change, bytesIn } = manner
  const again = isRepetition(request.headers) ? [REPEATED] : []
  const hints = [...again, ...(decoded.hints ?? []), ...(manner.hints ?? [])]
  const usual = protocol.encode(said, { ...decoded.context, bytesIn }, call, moment)
  const encoded = (change && usual.reshaped?.(change)) ?? usual
  const trace = { [protocol.traceHeader]: traceId(moment.now, number) }
  const unsigned: Unsigned = {
    ...encoded,
    finish: (signature) => {
      const letter = encoded.finish(signature)
      return { ...letter, headers: { ...letter.headers, ...trace } }
    },
  }
  const { toSign, result } = unsigned
  const key = app?.alipayPrivateKey
  const signature = key && toSign ? await parts.sign(key, DIGESTS[signType], toSign) : undefined
  // A sandbox may close while a reply is being signed.
  if (parts.isClosed) return silent(parts, { do: 'silence', how: 'rst' })
  const letter = unsigned.finish(signature)
  const bent = site && bendAnswer(parts, site, unsigned, { letter, signature })
  const effect = bent && bent.do !== 'pass' ? bent : heldBack(letter, heldMs)
  const { reply, isReadable } = posted(parts, letter, effect)
  const explained = explainRefusal(parts, protocol, request, decoded)
  const isRefused = 'rejection' in decoded
  return exchange.answer(reply, { ...(isReadable && { result }), explained, hints, isRefused })
}

/** The whole of it, but later. */
const heldBack = ({ body }: Letter, afterMs: number): Effect =>
  afterMs === 0 ? PASS : { do: 'drip', afterMs, chunkBytes: body.length, everyMs: 0 }

/** Reads the request and writes it down, with what it first says of its order number. */
function open(parts: Parts, protocol: Protocol, request: WireRequest) {
  return parts.writer.transact(() => {
    const number = parts.count('exchange')
    const now = parts.clock.now()
    const gate = {
      policy: parts.policy(),
      wallNow: parts.time.wallMs(),
      isNonceUsed: parts.nonces.isUsed,
    }
    const decoded = protocol.decode(request, parts.apps.get, now, parts.tokens, gate)
    const entry: RequestEntry = {
      kind: 'request',
      exchange: `x${number}`,
      protocol: protocol.name,
      ...decoded.summary,
      wire: requestWire(request),
    }
    parts.writer.write('rejection' in decoded ? cutRefused(entry) : entry)
    if ('call' in decoded && 'totalFen' in decoded.call) {
      const { pid, outTradeNo, totalFen } = decoded.call
      parts.trades.sight(pid, outTradeNo, totalFen, decoded.summary.ids.authCode)
    }
    return { decoded, number }
  })
}

function rejected(asked: ReturnType<typeof askedByHeader>, decoded: Decoded): Said {
  if ('rejection' in asked) return { answer: asked.rejection }
  if (!('rejection' in decoded)) throw new Error('a request is a call or a rejection')
  return { answer: decoded.rejection }
}

/** A bug of ours has rolled its transaction back; the merchant sees what a sick gateway says. */
function decideOrFail(parts: Parts, site: CallSite): Said {
  try {
    return decide(parts, site)
  } catch (error) {
    meet(parts, error)
    return { answer: SICK }
  }
}

/** Faults before the commit, the commit, faults after it. */
function decide(parts: Parts, site: CallSite): Said {
  const { decoded, exchange } = site
  const { call } = decoded
  const before = bendCall(parts, site)
  if (before.do === 'answer') return { answer: before.outcome, bytesIn: before.bytesIn }
  if (before.do === 'silence') return { silence: before }
  if (before.do === 'bytes') return { letter: before.letter }
  if (isService(call)) return { answer: serve(parts, call) }
  if (before.do === 'withdraw') withdrawSeller(parts, before.sellerId, before.forMs)
  if (before.do === 'buyer-pays') {
    buyerPays(parts, before.tradeNo)
    if (before.thenMs > 0) return putAside(parts, call, exchange, { afterMs: before.thenMs })
  }
  if (before.do === 'park') {
    const { answer: how, ...when } = before
    const waits = putAside(parts, call, exchange, when)
    return how === 'reply' || 'answer' in waits ? waits : { silence: { do: 'silence', how } }
  }
  const { outcome } = step(parts, call, { cause: call.op, exchange })
  if (before.do === 'again') deliverAgain(parts, call, exchange, before.gapMs)
  if (call.op === 'CANCEL') wakeParked(parts, call, 'afterCancelMs')
  parts.wakeUp()
  const after = bendOutcome(parts, site, outcome)
  const hints = hintsOnOutcome(parts, call, outcome)
  if (after.do === 'tell') {
    tellBeside(parts, outcome, after)
    return { answer: outcome, heldMs: after.leadMs, hints }
  }
  if (after.do === 'buyer-pays') {
    buyerPays(parts, after.tradeNo)
    tellBeside(parts, outcome, { do: 'tell', copies: 0, spreadMs: 0, leadMs: 0 })
    return { answer: outcome, heldMs: after.thenMs, hints }
  }
  if (after.do === 'reshape') return { answer: outcome, change: after.change, hints }
  if (after.do === 'answer') return { answer: after.outcome, bytesIn: after.bytesIn }
  return { answer: outcome, hints }
}

function putAside(
  parts: Parts,
  call: Call,
  exchange: string,
  when: Parameters<typeof park>[3],
): { later: Promise<Outcome> } | { answer: Answer } {
  if (!hasRoomToPark(parts)) return { answer: publicRefusal('isv.app-call-limited') }
  park(parts, call, exchange, when)
  return { later: outcomeOfParked(parts, exchange) }
}

/** The buyer types the password at this very moment. */
function buyerPays(parts: Parts, tradeNo: string): void {
  const happening = { op: 'buyer-pays', tradeNo } as const
  parts.jobs.add(parts.clock.now(), { kind: 'happening', happening })
  runDue(parts)
}

/** The client has been told that the trade does not exist: now the parked original may come. */
function nothingFound(parts: Parts, decoded: Decoded): void {
  if (!('call' in decoded) || decoded.call.op !== 'QUERY') return
  wakeParked(parts, decoded.call, 'afterNotFoundMs')
}
