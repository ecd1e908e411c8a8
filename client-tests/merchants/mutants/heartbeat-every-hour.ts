import { mutant } from './mutant.ts'

export default mutant({
  name: 'heartbeat-every-hour',
  flaw: 'The terminal tells of itself once an hour.',
  bend: { heartbeatEveryMs: 60 * 60_000 },
  must: { 'MON-01': 'F' },
  may: ['MON-02'],
})
