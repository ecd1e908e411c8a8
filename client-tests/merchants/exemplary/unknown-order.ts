// What a shop must not do: take a notification about an order it never had for one of its own.
import type { Form } from './decisions/notification.ts'
import { openSale } from './open.ts'
import { bookPayment } from './settle.ts'
import type { Shop } from './shop.ts'
import { fenOf } from './yuan.ts'

export function openUnknownOrder(shop: Shop, form: Form): void {
  const outTradeNo = form['out_trade_no'] ?? ''
  const amountFen = fenOf(form['total_amount'] ?? '')
  if (amountFen === undefined) return
  const subject = form['subject'] ?? ''
  const request = { saleId: outTradeNo, kind: 'qr' as const, amountFen, subject }
  const opened = openSale(shop, { ...request, items: [], expiryS: 60 })
  if (opened === null) return
  const { store } = shop
  store.attempts.remove(opened.outTradeNo)
  store.attempts.put(outTradeNo, { ...opened, outTradeNo, step: 'ENDED' })
  const sale = store.sales.get(outTradeNo)
  if (sale !== undefined) store.sales.put(outTradeNo, { ...sale, attempts: [outTradeNo] })
  bookPayment(shop, outTradeNo)
}
