// A payment as an acquirer carried it: what its till asked and was answered, what Alipay was asked, and when the
// acquirer could know how it ended.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import type { Call, Sale } from '../attempts.ts'
import { isClosed, isPaid, isPaidNotice } from '../evidence.ts'
import { perSale, type Finding } from '../judge.ts'
import { outagesIn } from '../outages.ts'
import type { Verdict } from '../rule.ts'

type Declared = NonNullable<NonNullable<ReturnType<typeof declaredIn>>['acquirer']>

/** A message of the till that reached the acquirer. Times are `elapsedMs`, at the acquirer's end of the line. */
export interface TillMessage {
  act: string
  startedMs: number
  arrivedMs: number
  answeredMs: number
  status: number
  /** What was answered of the payment: `APPROVED`, … */
  state: string | undefined
  /** The till heard it. */
  isHeard: boolean
  refundId: string | undefined
  amountFen: number | undefined
  seq: number
}

export interface Carried extends Declared {
  sale: Sale
  /** In the order of their arrival. */
  messages: readonly TillMessage[]
  /** The till's line lost none of its messages. */
  isLineWhole: boolean
  payment: TillMessage | undefined
  /** The first cancel or advice that arrived. */
  givenUp: TillMessage | undefined
  /** When the gateway's time is over; `Infinity` without a payment. */
  timeoutMs: number
  calls: readonly Call[]
  pays: readonly Call[]
  cancels: readonly Call[]
  /** When it could know of the approval, and of another end; `Infinity` while it could not. */
  approvedMs: number
  declinedMs: number
  /** Whether nobody reached Alipay then. */
  isCutOff(momentMs: number): boolean
}

/** Walks the payments of an acquirer; of another merchant there are none. */
export function perPayment(trace: Trace, look: (carried: Carried) => readonly Finding[]): Verdict {
  const declared = declaredIn(trace)?.acquirer
  return perSale(trace, (sale) =>
    declared && sale.saleId !== undefined ? look(readCarried(trace, sale, declared)) : [],
  )
}

function readCarried(trace: Trace, sale: Sale, declared: Declared): Carried {
  const messages = sale.acts
    .flatMap((act) => messageOf(act) ?? [])
    .toSorted((a, b) => a.arrivedMs - b.arrivedMs)
  const payment = messages.find(({ act }) => act === 'sale')
  const calls = sale.attempts.flatMap((attempt) => attempt.calls).toSorted((a, b) => a.seq - b.seq)
  const cancels = calls.filter(({ op }) => op === 'CANCEL')
  const firstCancelMs = cancels[0]?.startMs ?? Number.POSITIVE_INFINITY
  const outages = outagesIn(trace)
  return {
    ...declared,
    sale,
    messages,
    isLineWhole: sale.acts.every(({ line }) => line?.lost === undefined),
    payment,
    givenUp: messages.find(({ act }) => act === 'cancel' || act === 'advice'),
    timeoutMs: payment ? payment.arrivedMs + declared.gatewayTimeoutMs : Number.POSITIVE_INFINITY,
    calls,
    pays: calls.filter(({ op }) => op === 'PAY'),
    cancels,
    approvedMs: Math.min(firstSeen(calls.filter((call) => isPaid(call))), firstTold(sale)),
    declinedMs: firstSeen(calls.filter((call) => isDeclined(call, firstCancelMs))),
    isCutOff: (momentMs) =>
      outages.some(
        ({ elapsedMs, forMs = 0 }) => elapsedMs <= momentMs && momentMs <= elapsedMs + forMs,
      ),
  }
}

function messageOf(entry: EntryOf<'adapter'>): TillMessage | undefined {
  const { act, startedMs, elapsedMs, status, reply, line, refundId, amountFen, seq } = entry
  if (!line || line.lost === 'request') return undefined
  const { arrivedMs = startedMs, answeredMs = elapsedMs } = line
  const isHeard = line.lost === undefined
  const at = { act, startedMs, arrivedMs, answeredMs, status, isHeard, refundId, amountFen, seq }
  return { ...at, state: stateIn(reply) }
}

/** `undefined` where a reply names no state. */
export function stateIn(reply: string): string | undefined {
  try {
    const { state } = Object(JSON.parse(reply)) as Record<string, unknown>
    return typeof state === 'string' ? state : undefined
  } catch {
    return undefined
  }
}

const isDeclined = (call: Call, firstCancelMs: number): boolean =>
  call.op === 'PAY'
    ? ['BIZFAIL', 'REJECT'].includes(call.outcome)
    : isClosed(call) && call.op === 'QUERY' && call.startMs < firstCancelMs

/** An acquirer may let itself be notified, too. */
const firstTold = ({ attempts }: Sale) =>
  Math.min(
    Number.POSITIVE_INFINITY,
    ...attempts.flatMap(({ notices }) =>
      notices
        .filter((notice) => notice.acknowledged && !notice.ofRefund && isPaidNotice(notice))
        .map(({ repliedMs }) => repliedMs),
    ),
  )

const firstSeen = (calls: readonly Call[]) =>
  Math.min(Number.POSITIVE_INFINITY, ...calls.map(({ seenMs }) => seenMs))

/** A cancel that Alipay has taken, or to which there was nothing. */
export const isDelivered = ({ op, outcome }: Call) =>
  op === 'CANCEL' && ['OK', 'NOTEXIST', 'BIZFAIL'].includes(outcome)

/** When the payment is given up by agreement: by the till if it says so first, else by the gateway. */
export function agreedMs({ model, timeoutMs, givenUp }: Carried): number {
  const byTillMs = givenUp?.arrivedMs ?? Number.POSITIVE_INFINITY
  return model === 'switch' ? byTillMs : Math.min(timeoutMs, byTillMs)
}

/** The first cancel that no till had asked for when it was sent. */
export const ownCancel = ({ cancels, givenUp }: Carried): Call | undefined =>
  cancels.find(({ startMs }) => startMs < (givenUp?.arrivedMs ?? Number.POSITIVE_INFINITY))

/** What is proven by a message or a call. */
export const proof = (...parts: readonly (TillMessage | Call | undefined)[]): number[] =>
  parts.flatMap((part) =>
    part === undefined ? [] : 'evidence' in part ? [...part.evidence] : [part.seq],
  )
