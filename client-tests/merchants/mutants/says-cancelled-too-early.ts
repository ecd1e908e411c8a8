import { mutant } from './mutant.ts'

export default mutant({
  name: 'says-cancelled-too-early',
  flaw: 'The screen says "cancelled" while nobody knows what became of the cancel.',
  bend: { prompt: (prompt) => (prompt === 'CANCEL_PENDING' ? 'CANCELLED' : prompt) },
  must: { 'CASH-03': 'F' },
  may: [],
})
