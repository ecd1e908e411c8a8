import { mutant } from './mutant.ts'

export default mutant({
  name: 'says-please-wait',
  flaw: 'While a cancel is open the screen asks for patience and says nothing of a refund.',
  bend: { promptText: (text, prompt) => (prompt === 'CANCEL_PENDING' ? '请稍候…' : text) },
  must: { 'CASH-03': 'W' },
  may: [],
})
