import { mutant } from './mutant.ts'

export default mutant({
  name: 'drops-special-text',
  flaw: 'A notification with a sign in its text that is no letter is acknowledged and dropped.',
  bend: {
    understands: (form) =>
      !/[%&\u{1F600}]/u.test(`${form['subject'] ?? ''}${form['passback_params'] ?? ''}`),
  },
  must: { 'NTF-21': 'F' },
  may: [],
})
