import { mutant } from './mutant.ts'

export default mutant({
  name: 'system-error-is-failure',
  flaw: 'Only code 20000 is an unknown outcome; SYSTEM_ERROR under 40004 is taken for a refusal.',
  bend: { isUnknownOutcome: (code) => code === '20000' },
  must: { 'EXC-13': 'F' },
  may: ['ONE-06'],
})
