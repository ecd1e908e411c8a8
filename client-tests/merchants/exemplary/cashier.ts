// What the cashier can do: sell, void, let the customer pay again. Never waits for the gateway.
import { cancelOnceMore } from './cancel.ts'
import { lastAttempt, openAttempt, openSale } from './open.ts'
import type { Attempt, Sale, SaleRequest } from './records.ts'
import { openRefund } from './refund.ts'
import { addManualItem, settleUnpaid } from './settle.ts'
import { chargeThenRefund, startAttempt } from './run.ts'
import { attemptOf } from './shop.ts'
import type { Shop } from './shop.ts'

export function sell(shop: Shop, request: SaleRequest): Attempt | null {
  const attempt = openSale(shop, request)
  if (attempt !== null) {
    if (shop.decisions.listsFromTheStart) addManualItem(shop, attempt.outTradeNo, 'PAY', 'opened')
    startAttempt(shop, attempt.outTradeNo)
  }
  return attempt
}

export type PayAgain = { attemptId?: string } | { refused: string }

/**
 * A new attempt opens at once when the earlier one has ended unpaid. Otherwise the earlier one is
 * first brought to its end (query, then cancel), and kept if it turns out paid (000:L40-42).
 */
export function payAgain(shop: Shop, sale: Sale, authCode?: string): PayAgain {
  const attempt = lastAttempt(shop, sale)
  const { whenEarlierPaid } = shop.decisions
  const paid = sale.attempts.find((no) => attemptOf(shop.store, no).belief === 'PAID')
  if (paid !== undefined)
    return whenEarlierPaid === 'keep'
      ? { refused: 'the sale is paid already' }
      : { attemptId: chargeThenRefund(shop, sale, paid, authCode).outTradeNo }
  if (sale.payAgain !== undefined) return { refused: 'the earlier attempt is still being ended' }
  if (shop.decisions.mayPayAgain(attempt)) {
    const { outTradeNo } = openAttempt(shop, sale.saleId, authCode)
    startAttempt(shop, outTradeNo)
    return { attemptId: outTradeNo }
  }
  shop.store.transaction(() => {
    shop.store.sales.put(sale.saleId, { ...sale, payAgain: { authCode } })
    wishEnd(shop, attempt, 'pay-again')
  })
  nudge(shop, attempt.outTradeNo)
  return {}
}

/** A paid sale goes back by refund, an open one by cancel: cancel is not refund (000:L35-37). */
export function voidSale(shop: Shop, sale: Sale): void {
  shop.store.sales.put(sale.saleId, { ...sale, voided: true, payAgain: undefined })
  const paid = sale.attempts.find((no) => attemptOf(shop.store, no).belief === 'PAID')
  if (paid !== undefined) {
    openRefund(shop, `void-${paid}`, paid)
    return
  }
  const attempt = lastAttempt(shop, sale)
  if (attempt.belief === 'UNPAID' || attempt.belief === 'REVERSED') {
    const isCancelled = attempt.ending === 'CANCELLED' && attempt.step === 'ENDED'
    if (isCancelled) void cancelOnceMore(shop, attempt.outTradeNo)
    return
  }
  if (shop.decisions.voidsBy === 'books') return settleUnpaid(shop, attempt.outTradeNo, 'CANCELLED')
  wishEnd(shop, attempt, 'void')
  nudge(shop, attempt.outTradeNo)
}

function wishEnd(shop: Shop, attempt: Attempt, wish: 'void' | 'pay-again'): void {
  // An escalated attempt has no work left; the cashier's wish gives it some, with a fresh minute.
  const hasNoWork = attempt.step === 'ENDED' || attempt.step === 'QUEUED'
  const restart = hasNoWork && {
    step: wish === 'void' ? ('CANCELLING' as const) : ('ASKING' as const),
    troubleSince: shop.clock.now(),
    cancelSince: undefined,
  }
  shop.store.attempts.put(attempt.outTradeNo, { ...attempt, ...restart, wish })
}

function nudge(shop: Shop, outTradeNo: string): void {
  // Cancels keep their own rhythm, once they go: an impatient cashier must not make them a storm (000:L13-14).
  if (shop.store.attempts.get(outTradeNo)?.step !== 'CANCELLING') shop.pauses.wake(outTradeNo)
  startAttempt(shop, outTradeNo)
}
