import { mutant } from './mutant.ts'

export default mutant({
  name: 'adds-a-reason-on-retry',
  flaw: 'A refund that is sent again says more than the first try did.',
  bend: { refundReason: (tryNo) => (tryNo > 1 ? `try ${tryNo}` : undefined) },
  must: { 'EXC-05': 'F' },
  may: [],
})
