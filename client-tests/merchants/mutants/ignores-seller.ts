import { mutant } from './mutant.ts'

export default mutant({
  name: 'ignores-seller',
  flaw: 'The seller of a notification is not compared.',
  bend: { matchSeller: () => true },
  must: { 'NTF-06': 'F' },
  may: ['ONE-01', 'ONE-05', 'ONE-06'],
})
