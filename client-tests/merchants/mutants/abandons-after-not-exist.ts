import { mutant } from './mutant.ts'

export default mutant({
  name: 'abandons-after-not-exist',
  flaw: 'After an unknown pay and TRADE_NOT_EXIST the attempt is dropped without a cancel.',
  bend: { afterNotExist: () => 'abandon' },
  must: { 'ONE-05': 'F' },
  may: ['ONE-01', 'ONE-03', 'ONE-06', 'EXC-08', 'EXC-09', 'POLL-06'],
})
