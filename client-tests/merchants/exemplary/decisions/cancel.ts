// Judgements on cancels: when one has worked, what it did to the money, how long it is repeated.
import { cancelSucceeded } from '../classify.ts'
import type { Reply } from '../ports.ts'
import type { Attempt } from '../records.ts'
import { walletOf } from '../wallet.ts'

export interface CancelDecisions {
  /**
   * The minute of repetitions, less often after the first if said so; `thenEveryMs` is the rhythm of the queue that goes on with cancels of
   * trades known to be open. Without it people are left with the matter.
   */
  cancelRetry: { everyMs: number; laterEveryMs?: number; forMs: number; thenEveryMs?: number }
  /** A cancel that found no trade left the customer's code unused: what comes then. */
  afterCancelOfNothing: 'end' | 'charge-anew'
  /** How long the queue keeps a cancel. */
  cancelQueueForMs: number
  cancelSucceeded(reply: Reply): boolean
  /** How often a cancel refused as too late is sent again all the same. */
  repeatsOfRefusedCancel: number
  /**
   * Too late to cancel: the trade is asked for, and what was paid is kept or given back; or the same charge is
   * sent once more.
   */
  afterRefusedCancel: 'ask' | 'give-back' | 'charge-again'
  /** Whether an order of this kind that the gateway does not know counts as cancelled. */
  goneMeansCancelled(attempt: Attempt): boolean
  /** What the trade has become, by the action that the gateway names. */
  cancelEffect(action: string | undefined): 'reversed' | 'unpaid' | 'paid' | 'revoked'
  /** Whether what can be cancelled no more may be closed. */
  mayClose(attempt: Attempt): boolean
  /** Whether an order that has been cancelled is closed on top. */
  closesAsWell: boolean
  /** A first cancel waits until the payment is so old. */
  restBeforeCancelMs: number
  isReversalBooked(attempt: Attempt): boolean
  /** What the cashier's void of an open sale does. */
  voidsBy: 'cancel' | 'books'
  /** Whether cancels that were under way go on after a restart. */
  cancelSurvivesRestart: boolean
}

export const cancelDecisions: CancelDecisions = {
  // 000:L17 for a minute; 001:L86-93: then from a queue that outlives restarts.
  cancelRetry: { everyMs: 5_000, forMs: 60_000, thenEveryMs: 60_000 },
  // 000:L34: after 24 h nothing can be cancelled any more.
  cancelQueueForMs: 86_400_000,
  cancelSucceeded,
  // 000:L20 asks for no new charge here; the cashier decides.
  afterCancelOfNothing: 'end',
  repeatsOfRefusedCancel: 0,
  // 000:L34: the trade's own state decides what is left to do.
  afterRefusedCancel: 'ask',
  // Orders of the web are closed, and before the buyer gets there the gateway knows none.
  goneMeansCancelled: (attempt) => attempt.kind === 'web',
  // 003:L25: a paid trade is sent back, an unpaid one closed; no action: there was no trade. WeChat does not
  // say which of the two it was.
  cancelEffect: (action) =>
    action === 'refund' ? 'reversed' : action === 'unsaid' ? 'revoked' : 'unpaid',
  // 003:L47: WeChat's payment codes know no closeorder.
  mayClose: (attempt) => walletOf(attempt) === 'alipay',
  closesAsWell: false,
  restBeforeCancelMs: 0,
  // 003:L39-40: the same cancel again changes nothing.
  isReversalBooked: (attempt) => attempt.belief === 'REVERSED',
  voidsBy: 'cancel',
  cancelSurvivesRestart: true,
}
