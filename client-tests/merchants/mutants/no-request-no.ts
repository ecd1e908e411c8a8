import { mutant } from './mutant.ts'

export default mutant({
  name: 'no-request-no',
  flaw: 'Refunds carry no out_request_no.',
  bend: { refundRequestNo: () => '' },
  must: { 'REF-02': 'F' },
  may: ['ONE-06', 'REC-03'],
})
