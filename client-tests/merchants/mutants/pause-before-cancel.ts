import { mutant } from './mutant.ts'

export default mutant({
  name: 'pause-before-cancel',
  flaw: 'The cancel comes 5 s after the last query.',
  bend: { pauseBeforeCancelMs: 5_000 },
  must: { 'POLL-05': 'F' },
  may: [],
})
