import { mutant } from './mutant.ts'

export default mutant({
  name: 'one-request-no-per-trade',
  flaw: 'Every refund of a trade has the same out_request_no.',
  bend: { refundRequestNo: (refund) => refund.outTradeNo },
  must: { 'REF-01': 'F' },
  may: ['NTF-16', 'ONE-06', 'REC-03'],
})
