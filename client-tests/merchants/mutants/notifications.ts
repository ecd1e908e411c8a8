// Flaws of booking by notifications: what is counted twice, too late, or not at all.
import type { Mutant } from './mutant.ts'

export const notifications: readonly Mutant[] = [
  {
    name: 'forgets-what-it-booked',
    flaw: 'Duplicates are told by notify_id alone, so the same payment under a new one is booked again.',
    bend: { isDuplicate: (form, attempt) => attempt.notifyIds.includes(form['notify_id'] ?? '') },
    must: { 'NTF-07': 'F' },
    may: ['NTF-15', 'NTF-17', 'NTF-19', 'ONE-06', 'NTF-18'],
  },
  {
    name: 'discards-notifications',
    flaw: 'A notification is checked, acknowledged and thrown away.',
    bend: { heedsNotifications: false },
    must: { 'NTF-13': 'F' },
    may: ['NTF-11', 'NTF-21', 'NTF-08', 'ONE-02', 'ONE-06'],
  },
  {
    name: 'notices-wait-in-memory',
    flaw: 'A notification is acknowledged, and booked four seconds later by a queue that no restart survives.',
    bend: { bookingGapMs: 4_000 },
    must: { 'NTF-13': 'F', 'NTF-15': 'F' },
    may: ['CAN-04', 'NTF-18', 'ONE-01', 'ONE-06', 'NTF-07', 'ONE-02'],
  },
  {
    name: 'waits-for-the-notification',
    flaw: 'Nobody asks what became of a QR order: only a notification tells.',
    bend: { qrPolls: false },
    must: { 'NTF-14': 'F' },
    may: ['ONE-02', 'ONE-06'],
  },
  {
    name: 'books-without-a-lock',
    flaw: 'Between the look at the order and the entry there is a moment.',
    bend: { bookingGapMs: 50 },
    must: { 'NTF-15': 'F' },
    may: ['NTF-07', 'ONE-06'],
  },
  {
    name: 'refund-notification-is-a-payment',
    flaw: 'A success with the fields of a refund is booked as a payment.',
    bend: { refundNotice: 'payment' },
    must: { 'NTF-16': 'F' },
    may: ['NTF-08', 'REF-07', 'ONE-01', 'ONE-06'],
  },
  {
    name: 'refund-notification-sets-the-state',
    flaw: 'The state in the notification of a refund, TRADE_SUCCESS, makes the refunded sale a paid one again.',
    bend: { refundNotice: 'state-only' },
    must: { 'NTF-16': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'finished-is-fulfilled-again',
    flaw: 'TRADE_FINISHED after the payment is booked as one more.',
    bend: { finishedNotice: 'payment' },
    must: { 'NTF-17': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'books-the-way-back-too',
    flaw: 'The buyer who comes back with a genuine address is booked as a payment, also after the notification.',
    bend: { returnMeans: 'one-more' },
    must: { 'NTF-18': 'F' },
    may: ['NTF-15', 'ONE-06'],
  },
  {
    name: 'order-is-written-after-the-reply',
    flaw: 'The order is written after the reply of PAY: an early notification makes one of its own.',
    bend: { beforeReply: 'another-order' },
    must: { 'NTF-18': 'F' },
    may: ['NTF-07', 'NTF-15', 'ONE-06'],
  },
  {
    name: 'last-message-wins',
    flaw: 'Whatever a notification says is the state from then on.',
    bend: { lateNotice: 'believe' },
    must: { 'NTF-19': 'F' },
    may: ['REC-03', 'REC-05', 'REF-07', 'ONE-01', 'ONE-02', 'ONE-06'],
  },
]
