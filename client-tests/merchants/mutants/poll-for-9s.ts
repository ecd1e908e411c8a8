import { mutant } from './mutant.ts'

export default mutant({
  name: 'poll-for-9s',
  flaw: 'Polling ends after 9 s, while the buyer is still typing the password.',
  bend: { pollForMs: 9_000 },
  must: { 'POLL-03': 'F' },
  may: [],
})
