// The asynchronous notification: verified first, then checked against our own order (004:L146-159, L423).
// The reply is decided here, before anything slow; late news is checked with the gateway afterwards.
import type { Form, Heard } from './decisions/notification.ts'
import type { Attempt } from './records.ts'
import { confirmRefund } from './refund.ts'
import { bookRefundEntry } from './refund-books.ts'
import { startAttempt } from './run.ts'
import { bookPayment, settleUnpaid } from './settle.ts'
import { attemptOf } from './shop.ts'
import type { Shop } from './shop.ts'
import { sellersOf } from './ports.ts'
import { openUnknownOrder } from './unknown-order.ts'

/** `query`: of the address it was sent to, without the question mark. */
export async function receiveNotification(
  shop: Shop,
  body: string,
  query: string,
): Promise<Response> {
  const { decisions, gateway } = shop
  const isSigned = (form: Form) => gateway.verifyNotification(form)
  const reply = await hearAndReply(shop, decisions.readForm(body, query), isSigned)
  return decisions.notifyAnswer(reply)
}

/** What is answered to a message, in the words of openapi. */
export async function hearAndReply(
  shop: Shop,
  form: Form,
  isSigned: (form: Form) => boolean,
): Promise<string> {
  const { decisions, clock } = shop
  const heard = hear(shop, form, isSigned)
  const reply = decisions.notifyReply(heard === 'news' || heard === 'known', heard)
  if (decisions.notifyReplyAfterMs > 0) await clock.sleep(decisions.notifyReplyAfterMs)
  return reply
}

function hear(shop: Shop, form: Form, isSigned: (form: Form) => boolean): Heard {
  const { decisions, store } = shop
  const attempt = store.attempts.get(form['out_trade_no'] ?? '')
  const isChecked = attempt === undefined || decisions.checksNoticesOf(attempt.kind)
  if (isChecked && !decisions.verifySignature(form, isSigned)) return 'forged'
  if (attempt === undefined) {
    if (decisions.unknownOrder === 'ignore') return 'not-ours'
    openUnknownOrder(shop, form)
    return 'news'
  }
  if (isChecked && !concernsUs(shop, form, attempt)) return 'not-ours'
  const isRead = decisions.heedsNoticesDuringCalls || !isCallUnderWay(shop, attempt)
  const isHeeded = isRead && decisions.heedsNotifications && decisions.understands(form)
  return isHeeded ? accept(shop, form, attempt) : 'news'
}

/** Whoever works on the order and does not pause waits for a reply. */
function isCallUnderWay({ busy, pauses }: Shop, { outTradeNo }: Attempt): boolean {
  return busy.has(outTradeNo) && !pauses.isPausing(outTradeNo)
}

function concernsUs({ decisions, config, store }: Shop, form: Form, attempt: Attempt): boolean {
  const currency = store.sales.get(attempt.saleId)?.currency ?? 'CNY'
  return (
    decisions.matchCurrency(form['currency'] ?? currency, currency) &&
    decisions.matchApp(form['app_id'] ?? '', config.appId) &&
    decisions.matchSeller(form['seller_id'] ?? '', attempt.sellerId, sellersOf(config)) &&
    decisions.matchAmount(form['total_amount'] ?? '', attempt.amountFen)
  )
}

function accept(shop: Shop, form: Form, attempt: Attempt): Heard {
  const { decisions } = shop
  const status = form['trade_status'] ?? ''
  const aboutRefund = ['refund_fee', 'gmt_refund', 'out_biz_no'].some((field) => field in form)
  if (status === 'TRADE_FINISHED') {
    if (decisions.finishedNotice === 'payment') return heardPaid(shop, form, attempt)
    markFinished(shop, attempt.saleId)
  }
  if (aboutRefund) {
    if (decisions.refundNotice === 'payment') return heardPaid(shop, form, attempt)
    if (decisions.refundNotice === 'state-only') forgetRefunds(shop, attempt.saleId)
    return heardRefund(shop, form, attempt)
  }
  if (!decisions.isPaidStatus(status)) return heardOther(shop, status, attempt)
  if (decisions.isDuplicate(form, attempt)) return 'known'
  remember(shop, form, attempt)
  switch (attempt.step) {
    case 'CANCELLING':
      // The result of the cancel decides, not a message sent before it (001:L84).
      return decisions.noticeDuringCancel === 'believe' ? heardPaid(shop, form, attempt) : 'news'
    case 'ENDED':
    case 'WATCHING':
    case 'CONFIRMING':
    case 'QUEUED':
      return heardLate(shop, form, attempt)
    default:
      return heardPaid(shop, form, attempt)
  }
}

function heardPaid(
  shop: Shop,
  form: Form,
  { outTradeNo, step, saleId, amountFen }: Attempt,
): Heard {
  const { beforeReply, bookingGapMs } = shop.decisions
  const book = () => bookPayment(shop, outTradeNo, form['gmt_payment'])
  if (beforeReply === 'another-order' && step === 'PAYING') bookAnother(shop, saleId, amountFen)
  else if (bookingGapMs > 0) void shop.clock.sleep(bookingGapMs).then(book)
  else book()
  return 'news'
}

/** An entry of its own, because the order that the call is about is written only after its answer. */
function bookAnother(shop: Shop, saleId: string, amountFen: number): void {
  const sale = shop.store.sales.get(saleId)
  if (sale === undefined) return
  const effect = { type: 'PAID' as const, amountFen, at: shop.clock.now() }
  shop.store.sales.put(saleId, { ...sale, effects: [...sale.effects, effect] })
}

/** The attempt has ended otherwise: late or stale news never overrules that unasked (001:L83, L129). */
function heardLate(shop: Shop, form: Form, attempt: Attempt): Heard {
  const { lateNotice, qrEnding } = shop.decisions
  if (attempt.belief === 'PAID' || lateNotice === 'believe') return heardPaid(shop, form, attempt)
  if (attempt.kind !== 'barcode' && !qrEnding.heedsLateMoney) return 'known'
  shop.store.attempts.put(attempt.outTradeNo, {
    ...attemptOf(shop.store, attempt.outTradeNo),
    step: 'CONFIRMING',
    troubleSince: undefined,
  })
  shop.pauses.wake(attempt.outTradeNo)
  startAttempt(shop, attempt.outTradeNo)
  return 'news'
}

/** Waiting or closed is no payment, and does not undo one (004:L345-351). */
function heardOther(shop: Shop, status: string, attempt: Attempt): Heard {
  if (shop.decisions.lateNotice !== 'believe' || attempt.step !== 'ENDED') return 'known'
  if (status === 'WAIT_BUYER_PAY' || status === 'TRADE_CLOSED') {
    shop.store.attempts.put(attempt.outTradeNo, { ...attempt, belief: 'PENDING' })
    if (status === 'TRADE_CLOSED') settleUnpaid(shop, attempt.outTradeNo, 'CANCELLED')
  }
  return 'known'
}

/** A refund of ours that was still open is asked for; of others the books know enough already. */
function heardRefund(shop: Shop, form: Form, { outTradeNo }: Attempt): Heard {
  const refund = shop.store.refunds
    .all()
    .find((one) => one.outTradeNo === outTradeNo && one.outRequestNo === form['out_biz_no'])
  const isOpen = refund?.status === 'PENDING' || refund?.status === 'ESCALATED'
  if (refund === undefined || !isOpen) return 'known'
  if (refund.status === 'PENDING' && shop.decisions.refundNoticeAhead === 'another-entry')
    bookRefundEntry(shop, refund)
  void confirmRefund(shop, refund)
  return 'news'
}

/** The state of the message is taken for that of the sale; the entries stay. */
function forgetRefunds(shop: Shop, saleId: string): void {
  const sale = shop.store.sales.get(saleId)
  if (sale !== undefined) shop.store.sales.put(saleId, { ...sale, refundedFen: 0 })
}

function remember(shop: Shop, form: Form, attempt: Attempt): void {
  const notifyIds = [...attempt.notifyIds, form['notify_id'] ?? '']
  shop.store.attempts.put(attempt.outTradeNo, { ...attempt, notifyIds })
}

function markFinished(shop: Shop, saleId: string): void {
  const sale = shop.store.sales.get(saleId)
  if (sale !== undefined) shop.store.sales.put(saleId, { ...sale, refundable: false })
}
