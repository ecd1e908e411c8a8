// When nobody reached the gateway: what was not called then proves nothing against the merchant.
import type { EntryOf } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'

/** The gateway was away for everybody (I01). */
export function outagesIn(trace: Trace): EntryOf<'fault'>[] {
  return trace.of('fault').filter(isOutage)
}

/** The same, and calls whose line was cut before they arrived (F08). */
export function cutsIn(trace: Trace): EntryOf<'fault'>[] {
  return trace.of('fault').filter((fault) => isOutage(fault) || fault.catalogueId === 'F08')
}

const isOutage = ({ catalogueId }: EntryOf<'fault'>) => catalogueId === 'I01'
