// Flaws of watching over terminals and payments.
import type { Mutant } from './mutant.ts'

export const heartbeat: readonly Mutant[] = [
  {
    name: 'heartbeat-every-hour',
    flaw: 'The terminal tells of itself once an hour.',
    bend: { heartbeatEveryMs: 60 * 60_000 },
    must: { 'MON-01': 'F' },
    may: ['MON-02'],
  },
  {
    name: 'heartbeat-says-nothing',
    flaw: 'Heartbeats come in time and list no payment.',
    bend: { heartbeatTrades: () => [] },
    must: { 'MON-02': 'F' },
    may: [],
  },
  {
    name: 'scans-stale-codes',
    flaw: 'Every tenth payment is sent with a code that was scanned long ago.',
    bend: { authCodeSent: (authCode, nth) => (nth % 10 === 0 ? '280000000000000000' : authCode) },
    must: { 'MON-03': 'W' },
    may: ['ORD-05'],
  },
]
