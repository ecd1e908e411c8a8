// Judgements on a payment that waits for its buyer: when to ask, how long, and what to show meanwhile.
import { classifyQuery } from '../classify.ts'
import type { TradeEvidence } from '../classify.ts'
import type { Reply } from '../ports.ts'
import type { Belief } from '../records.ts'

export interface PollDecisions {
  /** From 10003 to the first query; then start to start; the last query starts no later than pollForMs. */
  firstQueryAfterMs: number
  pollEveryMs: number
  /** From so long after 10003 on the queries come less often. */
  pollSlowsDown?: { afterMs: number; everyMs: number }
  pollForMs: number
  /**
   * So many queries are sent in all of a payment whose end is open, answered or not, and then the cancel; without
   * it the times decide.
   */
  mostInquiries?: number
  pauseBeforeCancelMs: number
  /** Unknown queries while polling: how often again, for how long, and whether cancels come then. */
  pollRetry: { everyMs: number; forMs: number; then?: 'stop' }
  /** After queries that failed: the half minute goes on, or begins anew. */
  pollAfterTrouble: 'go-on' | 'begin-anew'
  /** Whether the order is looked at again when the reply is in: a notification may have been faster. */
  looksAgainAfterReply: boolean
  /** How long queries go on although the payment is known. */
  pollOnAfterPaidMs: number
  /** The numbers a round of polling asks for; the last answer counts. */
  numbersToPoll(outTradeNo: string): string[]
  classifyQuery(reply: Reply): TradeEvidence
  /** What the screen says after 10003, and after a query that found the buyer still typing. */
  shownAfterPending: Belief
  shownAfterWaiting: Belief
}

export const pollDecisions: PollDecisions = {
  // 000:L4-5, 004:L11: every 3 s for 30 s, and the cancel right after the last query (004:L175).
  firstQueryAfterMs: 3_000,
  pollEveryMs: 3_000,
  pollForMs: 30_000,
  pauseBeforeCancelMs: 0,
  pollRetry: { everyMs: 3_000, forMs: 60_000 },
  pollAfterTrouble: 'go-on',
  looksAgainAfterReply: true,
  // 000:L5: the polling ends with a definite result.
  pollOnAfterPaidMs: 0,
  numbersToPoll: (outTradeNo) => [outTradeNo],
  classifyQuery,
  // 003:L15-18: neither success nor failure.
  shownAfterPending: 'PENDING',
  shownAfterWaiting: 'PENDING',
}
