// What a merchant did by itself after an unknown outcome: its retries, what ended them, and for how
// long it kept trying. A person's act ends what counts as automatic.
import type { Trace } from '../../server/journal/trace.ts'
import { callsAfter, type Attempt, type Call } from './attempts.ts'
import type { Bands, Mark } from './band.ts'
import { newsOf } from './evidence.ts'
import { isNamedUnknown } from './outcome.ts'
import type { Parameters } from './parameters.ts'

export interface Recovery {
  first: Call
  /** Automatic retries after `first`, in order, the one that ended the matter included. */
  tries: readonly Call[]
  /** The definite result that ended it, by reply or by notification. */
  ended: readonly number[] | undefined
  /** From the moment the first outcome was known to be unknown until the last retry was over. */
  spanMs: number
  /** Nothing can be said of giving up: a person cut in, or the trace ends, while it still tried. */
  cutShort: boolean
}

export interface RecoveryTerms {
  isTry(call: Call): boolean
  isEnd(call: Call): boolean
  /** What people do that ends the automatic part. */
  humanActs: readonly string[]
  /** Whether news of the payment settles the matter: not so for a refund. */
  newsSettles: boolean
}

export function readRecovery(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  { isTry, isEnd, humanActs, newsSettles }: RecoveryTerms,
  { silenceMs }: Parameters,
): Recovery {
  const humanMs = attempt.sale.acts.find(
    ({ act, startedMs }) => humanActs.includes(act) && startedMs >= first.seenMs,
  )?.startedMs
  const untilMs = Math.min(humanMs ?? Number.POSITIVE_INFINITY, trace.endMs)
  const later = callsAfter(attempt, first).filter((call) => call.startMs <= untilMs && !call.manual)
  const end = later.find((call) => isEnd(call))
  const relevant = end ? later.slice(0, later.indexOf(end) + 1) : later
  const tries = relevant.filter((call) => isTry(call))
  const lastMs = Math.max(first.seenMs, ...tries.map((call) => Math.min(call.seenMs, trace.endMs)))
  const newsMs = newsSettles ? Math.min(untilMs, lastMs + silenceMs) : Number.NEGATIVE_INFINITY
  const news = newsOf(attempt).find(
    ({ atMs, manual }) => !manual && atMs >= first.startMs && atMs <= newsMs,
  )
  const ended = end?.evidence ?? news?.evidence
  return {
    first,
    tries,
    ended,
    spanMs: lastMs - first.seenMs,
    cutShort: untilMs - lastMs < silenceMs,
  }
}

/**
 * Nothing that can be called a reaction followed, and the outcome came in a form that may be mistaken
 * for an answer: that flaw is booked once, on EXC-13.
 */
export function isTakenForAnswer(
  first: Call,
  next: Call | undefined,
  parameters: Parameters,
): boolean {
  if (isNamedUnknown(first.result, first.arrived, parameters)) return false
  return !next || next.startMs - first.seenMs > parameters.silenceMs
}

/** Whether recovery went on for long enough; `undefined` when that cannot be known. */
export function judgeSpan(
  { tries, ended, spanMs, cutShort }: Recovery,
  bands: Bands,
  { retrySpan, fastTries, fastCallMs }: Parameters,
): Mark | undefined {
  if (ended) return 'pass'
  const mark = bands.atLeast(spanMs, retrySpan)
  if (mark !== 'pass') return cutShort ? undefined : mark
  const fast = tries.every((call) => call.seenMs - call.startMs < fastCallMs)
  // Counts are graded on fast-failing faults only: a 20 s time-out leaves three tries in a minute.
  return fast && tries.length + 1 < fastTries ? 'warn' : 'pass'
}

export function worse(a: Mark, b: Mark): Mark {
  if (a === 'fail' || b === 'fail') return 'fail'
  return a === 'warn' || b === 'warn' ? 'warn' : 'pass'
}
