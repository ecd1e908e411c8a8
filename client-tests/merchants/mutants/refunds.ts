// Flaws of giving money back: numbers, amounts, and what the reply to a refund means.
import { classifyRefund } from '../exemplary/classify.ts'
import { fenOf, yuan } from '../exemplary/yuan.ts'
import type { Mutant } from './mutant.ts'

export const refunds: readonly Mutant[] = [
  {
    name: 'one-request-no-per-trade',
    flaw: 'Every refund of a trade has the same out_request_no.',
    bend: { refundRequestNo: (refund) => refund.outTradeNo },
    must: { 'REF-01': 'F' },
    may: ['NTF-16', 'ONE-06', 'REC-03'],
  },
  {
    name: 'refunds-told-apart-by-amount',
    flaw: 'Refunds of one amount are taken for repetitions of one another.',
    bend: { refundRequestNo: ({ outTradeNo, amountFen }) => `R${outTradeNo}A${amountFen}` },
    must: { 'REF-01': 'F' },
    may: ['NTF-16', 'ONE-06', 'REC-03'],
  },
  {
    name: 'no-request-no',
    flaw: 'Refunds carry no out_request_no.',
    bend: { refundRequestNo: () => '' },
    must: { 'REF-02': 'F' },
    may: ['ONE-06', 'REC-03'],
  },
  {
    name: 'books-refunds-beyond-the-payment',
    flaw: 'Refunds are sent without adding them up, and booked whatever the answer.',
    bend: { beyondPaid: 'send-and-book' },
    must: { 'REF-03': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'refunds-with-three-decimals',
    flaw: 'refund_amount has three decimals.',
    bend: { refundAmountText: (amountFen) => `${yuan(amountFen)}0` },
    must: { 'REF-04': 'F' },
    may: ['CASH-04', 'QR-02', 'ONE-03', 'ONE-06', 'EXC-10'],
  },
  {
    name: 'books-refund-fee',
    flaw: 'refund_fee, the total so far, is booked as what this refund gave back.',
    bend: {
      refundedFen: (reply, askedFen) =>
        reply?.kind === 'answered'
          ? (fenOf(reply.fields['refund_fee'] ?? '') ?? askedFen)
          : askedFen,
    },
    must: { 'REF-05': 'F' },
    may: ['ONE-06', 'NTF-16'],
  },
  {
    name: 'books-every-refund-reply',
    flaw: 'An answer that repeats an earlier one is booked as another refund.',
    bend: { entriesOfReplay: 2 },
    must: { 'REF-06': 'F' },
    may: ['NTF-16', 'ONE-06'],
  },
  {
    name: 'refunds-unpaid-sales',
    flaw: 'Whatever the cashier asks for is refunded, paid or not.',
    bend: { mayRefundSale: () => true },
    must: { 'REF-07': 'F' },
    may: ['POLL-05'],
  },
  {
    name: 'books-refunds-refused-for-good',
    flaw: 'A refund refused because the trade is finished is booked as made.',
    bend: {
      classifyRefund: (reply) =>
        reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_HAS_FINISHED'
          ? 'done'
          : classifyRefund(reply),
    },
    must: { 'REF-08': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'new-request-no-after-low-balance',
    flaw: 'After "balance too low" the refund is tried again under another number.',
    bend: {
      refundRequestNo: ({ lastOutcome, outRequestNo }, tryNo) =>
        lastOutcome === 'later' ? `${outRequestNo}${tryNo}` : outRequestNo,
    },
    must: { 'REF-09': 'W' },
    may: ['REC-03'],
  },
  {
    name: 'success-code-means-refunded',
    flaw: 'A refund answered 10000 counts as made, whatever fund_change says.',
    bend: {
      classifyRefund: (reply) =>
        reply.kind === 'answered' && reply.code === '10000' ? 'done' : classifyRefund(reply),
    },
    must: { 'REF-10': 'F' },
    may: ['ONE-06', 'CASH-01'],
  },
]
