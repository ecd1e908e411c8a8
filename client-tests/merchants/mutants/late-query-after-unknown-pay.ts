import { mutant } from './mutant.ts'

export default mutant({
  name: 'late-query-after-unknown-pay',
  flaw: 'The first query after an unknown pay comes 8 s later.',
  bend: { firstQueryAfterUnknownMs: 8_000 },
  must: { 'EXC-07': 'F' },
  may: [],
})
