// What N16, N17 and N20 share: a notification that tells another state than the trade is in, in
// place of the genuine one or some time after it.
import type { NotificationEffect } from './effects.ts'
import type { NotificationMessage } from './messages.ts'

export const without = (fields: Record<string, string>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** Fields of a trade that has not been paid. */
const OF_A_PAID_TRADE = [
  'gmt_payment',
  'receipt_amount',
  'invoice_amount',
  'buyer_pay_amount',
  'point_amount',
  'fund_bill_list',
]

/** `afterMs` 0 tells it instead of the genuine one. */
export function tellState(
  { fields, attempt }: NotificationMessage,
  trade_status: string,
  afterMs: number,
): NotificationEffect {
  const isUnpaid = trade_status === 'WAIT_BUYER_PAY' || trade_status === 'TRADE_CLOSED'
  const isOver = trade_status === 'TRADE_CLOSED' || trade_status === 'TRADE_FINISHED'
  const bent = {
    ...without(fields, isUnpaid ? OF_A_PAID_TRADE : []),
    trade_status,
    ...(isOver && { gmt_close: fields.gmt_close ?? fields.notify_time ?? '' }),
  }
  const bend = { kind: 'state', note: `state: ${trade_status}` } as const
  if (afterMs === 0) return { do: 'fields', fields: bent, bend }
  return attempt === 1 ? { do: 'also', fields: bent, bend, afterMs } : { do: 'pass' }
}
