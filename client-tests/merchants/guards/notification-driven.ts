import { guard } from './guard.ts'

export default guard({
  name: 'notification-driven',
  style: 'Waits for the notification and polls only as a fallback, first at 9 s, then every 5 s.',
  bend: { firstQueryAfterMs: 9_000, pollEveryMs: 5_000, pollForMs: 34_000 },
  capabilities: { resultChannel: 'notify+poll' },
  departsFromLetter: ['POLL-01', 'POLL-02', 'POLL-03'],
  mayWarn: ['EXC-01'],
})
