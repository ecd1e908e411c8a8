import { mutant } from './mutant.ts'

export default mutant({
  name: 'discards-notifications',
  flaw: 'A notification is checked, acknowledged and thrown away.',
  bend: { heedsNotifications: false },
  must: { 'NTF-13': 'F' },
  may: ['NTF-11', 'NTF-21', 'NTF-08', 'ONE-02', 'ONE-06'],
})
