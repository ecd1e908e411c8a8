// When nobody reached the gateway: what was not called then proves nothing against the merchant.
import type { EntryOf } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'

/** The gateway was away for everybody. */
export function outagesIn(trace: Trace): EntryOf<'fault'>[] {
  return trace.of('fault').filter(({ faultKind }) => faultKind === 'outage')
}

/** The same, and calls whose line was cut before they arrived. */
export function cutsIn(trace: Trace): EntryOf<'fault'>[] {
  return trace
    .of('fault')
    .filter(({ faultKind }) => faultKind === 'outage' || faultKind === 'not-reached')
}
