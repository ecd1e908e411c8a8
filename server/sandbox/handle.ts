// The request path, top to bottom: journal, decode, faults, one step, faults, encode and sign,
// faults, reply. It only sequences; each line's work is done elsewhere. Everything up to the
// commit runs without an await, so calls commit in the order in which they arrived.
import type { Result } from '../journal/entry.ts'
import type { Explanation } from '../journal/explanation.ts'
import type { Effect, Stage } from '../faults/fault.ts'
import {
  DIGESTS,
  type AnyCall,
  type Decoded,
  type Protocol,
  type Rejection,
} from '../protocols/protocol.ts'
import { isService, type ServiceOutcome } from '../protocols/service.ts'
import type { Delivered, Reply, Travel, WireRequest } from '../protocols/wire.ts'
import type { Outcome } from '../trade/decision.ts'
import { traceId } from '../values/ids.ts'
import { runDue } from './advance.ts'
import { bendNow } from './bend.ts'
import { explainRefusal } from './explain.ts'
import type { Parts } from './parts.ts'
import { serve } from './serve.ts'
import { sightOfCall } from './sight.ts'
import { step } from './step.ts'
import { requestWire, replyWire } from './wire-text.ts'

/** A reply on its way, and how its host says what became of it. */
export interface Exchange {
  id: string
  reply: Reply
  /** Closes the exchange in the journal. Must be called once, whatever happened. */
  end(delivered: Delivered): void
}

type Said =
  | { outcome: Outcome | ServiceOutcome | Rejection }
  | { silence: Extract<Effect, { do: 'silence' }> }

export async function handle(
  parts: Parts,
  protocol: Protocol,
  request: WireRequest,
): Promise<Exchange> {
  runDue(parts)
  const { decoded, number } = open(parts, protocol, request)
  const id = `x${number}`
  const said = 'call' in decoded ? decideOrFail(parts, protocol, decoded, id) : rejected(decoded)
  const call = 'call' in decoded ? decoded.call : undefined
  if ('silence' in said) return answer(parts, id, call, undefined, silent(parts, said.silence))

  const { app, signType } = decoded.context
  const moment = { now: parts.clock.now(), exchange: number }
  const unsigned = protocol.encode(said.outcome, decoded.context, call, moment)
  const { toSign } = unsigned
  const key = app?.alipayPrivateKey
  const signature = key && toSign ? await parts.sign(key, DIGESTS[signType], toSign) : undefined
  const finished = unsigned.finish(signature)
  const trace = { [protocol.traceHeader]: traceId(moment.now, number) }
  const effect = call ? bendAt(parts, protocol, decoded, 'answer', id) : undefined
  const travel: Travel = effect?.do === 'silence' ? travelOf(parts, effect) : { how: 'whole' }
  const reply = { ...finished, headers: { ...finished.headers, ...trace }, travel }
  const explained = explainRefusal(parts, protocol, request, decoded)
  return answer(parts, id, call, unsigned.result, reply, explained)
}

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
    parts.writer.write({
      kind: 'request',
      exchange: `x${number}`,
      protocol: protocol.name,
      ...decoded.summary,
      wire: requestWire(request),
    })
    if ('call' in decoded && 'totalFen' in decoded.call) {
      const { pid, outTradeNo, totalFen } = decoded.call
      parts.trades.sight(pid, outTradeNo, totalFen, decoded.summary.ids.authCode)
    }
    return { decoded, number }
  })
}

const rejected = (decoded: Decoded): Said => {
  if (!('rejection' in decoded)) throw new Error('a request is a call or a rejection')
  return { outcome: decoded.rejection }
}

type DecodedCall = Extract<Decoded, { call: AnyCall }>

/** A bug of ours has rolled its transaction back; the merchant sees what a sick gateway says. */
function decideOrFail(
  parts: Parts,
  protocol: Protocol,
  decoded: DecodedCall,
  exchange: string,
): Said {
  try {
    return decide(parts, protocol, decoded, exchange)
  } catch (error) {
    parts.onBug(error)
    return { outcome: { kind: 'unknown', code: '20000', subCode: 'aop.unknow-error' } }
  }
}

/** Faults before the commit, the commit, faults after it. */
function decide(parts: Parts, protocol: Protocol, decoded: DecodedCall, exchange: string): Said {
  const { call } = decoded
  const before = bendAt(parts, protocol, decoded, 'call', exchange)
  if (before.do === 'answer') return { outcome: before.outcome }
  if (before.do === 'silence') return { silence: before }
  if (isService(call)) return { outcome: serve(parts, call) }
  if (before.do === 'park') {
    const { afterMs, afterNotFoundMs, answer: how } = before
    const due = parts.clock.now() + afterMs
    parts.jobs.add(due, { kind: 'late-call', call, exchange, afterNotFoundMs })
    parts.wakeUp()
    return { silence: { do: 'silence', how } }
  }
  const { outcome } = step(parts, call, { cause: call.op, exchange })
  parts.wakeUp()
  const after = bendAt(parts, protocol, decoded, 'outcome', exchange, outcome)
  return { outcome: after.do === 'answer' ? after.outcome : outcome }
}

function bendAt(
  parts: Parts,
  protocol: Protocol,
  decoded: Decoded,
  stage: Extract<Stage, 'call' | 'outcome' | 'answer'>,
  exchange: string,
  outcome?: Outcome,
): Effect {
  const { op } = decoded.summary
  if (!op || !('call' in decoded)) return { do: 'pass' }
  if (parts.rules.all().length === 0) return { do: 'pass' }
  const sight = {
    stage,
    ...sightOfCall(parts, decoded.summary, decoded.call.pid, protocol.name),
  }
  const { outTradeNo } = sight
  const now = parts.clock.now()
  const message =
    stage === 'outcome' && outcome
      ? { stage, op, outcome, now }
      : stage === 'call'
        ? { stage, op, outTradeNo }
        : { stage: 'answer' as const, op }
  return bendNow(parts, message, sight, { exchange, outTradeNo })
}

export function travelOf(
  parts: Parts,
  { how, afterMs }: Extract<Effect, { do: 'silence' }>,
): Travel {
  if (how !== 'hang') return { how: how === 'rst' ? 'reset' : 'fin' }
  // Options speak gateway time; a host waits in its own.
  const rate = parts.clock.rate() || 1
  return { how, afterMs: afterMs === undefined ? undefined : afterMs / rate }
}

export function silent(parts: Parts, effect: Extract<Effect, { do: 'silence' }>): Reply {
  return { status: 0, headers: {}, body: new Uint8Array(), travel: travelOf(parts, effect) }
}

/** Writes down the reply as computed; the rest is up to the host. */
export function answer(
  parts: Parts,
  id: string,
  call: AnyCall | undefined,
  result: Result | undefined,
  reply: Reply,
  explained?: Explanation,
): Exchange {
  parts.writer.write({
    kind: 'answer',
    exchange: id,
    result: result ?? { readable: false },
    travel: reply.travel.how,
    ...(result && { wire: replyWire(reply) }),
    ...(explained && { explained }),
  })
  let isOpen = true
  const end = (delivered: Delivered) => {
    if (!isOpen) return
    isOpen = false
    if (parts.isClosed) return
    parts.writer.write({ kind: 'end', exchange: id, ...delivered })
    if (delivered.whole && result?.subCode === 'ACQ.TRADE_NOT_EXIST') wakeParked(parts, call)
  }
  return { id, reply, end }
}

/** The client has been told that the trade does not exist: now the parked original may come. */
function wakeParked(parts: Parts, call: AnyCall | undefined) {
  if (call?.op !== 'QUERY' || !call.outTradeNo) return
  for (const job of parts.jobs.about('late-call', call.outTradeNo)) {
    if (job.kind !== 'late-call' || job.afterNotFoundMs === undefined) continue
    parts.jobs.move(job.id, Math.min(job.due, parts.clock.now() + job.afterNotFoundMs))
  }
  parts.wakeUp()
}
