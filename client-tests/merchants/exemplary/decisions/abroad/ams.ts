// Where AMS asks for something else than openapi does (001): how often and how long to inquire, what a cancel that
// comes too late leads to, and which ids there are.
import type { CancelDecisions } from '../cancel.ts'
import type { OrderDecisions } from '../order.ts'
import type { PollDecisions } from '../poll.ts'
import type { RefundDecisions } from '../refund.ts'
import type { UnknownDecisions } from '../unknown.ts'

type Some = PollDecisions & UnknownDecisions & CancelDecisions & RefundDecisions & OrderDecisions

export const amsDecisions: Partial<Some> = {
  // 001:L41: 10 to 20 inquiries, 3 s apart; hung ones count (001:L53).
  mostInquiries: 15,
  queryRetry: { everyMs: 3_000, forMs: 45_000 },
  pollRetry: { everyMs: 3_000, forMs: 45_000 },
  // 001:L41-43: whatever the inquiries say, the same id is not paid again; it is cancelled in the end.
  afterNotExist: () => 'ask-again',
  precreateAfterUnknown: 'ask',
  // 001:L40: F is the end of this id.
  rejectedRetry: { everyMs: 3_000, tries: 1 },
  // 001:L59-60, L73-74: every 5 to 10 s for a minute, the first repetition too.
  refundRetry: { everyMs: 5_000, forMs: 60_000, firstAfterMs: 5_000 },
  // 001:L43: out of the cancellable period, a refund.
  afterRefusedCancel: 'give-back',
  // F ORDER_NOT_EXIST: the payment never arrived, and a later one is refused.
  goneMeansCancelled: () => true,
  // AMS has no close.
  mayClose: () => false,
  // 001:L116-122: an id for each payment, never the order's number, and not to be foreseen.
  attemptNumber: (_fresh, _earlier, { stamp, terminalId, amountFen, nth, random }) =>
    `${stamp}${terminalId}${amountFen}${nth}${random}`,
}
