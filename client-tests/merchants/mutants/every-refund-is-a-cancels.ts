import { mutant } from './mutant.ts'

export default mutant({
  name: 'every-refund-is-a-cancels',
  flaw: 'Every refund in the bill is taken for that of a cancel.',
  bend: { isCancelRefund: () => true },
  must: { 'REC-04': 'F' },
  may: ['REC-03'],
})
