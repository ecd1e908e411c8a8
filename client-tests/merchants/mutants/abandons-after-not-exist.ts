import { mutant } from './mutant.ts'

export default mutant({
  name: 'abandons-after-not-exist',
  flaw: 'After an unknown pay and TRADE_NOT_EXIST the attempt is dropped without a cancel.',
  bend: { afterNotExist: () => 'abandon' },
  must: { 'ONE-05': 'F' },
  may: ['EXC-08', 'ONE-06'],
})
