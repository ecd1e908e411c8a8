// Flaws of reading replies: cut off, unsigned, of another order, or an error that is taken for an answer.
import { cancelSucceeded, classifyQuery, classifyRefund } from '../exemplary/classify.ts'
import type { Reply } from '../exemplary/ports.ts'
import type { Mutant } from './mutant.ts'

const isNoJson = (reply: Reply) => reply.kind === 'unknown' && reply.why.includes('JSON')

export const unusableReplies: readonly Mutant[] = [
  {
    name: 'believes-replies-of-other-orders',
    flaw: 'A signed reply is believed, whatever order it is about.',
    bend: { believesReplies: 'signed' },
    must: { 'EXC-13': 'F' },
    may: ['CASH-03', 'EXC-04', 'NTF-14', 'ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'system-error-is-failure',
    flaw: 'Only code 20000 is an unknown outcome; SYSTEM_ERROR under 40004 is taken for a refusal.',
    bend: { isUnknownOutcome: (code) => code === '20000' },
    must: { 'EXC-13': 'F' },
    may: ['ONE-06'],
  },
  {
    name: 'trusts-unsigned-replies',
    flaw: 'Replies of the gateway are read and not verified.',
    bend: { believesReplies: 'own' },
    must: { 'EXC-13': 'F', 'EXC-04': 'F' },
    may: ['CASH-03', 'EXC-01', 'EXC-02', 'EXC-03', 'EXC-05', 'EXC-09', 'ONE-01', 'ONE-06'],
  },
  {
    name: 'unreadable-cancel-is-done',
    flaw: 'A reply to a cancel that is no JSON is taken for its success.',
    bend: { cancelSucceeded: (reply) => isNoJson(reply) || cancelSucceeded(reply) },
    must: { 'EXC-13': 'F' },
    may: ['ONE-05', 'ONE-06', 'CASH-03'],
  },
  {
    name: 'unreadable-query-means-closed',
    flaw: 'A reply to a query that is no JSON is taken for a trade that was closed.',
    bend: { classifyQuery: (reply) => (isNoJson(reply) ? 'closed-unpaid' : classifyQuery(reply)) },
    must: { 'EXC-13': 'F' },
    may: ['QR-02', 'EXC-03', 'EXC-09', 'NTF-14', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'unreadable-refund-is-done',
    flaw: 'A reply to a refund that is no JSON is taken for its success.',
    bend: { classifyRefund: (reply) => (isNoJson(reply) ? 'done' : classifyRefund(reply)) },
    must: { 'EXC-13': 'F' },
    may: ['ONE-06', 'EXC-05'],
  },
]
