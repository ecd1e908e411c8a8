// Payments by code whose `pay` did not say how they ended, and what the merchant did by itself until it knew or
// began to cancel. Entry codes and order codes are waited for until they expire, and are no such payments.
import type { Trace } from '../../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from '../attempts.ts'
import { isClosed, isPaid, knewOfPayment, newsOf, turnsTo, type News } from '../evidence.ts'
import type { Parameters } from '../parameters.ts'

export interface Undecided {
  pay: Call
  /** Automatic inquiries before the first cancel and before anything was known. */
  inquiries: readonly Call[]
  /** The first automatic cancel that nothing definite and no person came before. */
  cancel: Call | undefined
  /** The first definite news, by reply or notification. */
  news: News | undefined
  /** When a person ended it, charged anew or looked it up; or it was taken for paid, which is booked elsewhere. */
  endedMs: number
  /** No more inquiry came, nothing was known, and nobody intervened: it had had enough. */
  isExhausted: boolean
}

const PEOPLE: ReadonlySet<string> = new Set(['cancel', 'pay-again', 'resolve', 'manual-query'])

/** Without a reply, or with one that cannot be read. */
export const isSilent = ({ arrived, result }: Call) => !arrived || result?.readable === false

export const isOpen = ({ outcome }: Call) =>
  outcome === 'PEND' || outcome === 'UNK' || outcome === 'NOTEXIST'

export function readUndecided(
  trace: Trace,
  attempt: Attempt,
  { silenceMs }: Parameters,
): Undecided | undefined {
  const pay = attempt.calls.find(({ op }) => op === 'PAY')
  if (!pay || attempt.calls[0] !== pay || !(pay.outcome === 'PEND' || pay.outcome === 'UNK')) {
    return undefined
  }
  const endedMs = Math.min(personAfter(attempt, pay.startMs), mistakenAfter(attempt, pay.startMs))
  const news = newsOf(attempt).find(({ atMs }) => atMs >= pay.startMs)
  const untilMs = Math.min(endedMs, news?.atMs ?? Number.POSITIVE_INFINITY)
  const later = callsAfter(attempt, pay).filter(({ manual }) => !manual)
  const firstCancel = later.find(({ op }) => op === 'CANCEL')
  const cancel = firstCancel && firstCancel.startMs <= untilMs ? firstCancel : undefined
  const inquiries = later.filter(
    (call) =>
      call.op === 'QUERY' &&
      call.startMs <= untilMs &&
      call.startMs <= (firstCancel?.startMs ?? Number.POSITIVE_INFINITY),
  )
  const refused = later.find(
    ({ op, outcome }) => op === 'PAY' && outcome !== 'UNK' && outcome !== 'PEND',
  )
  const lastMs = Math.max(pay.seenMs, ...inquiries.map(({ seenMs }) => seenMs))
  const hasStopped = trace.endMs - lastMs >= silenceMs && untilMs - lastMs >= silenceMs
  const isExhausted = !refused && (cancel !== undefined || hasStopped)
  return { pay, inquiries, cancel, news, endedMs, isExhausted }
}

/** When the sale was shown as paid and nothing had told so: AMS-08 and ONE-01 say why. */
function mistakenAfter({ sale }: Attempt, fromMs: number): number {
  const belief = turnsTo(sale, ['PAID']).find(
    ({ elapsedMs }) => elapsedMs >= fromMs && !knewOfPayment(sale, elapsedMs),
  )
  return belief?.elapsedMs ?? Number.POSITIVE_INFINITY
}

/** The first time that a person had a say in it; never, else. */
export function personAfter({ sale }: Attempt, fromMs: number): number {
  const act = sale.acts.find(({ act: what, startedMs }) => PEOPLE.has(what) && startedMs >= fromMs)
  return act?.startedMs ?? Number.POSITIVE_INFINITY
}

/** A reply that settles the matter, or refuses it for good. */
export const isSettling = (call: Call) => isPaid(call) || isClosed(call)
