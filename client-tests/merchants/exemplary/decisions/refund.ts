// Judgements on refunds: which are sent, under which number, and what a reply adds to the books.
import { classifyRefund } from '../classify.ts'
import type { Reply } from '../ports.ts'
import type { Belief, Refund, RefundOutcome } from '../records.ts'
import { yuan } from '../yuan.ts'

export interface RefundDecisions {
  refundRetry: { everyMs: number; forMs: number; firstAfterMs?: number }
  /** A restart goes on with the refund that was under way, or makes a new one of it. */
  refundAfterRestart: 'go-on' | 'anew'
  /** After an unknown answer: the same refund again, or first a query whether it was made. */
  afterUnknownRefund: 'send-again' | 'ask'
  /** Empty: the number is left out. */
  refundRequestNo(refund: Refund, tryNo: number): string
  refundAmountText(amountFen: number): string
  /** Why it goes back, as the gateway is told; nothing: not said. */
  refundReason(tryNo: number): string | undefined
  /** A refund goes by REFUND; cancel is not refund (000:L35-37). */
  refundsBy: 'refund' | 'cancel'
  /** Which sales may be refunded at all. */
  mayRefundSale(status: Belief | 'REFUNDED'): boolean
  /** What is asked for beyond what is left: refused here, or sent and booked whatever comes back. */
  beyondPaid: 'refuse' | 'send-and-book'
  refundsPerTrade: number
  beyondRefundsPerTrade: 'refuse' | 'send-and-book'
  classifyRefund(reply: Reply): RefundOutcome
  /** What this refund gave back. */
  refundedFen(reply: Reply | undefined, sentFen: number): number
  isRefundBooked(refund: Refund): boolean
  /** How many entries an answer makes that repeats an earlier one (fund_change=N). */
  entriesOfReplay: number
  unresolvedRefund: 'ESCALATED' | 'FAILED' | 'REFUNDED'
}

export const refundDecisions: RefundDecisions = {
  // 000:L19: the same parameters for a minute.
  refundRetry: { everyMs: 5_000, forMs: 60_000 },
  refundAfterRestart: 'go-on',
  afterUnknownRefund: 'send-again',
  // One intent, one number, for ever (000:L7-9, 004:L197-198).
  refundRequestNo: (refund) => refund.outRequestNo,
  refundAmountText: yuan,
  // What a repetition says must be what the first try said (000:L19).
  refundReason: () => undefined,
  refundsBy: 'refund',
  // 002:L67-68: only what is known to be paid.
  mayRefundSale: (status) => status === 'PAID' || status === 'REFUNDED',
  // 002:L85-86
  beyondPaid: 'refuse',
  // 002:L88-89: the hundredth is dropped without a word.
  refundsPerTrade: 99,
  beyondRefundsPerTrade: 'refuse',
  classifyRefund,
  // refund_fee is the total of the trade (004:L223-226); only the asked amount is booked.
  refundedFen: (_reply, sentFen) => sentFen,
  isRefundBooked: (refund) => refund.status === 'REFUNDED',
  entriesOfReplay: 1,
  // 000:L19: neither done nor failed may be inferred.
  unresolvedRefund: 'ESCALATED',
}
