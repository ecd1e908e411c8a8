import { mutant } from './mutant.ts'

export default mutant({
  name: 'forgets-what-it-booked',
  flaw: 'Duplicates are told by notify_id alone, so the same payment under a new one is booked again.',
  bend: { isDuplicate: (form, attempt) => attempt.notifyIds.includes(form['notify_id'] ?? '') },
  must: { 'NTF-07': 'F' },
  may: ['NTF-15', 'NTF-17', 'NTF-19', 'ONE-06', 'NTF-18'],
})
