// Flaws of comparing books with the bill.
import { compareBill } from '../exemplary/bill-compare.ts'
import type { Mutant } from './mutant.ts'

export const reconciliation: readonly Mutant[] = [
  {
    name: 'never-fetches-the-bill',
    flaw: 'Nobody asks for the bill of a day.',
    bend: { fetchesBill: false },
    must: { 'REC-01': 'F' },
    may: [],
  },
  {
    name: 'old-link-again',
    flaw: 'A download that failed is tried again 40 s later by the same link.',
    bend: { downloadRetry: { link: 'same', afterMs: 40_000, tries: 3 } },
    must: { 'REC-02': 'F' },
    may: [],
  },
  {
    name: 'compares-totals-only',
    flaw: 'The bill is added up, and its rows are looked at no further.',
    bend: { compareBill: () => ({ discrepancies: [], cancelRefunds: [] }) },
    must: { 'REC-03': 'F' },
    may: ['REC-04'],
  },
  {
    name: 'cancel-refund-unexplained',
    flaw: 'A refund that a cancel made is taken for one that nobody asked for.',
    bend: { isCancelRefund: () => false },
    must: { 'REC-04': 'F' },
    may: [],
  },
  {
    name: 'every-refund-is-a-cancels',
    flaw: 'Every refund in the bill is taken for that of a cancel.',
    bend: { isCancelRefund: () => true },
    must: { 'REC-04': 'F' },
    may: ['REC-03'],
  },
  {
    name: 'misses-what-nobody-paid',
    flaw: 'Orders that were closed unpaid are looked for in the bill.',
    bend: { belongsInBill: (attempt) => attempt.belief === 'PAID' || attempt.belief === 'UNPAID' },
    must: { 'REC-05': 'F' },
    may: [],
  },
  {
    name: 'reports-every-row',
    flaw: 'Every payment of the bill is reported as a discrepancy, so none is missed.',
    bend: {
      compareBill: (rows, books) => {
        const { discrepancies, cancelRefunds } = compareBill(rows, books)
        const known = new Set(discrepancies.map(({ ref }) => ref))
        const others = rows.filter((row) => row.kind === 'payment' && !known.has(row.outTradeNo))
        const all = others.map((row) => ({ type: 'amount' as const, ref: row.outTradeNo }))
        return { discrepancies: [...discrepancies, ...all], cancelRefunds }
      },
    },
    must: { 'REC-03': 'F' },
    may: ['REC-04'],
  },
]
