// The operations that a sale of the suite begins with. The gateway knows one more that opens an order
// (CREATE, for a buyer whom the merchant names), which no sale of the suite is made by.
import { isOneOf, type Op } from '../../server/journal/entry.ts'
import type { SaleEntry } from '../../server/journal/suite-entry.ts'

export type Channel = SaleEntry['channel']

export const OPENED_BY = {
  barcode: 'PAY',
  qr: 'PRECREATE',
  web: 'CASHIER',
} as const satisfies Record<Channel, Op>

/** The buyer who scans a code on the counter is shown an order as by a QR code. */
export const channelOfKind = (kind: Channel | 'entry'): Channel => (kind === 'entry' ? 'qr' : kind)

/** Face to face: what a merchant names in `ops`, what the adapter check sells, and what the rules of form read. */
export const COUNTER_OPS = [OPENED_BY.barcode, OPENED_BY.qr] as const
export const SALE_OPS = [...COUNTER_OPS, OPENED_BY.web] as const

/** By the operation that opens an order; `undefined` for one that opens none. */
export function channelOf(op: Op | undefined): Channel | undefined {
  if (!isOneOf(SALE_OPS, op)) return undefined
  if (op === OPENED_BY.barcode) return 'barcode'
  return op === OPENED_BY.qr ? 'qr' : 'web'
}
