// The buyer's browser comes back from the gateway's pages. Anybody can write such an address, and a
// genuine one proves no payment: it is a reason to ask at once (000:L6; 004:L393).
import { bookPayment, settlePaid } from './settle.ts'
import type { Shop } from './shop.ts'

const WORDS = {
  PAID: '支付成功。',
  other: '正在确认支付结果，请稍候。',
} as const

/** What the page says; the books decide, never the address. */
export function receiveReturn(shop: Shop, query: string): string {
  const { decisions, gateway, store } = shop
  const form = decisions.readForm(query, '')
  const outTradeNo = form['out_trade_no'] ?? ''
  if (decisions.returnMeans === 'paid' && store.attempts.get(outTradeNo) !== undefined)
    settlePaid(shop, outTradeNo)
  const genuine = decisions.verifySignature(form, (signed) => gateway.verifyNotification(signed))
  if (decisions.returnMeans === 'one-more' && genuine) bookPayment(shop, outTradeNo)
  const attempt = store.attempts.get(outTradeNo)
  if (genuine && attempt?.step === 'SHOWING') shop.pauses.wake(outTradeNo)
  return attempt?.belief === 'PAID' ? WORDS.PAID : WORDS.other
}
