import { formatYuan } from '../../../server/values/money.ts'
import { mutant } from './mutant.ts'

export default mutant({
  name: 'compares-amounts-as-text',
  flaw: 'The amount of a notification must be spelt as in the order: 20 is refused for 20.00.',
  bend: { matchAmount: (text, amountFen) => text === formatYuan(amountFen) },
  must: { 'NTF-05': 'F' },
  may: ['NTF-09', 'NTF-13', 'NTF-20'],
})
