// The request path, top to bottom: journal, decode, faults, one step, faults, encode and sign,
// faults, reply. It only sequences; each line's work is done elsewhere. Everything up to the
// commit runs without an await, so calls commit in the order in which they arrived.
import { PASS, type AnswerEffect, type Hold } from '../../faults/effects.ts'
import { cutRefused } from '../../journal/cut.ts'
import type { RequestEntry } from '../../journal/entry.ts'
import type { Hint } from '../../journal/explanation.ts'
import { isRepetition, REPETITION_HEADER } from '../../journal/repetition.ts'
import type { Decoded, Protocol, Unsigned } from '../../protocols/protocol.ts'
import { isService } from '../../protocols/service.ts'
import type { HttpReply, Reply, WireRequest } from '../../protocols/wire.ts'
import { traceId } from '../../values/ids.ts'
import { runDue } from '../time/advance.ts'
import { meet } from '../core/background.ts'
import { bendAnswer, bendCall, type CallSite } from './bend-call.ts'
import { carryOut, type Answer, type Manner, type Decided } from './carry-out.ts'
import { explainRefusal } from '../core/explain.ts'
import { askedByHeader } from './header-faults.ts'
import { hold } from './hold.ts'
import {
  awaited,
  openExchange,
  posted,
  silent,
  type Exchange,
  type OpenExchange,
} from './exchange.ts'
import { wakeParked } from '../time/parked.ts'
import type { SandboxCore } from '../core/core.ts'
import { tellOfFailure } from '../core/news.ts'
import { serve } from './serve.ts'
import { excuse, SICK } from './sick.ts'
import { signatureOf } from '../core/signing.ts'
import { requestWire } from '../core/wire-text.ts'

export async function handle(
  core: SandboxCore,
  protocol: Protocol,
  request: WireRequest,
): Promise<Exchange> {
  try {
    runDue(core)
    const opened = open(core, protocol, request)
    const exchange = openExchange(core, `x${opened.number}`, ({ meaning }) => {
      if (meaning === 'not-found') nothingFound(core, opened.decoded)
    })
    return await answer(core, protocol, request, { ...opened, exchange }).catch((error: unknown) =>
      excuse(core, protocol, request, error, exchange),
    )
  } catch (error) {
    return excuse(core, protocol, request, error)
  }
}

interface Opened {
  decoded: Decoded
  number: number
  exchange: OpenExchange
}

async function answer(
  core: SandboxCore,
  protocol: Protocol,
  request: WireRequest,
  { decoded, number, exchange }: Opened,
): Promise<Exchange> {
  const { id, end } = exchange
  const asked = askedByHeader(core, request, decoded)
  const own = 'own' in asked ? asked.own : []
  const again = isRepetition(request.headers)
  const site =
    'call' in decoded
      ? { decoded, protocol: protocol.name, exchange: id, isRepetition: again, own }
      : undefined
  const decided = site && 'own' in asked ? decideOrFail(core, site) : refused(asked, decoded)
  const write = (answer: Answer, manner: Manner = {}) =>
    writeReply({ core, protocol, request, decoded, site, number, exchange }, answer, manner)
  if ('answer' in decided) {
    const written = await write(decided.answer, decided)
    return 'held' in written ? awaited(core, exchange, written.held) : { id, ...written, end }
  }
  if ('later' in decided) {
    const written = decided.later.then((answer) => write(answer))
    const last = written.then((one) => ('held' in one ? one.held : one.reply))
    return awaited(core, exchange, last)
  }
  const reply: Reply =
    'reply' in decided
      ? { ...decided.reply, travel: { how: 'whole' } }
      : silent(core, decided.silence)
  return { id, reply: exchange.answer(reply), end }
}

const REPEATED: Hint = {
  name: 'client-repetition',
  about:
    `the client’s HTTP library sent this call again by itself after a reset (${REPETITION_HEADER}); ` +
    'docs/sdks.md says how to switch that off',
}

interface Writing {
  core: SandboxCore
  protocol: Protocol
  request: WireRequest
  decoded: Decoded
  site: CallSite | undefined
  number: number
  exchange: OpenExchange
}

/** A reply that leaves now, or one that a breakpoint holds. */
type Written = { reply: Reply } | { held: Promise<Reply> }

/** Encodes, signs, lets faults have the bytes, and writes down what goes out. */
async function writeReply(writing: Writing, decided: Answer, manner: Manner): Promise<Written> {
  const { core, protocol, request, decoded, site, number, exchange } = writing
  const moment = { now: core.clock.now(), exchange: number }
  const call = 'call' in decoded ? decoded.call : undefined
  const { heldMs = 0, change, bytesIn, others } = manner
  const again = isRepetition(request.headers) ? [REPEATED] : []
  const hints = [...again, ...(decoded.hints ?? []), ...(manner.hints ?? [])]
  const usual = protocol.encode(decided, { ...decoded.context, bytesIn }, call, moment, others)
  const encoded = (change && usual.reshaped?.(change)) ?? usual
  if (encoded.tells && decoded.context.app) {
    const { appId, pid } = decoded.context.app
    const { url, fields } = encoded.tells
    tellOfFailure(core, url, { via: protocol.name, appId, pid }, fields)
    core.wakeUp()
  }
  const trace = { [protocol.traceHeader]: traceId(moment.now, number) }
  const unsigned: Unsigned = {
    ...encoded,
    finish: (signature) => {
      const httpReply = encoded.finish(signature)
      return { ...httpReply, headers: { ...httpReply.headers, ...trace } }
    },
  }
  const signature = await signatureOf(core, unsigned.signing)
  // A sandbox may close while a reply is being signed.
  if (core.isClosed) return { reply: silent(core, { do: 'silence', how: 'rst' }) }
  const httpReply = unsigned.finish(signature)
  const bent = site && bendAnswer(core, site, unsigned, { reply: httpReply, signature })
  const effect = bent && bent.do !== 'pass' ? bent : heldBack(httpReply, heldMs)
  const send = (how: Exclude<AnswerEffect, Hold>, waited: readonly Hint[] = []): Reply => {
    const { reply, isReadable } = posted(core, httpReply, how)
    if (core.isClosed) return reply
    return exchange.answer(reply, {
      ...(isReadable && { result: unsigned.result }),
      explained: explainRefusal(core, protocol, request, decoded),
      hints: [...hints, ...waited],
      isRefused: 'rejection' in decoded,
    })
  }
  if (effect.do !== 'hold') return { reply: send(effect) }
  const { op, appId, ids } = decoded.summary
  const { code } = unsigned.result
  const about = { exchange: exchange.id, op, appId, outTradeNo: ids.outTradeNo, code }
  return { held: hold(core, about, effect).then((after) => send(after.effect, [after.hint])) }
}

/** The whole of it, but later. */
const heldBack = ({ body }: HttpReply, afterMs: number): AnswerEffect =>
  afterMs === 0 ? PASS : { do: 'drip', afterMs, chunkBytes: body.length, everyMs: 0 }

/** Reads the request and writes it down, with what it first says of its order number. */
function open(core: SandboxCore, protocol: Protocol, request: WireRequest) {
  return core.writer.transact(() => {
    const number = core.count('exchange')
    const now = core.clock.now()
    const gate = {
      options: core.options(),
      wallNow: core.time.wallMs(),
      isNonceUsed: core.nonces.isUsed,
      appOf: core.apps.ofMerchant,
    }
    const decoded = protocol.decode(request, core.apps.get, now, core.tokens, gate)
    const entry: RequestEntry = {
      kind: 'request',
      exchange: `x${number}`,
      protocol: protocol.name,
      family: core.gateways.familyOf(protocol.name),
      ...decoded.summary,
      wire: requestWire(request),
    }
    core.writer.write('rejection' in decoded ? cutRefused(entry) : entry)
    if ('call' in decoded && 'totalFen' in decoded.call) {
      const { pid, outTradeNo, totalFen } = decoded.call
      core.trades.noteAmount(pid, outTradeNo, totalFen, decoded.summary.ids.authCode)
    }
    return { decoded, number }
  })
}

function refused(asked: ReturnType<typeof askedByHeader>, decoded: Decoded): Decided {
  if ('declined' in asked) return { answer: asked.declined }
  if (!('rejection' in decoded)) throw new Error('a request is a call or a rejection')
  return { answer: decoded.rejection }
}

/** A bug of ours has rolled its transaction back; the merchant sees what a sick gateway says. */
function decideOrFail(core: SandboxCore, site: CallSite): Decided {
  try {
    return decide(core, site)
  } catch (error) {
    meet(core, error)
    return { answer: SICK }
  }
}

/** Faults before the commit, the commit, faults after it. */
function decide(core: SandboxCore, site: CallSite): Decided {
  const { call } = site.decoded
  const before = bendCall(core, site)
  switch (before.do) {
    case 'answer':
      return { answer: before.outcome, bytesIn: before.bytesIn }
    case 'silence':
      return { silence: before }
    case 'bytes':
      return { reply: before.reply }
    case 'again':
    case 'buyer-pays':
    case 'park':
    case 'pass':
    case 'withdraw':
    case 'fail-items':
      return isService(call)
        ? { answer: serve(core, call, site.exchange) }
        : carryOut(core, site, call, before)
  }
}

/** The client has been told that the trade does not exist: now the parked original may come. */
function nothingFound(core: SandboxCore, decoded: Decoded): void {
  if (!('call' in decoded) || decoded.call.op !== 'QUERY') return
  wakeParked(core, decoded.call, 'afterNotFoundMs')
}
