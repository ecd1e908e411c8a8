import { mutant } from './mutant.ts'

export default mutant({
  name: 'heartbeat-says-nothing',
  flaw: 'Heartbeats come in time and list no payment.',
  bend: { heartbeatTrades: () => [] },
  must: { 'MON-02': 'F' },
  may: [],
})
