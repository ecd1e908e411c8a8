import { mutant } from './mutant.ts'

export default mutant({
  name: 'cancel-refund-unexplained',
  flaw: 'A refund that a cancel made is taken for one that nobody asked for.',
  bend: { isCancelRefund: () => false },
  must: { 'REC-04': 'F' },
  may: [],
})
