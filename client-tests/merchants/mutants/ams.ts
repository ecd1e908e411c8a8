// Flaws of a till abroad, at the gateway of AMS: how often it inquires, what S, F and U mean to it, its ids, and the
// tokens of a service provider.
import { classifyPay, classifyQuery } from '../exemplary/classify.ts'
import type { Mutant } from './mutant.ts'

const capabilities = { wallets: ['ams'] } as const

const timeoutsMs = { pay: 15_000, query: 3_000, cancel: 3_000, refund: 3_000 } as const

export const ams: readonly Mutant[] = [
  {
    name: 'has-no-address-for-notifications',
    flaw: 'It names an address for notifications where nothing answers.',
    bend: { notifyAnswer: () => new Response('', { status: 404 }) },
    capabilities,
    must: { 'AMS-01': 'W' },
    may: ['NTF-07', 'NTF-09', 'NTF-10', 'NTF-12', 'NTF-13', 'NTF-15', 'NTF-20'],
  },
  {
    name: 'pays-without-a-notify-url',
    flaw: 'No pay says where to notify.',
    bend: { sendsNotifyUrl: () => false },
    capabilities,
    must: { 'AMS-02': 'F' },
    may: ['AMS-01', 'NTF-13', 'ONE-06'],
  },
  {
    name: 'waits-for-the-news-after-s',
    flaw: 'A payment code that was answered S counts as paid only once something else says so.',
    bend: {
      classifyPay: (reply) => {
        const outcome = classifyPay(reply)
        return outcome === 'paid' ? 'pending' : outcome
      },
    },
    capabilities,
    must: { 'AMS-03': 'F' },
    may: ['AMS-05', 'ONE-06', 'NTF-14'],
  },
  {
    name: 'pays-again-what-was-refused',
    flaw: 'A payment that was answered F is sent five times more under the same id.',
    bend: { repeatsOfRefused: 5 },
    capabilities,
    must: { 'AMS-04': 'F' },
    may: ['EXC-10', 'ONE-06', 'AMS-12'],
  },
  {
    name: 'five-inquiries',
    flaw: 'After five inquiries it cancels.',
    bend: { mostInquiries: 5 },
    capabilities,
    must: { 'AMS-05': 'F' },
    may: ['AMS-07'],
  },
  {
    name: 'waits-a-minute-for-the-reply',
    flaw: 'The reply to a pay is waited for a whole minute.',
    bend: { amsTimeoutsMs: { ...timeoutsMs, pay: 60_000 } },
    capabilities,
    must: { 'AMS-06': 'F' },
    may: ['AMS-16', 'ONE-06'],
  },
  {
    name: 'pauses-before-it-cancels',
    flaw: 'Between the last inquiry and the cancel it sleeps for 15 s.',
    bend: { pauseBeforeCancelMs: 15_000 },
    capabilities,
    must: { 'AMS-07': 'F' },
    may: ['ONE-06', 'AMS-16'],
  },
  {
    name: 'an-inquiry-that-worked-means-paid',
    flaw: 'S of an inquiry is taken for the state of the payment.',
    bend: {
      classifyQuery: (reply) => {
        const isS = reply.kind === 'answered' && reply.code === '10000'
        return isS ? 'paid' : classifyQuery(reply)
      },
    },
    capabilities,
    must: { 'AMS-08': 'F' },
    may: [
      'AMS-05',
      'AMS-07',
      'AMS-12',
      'AMS-13',
      'AMS-16',
      'CAN-06',
      'CASH-01',
      'EXC-03',
      'NTF-19',
      'ONE-01',
      'ONE-03',
      'ONE-05',
      'ONE-06',
      'POLL-06',
      'REF-07',
    ],
  },
  {
    name: 'waits-long-for-inquiries',
    flaw: 'An inquiry is waited for for half a minute.',
    bend: { amsTimeoutsMs: { ...timeoutsMs, query: 30_000 } },
    capabilities,
    must: { 'AMS-09': 'F' },
    may: ['AMS-05', 'EXC-03', 'ONE-06'],
  },
  {
    name: 'cancels-every-second',
    flaw: 'A cancel that was answered U is repeated every second.',
    bend: { cancelRetry: { everyMs: 1_000, forMs: 60_000, thenEveryMs: 60_000 } },
    capabilities,
    must: { 'AMS-10': 'F' },
    may: ['EXC-11'],
  },
  {
    name: 'new-refund-id-per-try',
    flaw: 'Each repetition of a refund has a refundRequestId of its own.',
    bend: { refundRequestNo: ({ outRequestNo }, tryNo) => `${outRequestNo}-${tryNo}` },
    capabilities,
    must: { 'AMS-11': 'F' },
    may: ['EXC-03', 'EXC-06', 'ONE-06', 'REF-03'],
  },
  {
    name: 'pays-again-while-it-is-not-known',
    flaw: 'The customer is charged again while nobody knows what became of the first payment.',
    bend: { mayPayAgain: () => true },
    capabilities,
    must: { 'AMS-12': 'F' },
    may: ['POLL-06', 'ONE-03', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'believes-news-during-a-cancel',
    flaw: 'A success that is notified while the payment is being cancelled counts for more than the cancel.',
    bend: { noticeDuringCancel: 'believe' },
    capabilities,
    must: { 'AMS-13': 'F' },
    may: ['ONE-01', 'ONE-06', 'AMS-16', 'CAN-06'],
  },
  {
    name: 'order-number-as-payment-id',
    flaw: 'The number of the order is its paymentRequestId.',
    bend: { attemptNumber: (_fresh, _earlier, { saleId }) => saleId },
    capabilities,
    must: { 'AMS-14': 'F' },
    may: ['AMS-04', 'AMS-12', 'AMS-15', 'ONE-01', 'ONE-05', 'ONE-06', 'POLL-06'],
  },
  {
    name: 'counts-its-payment-ids',
    flaw: 'Its ids are a number that counts up by one.',
    bend: { attemptNumber: (_fresh, _earlier, { nth }) => String(10_000_000_000 + nth) },
    capabilities,
    must: { 'AMS-15': 'F' },
    may: [],
  },
  {
    name: 'voids-in-the-books-alone',
    flaw: 'What the cashier cancels is crossed out in the books, and the gateway hears nothing of it.',
    bend: { voidsBy: 'books' },
    capabilities,
    must: { 'AMS-16': 'F' },
    may: [
      'AMS-12',
      'AMS-13',
      'CAN-06',
      'ONE-05',
      'ONE-06',
      'POLL-06',
      'ONE-03',
      'AMS-05',
      'AMS-07',
    ],
  },
  {
    name: 'keeps-the-first-token',
    flaw: 'A service provider goes on with the first token that a merchant gave it.',
    bend: { tokenInUse: 'first' },
    capabilities: { ...capabilities, sellsForOthers: true },
    must: { 'AMS-17': 'F' },
    may: ['AMS-04', 'AMS-18', 'ONE-06', 'EXC-03'],
  },
  {
    name: 'believes-any-token',
    flaw: 'News of a token is believed whoever has signed it.',
    bend: { believesToken: () => true },
    capabilities: { ...capabilities, sellsForOthers: true },
    must: { 'AMS-18': 'F' },
    may: [],
  },
  {
    name: 'answers-nothing-to-a-token',
    flaw: 'News of a token is taken in, and answered with an empty page.',
    bend: { tokenReply: () => '' },
    capabilities: { ...capabilities, sellsForOthers: true },
    must: { 'AMS-18': 'F' },
    may: ['AMS-17', 'ONE-06'],
  },
]
