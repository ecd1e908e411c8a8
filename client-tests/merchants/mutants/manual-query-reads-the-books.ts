import { mutant } from './mutant.ts'

export default mutant({
  name: 'manual-query-reads-the-books',
  flaw: 'The manual query shows what the shop has written down itself.',
  bend: { manualQueryAsks: 'books' },
  must: { 'CASH-01': 'F' },
  may: ['ONE-05', 'ONE-06'],
})
