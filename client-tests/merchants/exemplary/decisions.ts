// Every judgement the shop makes, one entry each, with the number or function that the rules ask for.
// A mutant overrides one entry; nothing outside this record may hold a number of its own.
import { cancelSucceeded, classifyQuery } from './classify.ts'
import type { TradeEvidence } from './classify.ts'
import type { Reply } from './ports.ts'
import type { Attempt, Belief, Refund, Sale } from './records.ts'
import { fenOf } from './yuan.ts'

export type AfterNotExist = 'pay-same' | 'pay-fresh' | 'ask-again' | 'cancel' | 'abandon'
export type Form = Record<string, string>

export interface Decisions {
  /** From 10003 to the first query; then start to start; the last query starts no later than pollForMs. */
  firstQueryAfterMs: number
  pollEveryMs: number
  pollForMs: number
  pauseBeforeCancelMs: number
  firstQueryAfterUnknownMs: number
  queryRetry: { everyMs: number; forMs: number }
  cancelRetry: { everyMs: number; forMs: number }
  refundRetry: { everyMs: number; forMs: number }
  throttledRetry: { everyMs: number; tries: number }
  precreateRetry: { everyMs: number; forMs: number }
  qrPollEveryMs: number
  classifyQuery(reply: Reply): TradeEvidence
  cancelSucceeded(reply: Reply): boolean
  afterNotExist(asked: { repays: number; sinceSentMs: number }): AfterNotExist
  refundRequestNo(refund: Refund, tryNo: number): string
  mayStartSale(existing: Sale | undefined): boolean
  mayPayAgain(attempt: Attempt): boolean
  unresolvedBelief(stage: 'asked-in-vain' | 'cancelled-in-vain'): Belief
  /** How long a payment nobody could clear up waits for a human before it is taken as paid. */
  acceptUnresolvedAfterMs: number
  bookedFen(amountFen: number): number
  verifySignature(form: Form, signedByAlipay: (form: Form) => boolean): boolean
  matchAmount(totalAmount: string, amountFen: number): boolean
  isDuplicate(form: Form, attempt: Attempt): boolean
  notifyReply(accepted: boolean): string
}

export const exemplaryDecisions: Decisions = {
  // 000:L4-5, 004:L11: every 3 s for 30 s, and the cancel right after the last query (004:L175).
  firstQueryAfterMs: 3_000,
  pollEveryMs: 3_000,
  pollForMs: 30_000,
  pauseBeforeCancelMs: 0,
  // 000:L15-20: pay unknown → query at once; query, cancel, refund unknown → again for one minute.
  firstQueryAfterUnknownMs: 0,
  queryRetry: { everyMs: 3_000, forMs: 60_000 },
  cancelRetry: { everyMs: 5_000, forMs: 60_000 },
  refundRetry: { everyMs: 5_000, forMs: 60_000 },
  throttledRetry: { everyMs: 3_000, tries: 4 },
  precreateRetry: { everyMs: 3_000, forMs: 60_000 },
  qrPollEveryMs: 3_000,
  classifyQuery,
  cancelSucceeded,
  // 000:L20: the trade does not exist → pay again with the same parameters; never a new number here.
  afterNotExist: ({ repays, sinceSentMs }) =>
    repays === 0 || (repays < 3 && sinceSentMs >= 5_000) ? 'pay-same' : 'ask-again',
  refundRequestNo: (refund) => refund.outRequestNo,
  mayStartSale: (existing) => existing === undefined,
  // 000:L40-42: nobody is charged twice before the first attempt has a definite end.
  mayPayAgain: (attempt) => attempt.belief === 'UNPAID' || attempt.belief === 'REVERSED',
  unresolvedBelief: (stage) => (stage === 'asked-in-vain' ? 'UNKNOWN' : 'ESCALATED'),
  acceptUnresolvedAfterMs: Number.POSITIVE_INFINITY,
  bookedFen: (amountFen) => amountFen,
  verifySignature: (form, signedByAlipay) => signedByAlipay(form),
  matchAmount: (totalAmount, amountFen) => fenOf(totalAmount) === amountFen,
  // The order's own state decides: a second event about the same payment may carry a new notify_id.
  isDuplicate: (_form, attempt) => attempt.belief === 'PAID',
  notifyReply: (accepted) => (accepted ? 'success' : 'failure'),
}
