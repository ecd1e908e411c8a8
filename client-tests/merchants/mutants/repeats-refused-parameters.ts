import { mutant } from './mutant.ts'

export default mutant({
  name: 'repeats-refused-parameters',
  flaw: 'A request refused for its parameters is sent five times more.',
  bend: { repeatsOfInvalid: 5 },
  must: { 'EXC-10': 'F' },
  may: [],
})
