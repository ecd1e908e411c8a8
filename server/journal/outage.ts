// What a host writes down when it closes its door.
import type { FaultEntry } from './entry.ts'

/** Nobody reaches the gateway for so long, in gateway time. */
export const outageEntry = (forMs: number, note: string): FaultEntry => ({
  kind: 'fault',
  rule: 'host',
  fault: 'outage',
  catalogueId: 'I01',
  faultKind: 'outage',
  stage: 'call',
  note,
  forMs,
})
