import { mutant } from './mutant.ts'

export default mutant({
  name: 'lists-every-sale',
  flaw: 'Every sale is put on the list for people when it is opened.',
  bend: { listsFromTheStart: true },
  must: { 'EXC-03': 'W' },
  may: [],
})
