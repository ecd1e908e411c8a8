// The orders that a browser brought to the page of the old gateway.
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'

export function submissionsOf(trace: Trace, { calls }: Attempt): EntryOf<'request'>[] {
  const own = new Set(calls.map(({ seq }) => seq))
  return trace.of('request').filter(({ op, seq }) => op === 'CASHIER' && own.has(seq))
}
