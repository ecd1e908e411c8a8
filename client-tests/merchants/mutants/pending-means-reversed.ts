import { mutant } from './mutant.ts'

export default mutant({
  name: 'pending-means-reversed',
  flaw: 'While the buyer types a password the sale is shown as reversed.',
  bend: { shownAfterPending: 'REVERSED' },
  must: { 'POLL-08': 'F' },
  may: [],
})
