import { mutant } from './mutant.ts'

export default mutant({
  name: 'drops-unknown-parameters',
  flaw: 'A notification with a parameter that nobody knows is acknowledged and dropped.',
  bend: { understands: (form) => !('sim_new_field' in form) },
  must: { 'NTF-11': 'F' },
  may: [],
})
