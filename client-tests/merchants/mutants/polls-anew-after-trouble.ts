import { mutant } from './mutant.ts'

export default mutant({
  name: 'polls-anew-after-trouble',
  flaw: 'After queries that failed the half minute of polling begins anew.',
  bend: { pollAfterTrouble: 'begin-anew' },
  must: { 'POLL-03': 'W' },
  may: [],
})
