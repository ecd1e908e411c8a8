// Flaws of waiting for a payment: when and how long it asks, and what it takes a waiting payment for.
import { classifyQuery } from '../exemplary/classify.ts'
import type { Mutant } from './mutant.ts'

export const polling: readonly Mutant[] = [
  {
    name: 'first-query-after-15s',
    flaw: 'The first query comes 15 s after 10003.',
    bend: { firstQueryAfterMs: 15_000 },
    must: { 'POLL-01': 'F' },
    may: [],
  },
  {
    name: 'query-every-12s',
    flaw: 'Queries come every 12 s.',
    bend: { pollEveryMs: 12_000 },
    must: { 'POLL-02': 'F' },
    may: [],
  },
  {
    name: 'poll-for-9s',
    flaw: 'Polling ends after 9 s, while the buyer is still typing the password.',
    bend: { pollForMs: 9_000 },
    must: { 'POLL-03': 'F' },
    may: [],
  },
  {
    name: 'polls-anew-after-trouble',
    flaw: 'After queries that failed the half minute of polling begins anew.',
    bend: { pollAfterTrouble: 'begin-anew' },
    must: { 'POLL-03': 'W' },
    may: [],
  },
  {
    name: 'polls-on-after-success',
    flaw: 'Goes on polling for half a minute after it has been told that the buyer paid.',
    bend: { pollOnAfterPaidMs: 30_000 },
    must: { 'POLL-04': 'F' },
    may: [],
  },
  {
    name: 'pause-before-cancel',
    flaw: 'The cancel comes 5 s after the last query.',
    bend: { pauseBeforeCancelMs: 5_000 },
    must: { 'POLL-05': 'F' },
    may: [],
  },
  {
    name: 'pay-again-while-pending',
    flaw: 'The customer is charged again while the first payment may still succeed.',
    bend: { mayPayAgain: () => true },
    must: { 'POLL-06': 'F' },
    may: ['ONE-03', 'ONE-06'],
  },
  {
    name: 'asks-for-padded-number',
    flaw: 'Before each poll it asks for the number padded with zeros, which nobody has sent.',
    bend: { numbersToPoll: (outTradeNo) => [outTradeNo.padStart(40, '0'), outTradeNo] },
    must: { 'POLL-07': 'F' },
    may: [],
  },
  {
    name: 'pending-means-paid',
    flaw: 'Shows the sale as paid on 10003, and goes on polling.',
    bend: { shownAfterPending: 'PAID' },
    must: { 'POLL-08': 'F' },
    may: ['ONE-01'],
  },
  {
    name: 'pending-means-reversed',
    flaw: 'While the buyer types a password the sale is shown as reversed.',
    bend: { shownAfterPending: 'REVERSED' },
    must: { 'POLL-08': 'F' },
    may: [],
  },
  {
    name: 'success-code-means-paid',
    flaw: 'A query that worked is taken for a payment that worked.',
    bend: {
      classifyQuery: (reply) =>
        reply.kind === 'answered' && reply.code === '10000' ? 'paid' : classifyQuery(reply),
    },
    must: { 'POLL-09': 'F' },
    may: [
      'POLL-03',
      'POLL-05',
      'ONE-01',
      'ONE-05',
      'ONE-06',
      'REF-07',
      'NTF-01',
      'NTF-06',
      'CASH-01',
      'CASH-03',
      'REC-05',
      'NTF-19',
    ],
  },
]
