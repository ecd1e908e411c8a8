import { mutant } from './mutant.ts'

export default mutant({
  name: 'ignores-app-id',
  flaw: 'The app_id of a notification is not compared.',
  bend: { matchApp: () => true },
  must: { 'NTF-03': 'F' },
  may: ['ONE-01', 'ONE-05', 'ONE-06'],
})
