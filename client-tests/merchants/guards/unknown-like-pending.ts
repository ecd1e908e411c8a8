import { guard } from './guard.ts'

export default guard({
  name: 'unknown-like-pending',
  style: 'Treats 20000 like 10003: the first query comes after 5 s.',
  bend: { firstQueryAfterUnknownMs: 5_000 },
  capabilities: {},
  departsFromLetter: ['EXC-07'],
  mayWarn: ['EXC-07'],
})
