import { mutant } from './mutant.ts'

export default mutant({
  name: 'refunds-told-apart-by-amount',
  flaw: 'Refunds of one amount are taken for repetitions of one another.',
  bend: { refundRequestNo: ({ outTradeNo, amountFen }) => `R${outTradeNo}A${amountFen}` },
  must: { 'REF-01': 'F' },
  may: ['NTF-16', 'ONE-06', 'REC-03'],
})
