// Flaws of the counter and the back office: what is shown, and what a person can do.
import type { Mutant } from './mutant.ts'

export const counter: readonly Mutant[] = [
  {
    name: 'manual-query-reads-the-books',
    flaw: 'The manual query shows what the shop has written down itself.',
    bend: { manualQueryAsks: 'books' },
    must: { 'CASH-01': 'F' },
    may: ['ONE-05', 'ONE-06'],
  },
  {
    name: 'no-strong-prompt',
    flaw: 'The screen has no class of words for a cancel.',
    bend: { prompt: () => undefined },
    must: { 'CASH-02': 'W' },
    may: ['CASH-03'],
  },
  {
    name: 'says-cancelled-too-early',
    flaw: 'The screen says "cancelled" while nobody knows what became of the cancel.',
    bend: { prompt: (prompt) => (prompt === 'CANCEL_PENDING' ? 'CANCELLED' : prompt) },
    must: { 'CASH-03': 'F' },
    may: [],
  },
  {
    name: 'says-please-wait',
    flaw: 'While a cancel is open the screen asks for patience and says nothing of a refund.',
    bend: { promptText: (text, prompt) => (prompt === 'CANCEL_PENDING' ? '请稍候…' : text) },
    must: { 'CASH-03': 'W' },
    may: [],
  },
  {
    name: 'back-office-changes-nothing',
    flaw: 'The back office can confirm an item, and nothing comes of it.',
    bend: { resolves: false },
    must: { 'CASH-04': 'F' },
    may: ['ONE-05', 'ONE-06'],
  },
]
