import { guard } from './guard.ts'

export default guard({
  name: 'unknown-like-pending',
  style: 'Treats 20000 like 10003: the first query comes after a pause, here of 1.9 s.',
  bend: { firstQueryAfterUnknownMs: 1_900 },
  capabilities: {},
  mayWarn: [],
})
