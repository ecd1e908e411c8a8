import { mutant } from './mutant.ts'

export default mutant({
  name: 'same-number-after-unknown-precreate',
  flaw: 'An unknown precreate is sent again under the same number.',
  bend: { precreateAfterUnknown: 'same-number' },
  must: { 'EXC-04': 'F' },
  may: [],
})
