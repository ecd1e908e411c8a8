import { mutant } from './mutant.ts'

export default mutant({
  name: 'takes-any-account-of-its-own',
  flaw: 'A notification may name any of its accounts, whosever the order is.',
  bend: { matchSeller: (sellerId, _ofOrder, own) => own.includes(sellerId) },
  must: { 'NTF-06': 'F' },
  may: ['ONE-01', 'ONE-06'],
})
