// Flaws of a till that takes WeChat's payment codes: its words, its windows, its bill.
import { classifyPay, classifyQuery } from '../exemplary/classify.ts'
import type { Mutant } from './mutant.ts'

const capabilities = { wallets: ['wechat'] } as const

export const wechat: readonly Mutant[] = [
  {
    name: 'userpaying-means-failed',
    flaw: 'USERPAYING is taken for a payment that failed, and nobody asks again.',
    bend: {
      classifyPay: (reply) => {
        const outcome = classifyPay(reply)
        return outcome === 'pending' ? 'failed' : outcome
      },
    },
    capabilities,
    must: { 'WX-01': 'F' },
    may: ['POLL-01', 'POLL-06', 'ONE-03', 'ONE-05', 'ONE-06', 'CASH-01'],
  },
  {
    name: 'ignores-recall',
    flaw: 'A reverse of result_code SUCCESS counts as done although recall says Y.',
    bend: { cancelSucceeded: (reply) => reply.kind === 'answered' && reply.code === '10000' },
    capabilities,
    must: { 'WX-02': 'F' },
    may: ['ONE-05', 'ONE-06', 'CASH-01'],
  },
  {
    name: 'closes-what-it-has-reversed',
    flaw: 'An order that has been reversed is closed on top, by closeorder.',
    bend: { closesAsWell: true },
    capabilities,
    must: { 'WX-03': 'F' },
    may: [],
  },
  {
    name: 'reverses-over-and-over',
    flaw: 'A reverse refused because the payment is older than 7 days is sent ten times more.',
    bend: { repeatsOfRefusedCancel: 10 },
    capabilities,
    must: { 'WX-04': 'F' },
    may: ['CAN-03'],
  },
  {
    name: 'revoked-is-no-end',
    flaw: 'The state REVOKED is not known to the till, which takes it for no answer.',
    bend: {
      classifyQuery: (reply) => {
        const evidence = classifyQuery(reply)
        return evidence === 'revoked' ? 'unknown' : evidence
      },
    },
    capabilities,
    must: { 'WX-05': 'F' },
    may: ['ONE-06', 'CASH-01'],
  },
  {
    name: 'knows-cancel-refunds-by-number-alone',
    flaw: "In WeChat's bill too it looks for a refund under the number of the trade, and finds no REVOKED row.",
    bend: { isCancelRefund: (row) => row.batchNo === row.tradeNo },
    capabilities,
    must: { 'REC-04': 'F' },
    may: ['REC-03'],
  },
]
