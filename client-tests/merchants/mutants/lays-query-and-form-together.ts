import { mutant } from './mutant.ts'

const fieldsOf = (text: string) => Object.fromEntries(new URLSearchParams(text))

export default mutant({
  name: 'lays-query-and-form-together',
  flaw: 'What the address of a notification carries is verified with its form, as frameworks hand it out.',
  bend: { readForm: (body, query) => ({ ...fieldsOf(query), ...fieldsOf(body) }) },
  must: { 'NTF-09': 'F' },
  may: ['NTF-13', 'NTF-20'],
})
