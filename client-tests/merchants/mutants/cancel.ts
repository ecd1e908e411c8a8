// Flaws of cancelling: what is sent again, what its reply means, and what outlives an outage.
import type { Mutant } from './mutant.ts'

export const cancel: readonly Mutant[] = [
  {
    name: 'ignores-retry-flag',
    flaw: 'A cancel with code 10000 counts as done although retry_flag says Y.',
    bend: { cancelSucceeded: (reply) => reply.kind === 'answered' && reply.code === '10000' },
    must: { 'CAN-01': 'F' },
    may: ['ONE-05', 'ONE-06', 'CASH-03'],
  },
  {
    name: 'refunds-by-cancel',
    flaw: 'All of a payment goes back by CANCEL, because it is the same day.',
    bend: { refundsBy: 'cancel' },
    must: { 'CAN-02': 'F' },
    may: ['REF-10', 'ONE-06', 'CASH-01', 'CASH-04'],
  },
  {
    name: 'charges-again-when-too-late',
    flaw: 'A cancel that is refused as too late is followed by the same charge once more.',
    bend: { afterRefusedCancel: 'charge-again' },
    must: { 'CAN-03': 'F' },
    may: ['POLL-01', 'POLL-08', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'ten-cancels-after-refusal',
    flaw: 'A cancel refused as too late is sent ten times more.',
    bend: { repeatsOfRefusedCancel: 10 },
    must: { 'CAN-03': 'F' },
    may: [],
  },
  {
    name: 'keeps-what-a-cancel-sent-back',
    flaw: 'A sale whose money a cancel has sent back stays PAID.',
    bend: { cancelEffect: (action) => (action === 'refund' ? 'paid' : 'unpaid') },
    must: { 'CAN-04': 'F' },
    may: ['REF-07', 'ONE-01', 'ONE-06'],
  },
  {
    name: 'one-reversal-per-cancel',
    flaw: 'Every answer to the same cancel is booked as a reversal of its own.',
    bend: { isReversalBooked: () => false },
    must: { 'CAN-05': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'cancels-die-with-the-process',
    flaw: 'Cancels that were under way are forgotten by a restart.',
    bend: { cancelSurvivesRestart: false },
    must: { 'CAN-06': 'W' },
    may: ['ONE-05', 'ONE-06'],
  },
]
