import { mutant } from './mutant.ts'

export default mutant({
  name: 'new-request-no-per-try',
  flaw: 'Every repetition of a refund has a new out_request_no.',
  bend: { refundRequestNo: (refund, tryNo) => `${refund.outRequestNo}${tryNo}` },
  must: { 'EXC-05': 'F' },
  may: ['EXC-03', 'EXC-13', 'REF-03', 'REF-09', 'ONE-06', 'REC-03'],
})
