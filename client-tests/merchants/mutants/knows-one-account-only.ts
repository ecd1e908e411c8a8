import { mutant } from './mutant.ts'

export default mutant({
  name: 'knows-one-account-only',
  flaw: 'Notifications of its second account are refused.',
  bend: { matchSeller: (sellerId, _ofOrder, [first]) => sellerId === first },
  must: { 'NTF-06': 'F' },
  may: ['NTF-20', 'ONE-01', 'ONE-06'],
})
