import { guard } from './guard.ts'

export default guard({
  name: 'cancels-from-a-queue',
  style:
    'Leaves cancels to a queue that is looked at twice a second, waits 5 s, then 10 s, for a minute, then 30 s for as long as it takes, and tells people.',
  bend: {
    pauseBeforeCancelMs: 450,
    cancelRetry: { everyMs: 5_000, laterEveryMs: 10_000, forMs: 60_000, thenEveryMs: 30_000 },
  },
  capabilities: {},
  mayWarn: [],
})
