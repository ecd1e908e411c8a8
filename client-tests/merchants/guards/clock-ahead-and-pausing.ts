import { guard } from './guard.ts'

export default guard({
  name: 'clock-ahead-and-pausing',
  style:
    'The exemplary shop on a machine whose clock is 90 s ahead and which stands still for 300 ms every 1.7 s.',
  bend: {},
  noise: { clockOffMs: 90_000, pauseMs: 300, pauseEveryMs: 1_700 },
  capabilities: {},
  mayWarn: [],
})
