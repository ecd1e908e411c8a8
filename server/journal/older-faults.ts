// Faults of older journals said their number in the catalogue and not what they did. The list is closed:
// of faults of today their own files say it.
import type { FaultEntry } from './entry.ts'
import type { FaultKind } from './fault-kinds.ts'

const KINDS: Readonly<Record<string, FaultKind>> = {
  F06: 'slow',
  F08: 'not-reached',
  F13: 'other-order',
  F27: 'not-refunded',
  I01: 'outage',
  L01: 'payment-missing',
  L02: 'payment-added',
  L03: 'amount-changed',
  L04: 'bill-late',
  L05: 'refund-added',
}

/** What a fault did that does not say so itself; `undefined` where nobody need know. */
export function kindOfOlder({ faultKind, catalogueId }: FaultEntry): FaultKind | undefined {
  return faultKind === undefined ? KINDS[catalogueId] : undefined
}
