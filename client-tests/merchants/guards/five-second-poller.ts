import { guard } from './guard.ts'

export default guard({
  name: 'five-second-poller',
  style: 'Sleeps 5 s before each of five queries, as the old face-to-face demo does, then cancels.',
  bend: {
    firstQueryAfterMs: 5_000,
    pollEveryMs: 5_000,
    // The fifth query starts a few milliseconds after 25 s on a real clock.
    pollForMs: 26_000,
    queryRetry: { everyMs: 5_000, forMs: 60_000 },
  },
  capabilities: {},
  departsFromLetter: ['EXC-01', 'POLL-02', 'POLL-03'],
  mayWarn: ['EXC-01'],
})
