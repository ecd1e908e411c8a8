// Notifications: of what, how often, and in which form.
import * as v from 'valibot'
import { TRADE_STATUSES } from '../journal/entry.ts'
import { choice, list, option, whole, yesOrNo } from './option.ts'

export const NOTIFICATIONS = {
  barcodeNotify: option({
    schema: yesOrNo,
    default: true,
    basis: 'documented',
    other: '`false`',
    seeds: { value: false },
    perOrder: true,
    why: 'Current documentation takes `notify_url` on `alipay.trade.pay` and merchants are notified; older texts promise notifications for QR payments only (003:L21; 000:L6)',
  }),
  notifyStates: option({
    schema: v.union(
      [v.literal('by-product'), list(choice(...TRADE_STATUSES))],
      'by-product, or a list of states',
    ),
    default: 'by-product',
    basis: 'documented',
    other: 'a list such as `["TRADE_SUCCESS","TRADE_CLOSED"]`',
    seeds: 'same',
    why: 'Face-to-face and page orders tell `TRADE_SUCCESS` only, wap and app orders `TRADE_CLOSED` and `TRADE_FINISHED` too (004:L353-359 and the product table of the support posts); a contract may subscribe otherwise. A partial refund is always told. A list of 2023 has the close API tell `TRADE_CLOSED` for every product',
  }),
  notifyResends: option({
    schema: whole(0, 3, 'sends'),
    default: 0,
    basis: 'costs more',
    other: '`3`',
    seeds: 'same',
    why: 'Documentation of 2026 sends three times more at once before the table of gaps (004:L395) begins',
  }),
  notifyFirstGap: option({
    schema: choice('4m', '2m'),
    default: '4m',
    basis: 'documented',
    other: '`2m`',
    seeds: 'same',
    why: 'The table of 004:L395 against the one of other products',
  }),
}
