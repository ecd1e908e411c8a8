import { mutant } from './mutant.ts'

export default mutant({
  name: 'waits-65s-for-an-answer',
  flaw: 'Waits 65 s for every answer, longer than any cashier would.',
  bend: { clientTimeoutMs: () => 65_000 },
  must: { 'EXC-12': 'F' },
  may: [],
})
