import { mutant } from './mutant.ts'

export default mutant({
  name: 'waits-for-the-notification',
  flaw: 'Nobody asks what became of a QR order: only a notification tells.',
  bend: { qrPolls: false },
  must: { 'NTF-14': 'F' },
  may: ['ONE-02', 'ONE-06'],
})
