// The asynchronous notification: verified first, then checked against our own order (004:L146-159, L423).
// The reply is decided here, before anything slow; late news is checked with the gateway afterwards.
import type { Form } from './decisions.ts'
import type { Attempt } from './records.ts'
import { startAttempt } from './run.ts'
import { bookPayment } from './settle.ts'
import type { Shop } from './shop.ts'

export function receiveNotification(shop: Shop, form: Form): string {
  const { decisions, gateway } = shop
  const genuine = decisions.verifySignature(form, (signed) => gateway.verifyNotification(signed))
  const attempt = genuine ? shop.store.attempts.get(form['out_trade_no'] ?? '') : undefined
  if (attempt === undefined || !concernsUs(shop, form, attempt)) return decisions.notifyReply(false)
  accept(shop, form, attempt)
  return decisions.notifyReply(true)
}

function concernsUs(shop: Shop, form: Form, attempt: Attempt): boolean {
  return (
    form['app_id'] === shop.config.appId &&
    form['seller_id'] === shop.config.sellerId &&
    shop.decisions.matchAmount(form['total_amount'] ?? '', attempt.amountFen)
  )
}

/** Only TRADE_SUCCESS and TRADE_FINISHED without refund fields say that the buyer paid (004:L345-351). */
function accept(shop: Shop, form: Form, attempt: Attempt): void {
  const status = form['trade_status']
  if (status !== 'TRADE_SUCCESS' && status !== 'TRADE_FINISHED') return
  if (status === 'TRADE_FINISHED') markFinished(shop, attempt.saleId)
  const aboutRefund = ['refund_fee', 'gmt_refund', 'out_biz_no'].some((field) => field in form)
  if (aboutRefund || shop.decisions.isDuplicate(form, attempt)) return
  remember(shop, form, attempt)
  switch (attempt.step) {
    case 'CANCELLING':
      // The result of the cancel decides, not a message sent before it (001:L84).
      return
    case 'ENDED':
    case 'WATCHING':
    case 'CONFIRMING':
      if (attempt.belief === 'PAID') return bookPayment(shop, attempt.outTradeNo)
      return askAgain(shop, attempt.outTradeNo)
    default:
      return bookPayment(shop, attempt.outTradeNo)
  }
}

/** The attempt has ended otherwise: late or stale news never overrules that unasked (001:L83, L129). */
function askAgain(shop: Shop, outTradeNo: string): void {
  shop.store.transaction(() => {
    const attempt = shop.store.attempts.get(outTradeNo)
    if (attempt !== undefined)
      shop.store.attempts.put(outTradeNo, { ...attempt, step: 'CONFIRMING' })
  })
  shop.pauses.wake(outTradeNo)
  startAttempt(shop, outTradeNo)
}

function remember(shop: Shop, form: Form, attempt: Attempt): void {
  const notifyIds = [...attempt.notifyIds, form['notify_id'] ?? '']
  shop.store.attempts.put(attempt.outTradeNo, { ...attempt, notifyIds })
}

function markFinished(shop: Shop, saleId: string): void {
  const sale = shop.store.sales.get(saleId)
  if (sale !== undefined) shop.store.sales.put(saleId, { ...sale, refundable: false })
}
