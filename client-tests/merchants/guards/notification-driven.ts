import { guard } from './guard.ts'

export default guard({
  name: 'notification-driven',
  style: 'Waits for the notification and polls only as a fallback, first at 5.5 s, then every 3 s.',
  bend: { firstQueryAfterMs: 5_500 },
  capabilities: { resultChannel: 'notify+poll' },
  mayWarn: [],
})
