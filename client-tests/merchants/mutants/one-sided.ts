// Flaws whose only sign is the end: books and gateway differ, or the buyer pays twice.
import { yuan } from '../exemplary/yuan.ts'
import type { Mutant } from './mutant.ts'

export const oneSided: readonly Mutant[] = [
  {
    name: 'believes-after-a-minute',
    flaw: 'An unresolved payment is taken as paid when no human looked at it for a minute.',
    bend: { acceptUnresolvedAfterMs: 60_000 },
    must: { 'ONE-01': 'F' },
    may: ['EXC-08', 'ONE-05', 'ONE-06', 'REF-07', 'CASH-01', 'CASH-03'],
  },
  {
    name: 'cancels-without-looking',
    flaw: 'After the last query it cancels without looking whether the notification has come meanwhile.',
    bend: { looksAgainAfterReply: false },
    must: { 'ONE-02': 'F' },
    may: [],
  },
  {
    name: 'drops-notices-during-calls',
    flaw: 'A notification that arrives while a call about its order is under way is acknowledged and dropped.',
    bend: { heedsNoticesDuringCalls: false },
    must: { 'ONE-02': 'F' },
    may: ['NTF-11', 'NTF-13', 'ONE-06'],
  },
  {
    name: 'voids-slow-payments',
    flaw: 'A payment whose reply took longer than two seconds is taken for failed and cancelled.',
    bend: { keepsPayment: (tookMs) => tookMs <= 2_000 },
    must: { 'ONE-02': 'F' },
    may: ['ONE-01', 'ONE-06'],
  },
  {
    name: 'no-sale-lock',
    flaw: 'Two terminals can start the same sale, and both charge the customer.',
    bend: { mayStartSale: () => true },
    must: { 'ONE-03': 'F' },
    may: ['POLL-06', 'ONE-06'],
  },
  {
    name: 'charges-then-refunds',
    flaw: 'Asked to charge again, it does so at once and gives the earlier payment back afterwards.',
    bend: { whenEarlierPaid: 'charge-then-refund' },
    must: { 'ONE-04': 'F' },
    may: ['ONE-03', 'ONE-06', 'POLL-06', 'QR-02', 'NTF-15'],
  },
  {
    name: 'abandons-after-not-exist',
    flaw: 'After an unknown pay and TRADE_NOT_EXIST the attempt is dropped without a cancel.',
    bend: { afterNotExist: () => 'abandon' },
    must: { 'ONE-05': 'F' },
    may: ['EXC-08', 'ONE-06'],
  },
  {
    name: 'books-refund-notices-as-well',
    flaw: 'A notification of a refund that is still under way makes an entry of its own.',
    bend: { refundNoticeAhead: 'another-entry' },
    must: { 'ONE-06': 'F' },
    may: ['NTF-16', 'REF-06'],
  },
  {
    name: 'charges-a-fen-less',
    flaw: 'The order says a fen less than the sale costs, and the books know nothing of it.',
    bend: { orderTotal: (amountFen) => yuan(amountFen - 1) },
    must: { 'ONE-06': 'F' },
    may: [
      'NTF-05',
      'NTF-09',
      'NTF-20',
      'ONE-03',
      'ORD-02',
      'ORD-10',
      'QR-02',
      'REC-03',
      'REC-04',
      'REF-03',
    ],
  },
  {
    name: 'new-refund-after-restart',
    flaw: 'A refund that was under way when the program was killed is made anew, under another number.',
    bend: { refundAfterRestart: 'anew' },
    must: { 'ONE-06': 'F' },
    may: ['EXC-05', 'REC-03'],
  },
  {
    name: 'rounds-to-whole-yuan',
    flaw: 'The books round every amount to whole yuan.',
    bend: { bookedFen: (amountFen) => Math.round(amountFen / 100) * 100 },
    must: { 'ONE-06': 'F' },
    may: ['CAN-04', 'NTF-16'],
  },
]
