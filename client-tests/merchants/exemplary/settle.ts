// Writes an attempt's end into the books, each money effect once. Must not talk to the gateway.
import type { TradeEvidence } from './classify.ts'
import type { Attempt, ManualItem, Sale } from './records.ts'
import { openRefund } from './refund.ts'
import { attemptOf, chinaTime } from './shop.ts'
import type { Shop } from './shop.ts'

/** Ends the attempt if the evidence is definite; false when the trade may still move. */
export function settle(
  shop: Shop,
  outTradeNo: string,
  evidence: TradeEvidence,
  paidAt?: string,
): boolean {
  if (evidence === 'paid') settlePaid(shop, outTradeNo, paidAt)
  else if (evidence === 'closed-unpaid') settleUnpaid(shop, outTradeNo, 'CANCELLED')
  else if (evidence === 'closed-refunded') settleReversed(shop, outTradeNo)
  else if (evidence === 'revoked') settleRevoked(shop, outTradeNo)
  else return false
  return true
}

export function settlePaid(shop: Shop, outTradeNo: string, paidAt?: string): void {
  if (attemptOf(shop.store, outTradeNo).belief === 'PAID') return
  bookPayment(shop, outTradeNo, paidAt)
}

/** The booking without the guard; who calls it has decided that this is not a duplicate. */
export function bookPayment(shop: Shop, outTradeNo: string, paidAt?: string): void {
  const { store } = shop
  const sendBack = store.transaction(() => {
    const attempt = attemptOf(store, outTradeNo)
    const sale = saleOf(shop, attempt.saleId)
    const ended = { belief: 'PAID', step: 'ENDED', wish: undefined } as const
    const known = attempt.paidAt ?? paidAt ?? chinaTime(shop.clock.now())
    store.attempts.put(outTradeNo, { ...attempt, ...ended, paidAt: known })
    store.manualItems.remove(outTradeNo)
    // An attempt that the sale does not know is compared with nothing.
    const siblings = sale.attempts.includes(outTradeNo) ? sale.attempts : []
    const others = siblings
      .filter((other) => other !== outTradeNo)
      .map((other) => attemptOf(store, other))
    const isDuplicate = others.some(({ belief }) => belief === 'PAID')
    if (isDuplicate && shop.decisions.whenEarlierPaid === 'keep') return 'duplicate'
    const newer = siblings.slice(siblings.indexOf(outTradeNo) + 1)
    for (const other of newer) endOther(shop, attemptOf(store, other))
    book(shop, sale, 'PAID', attempt.amountFen)
    const givesBack = shop.decisions.lateMoney === 'give-back'
    const isTooLate = givesBack && attempt.belief === 'UNPAID' && attempt.kind === 'barcode'
    return sale.voided || isTooLate ? 'void' : undefined
  })
  shop.pauses.wake(outTradeNo)
  // It was voided before the money came: a paid order goes back by refund (000:L31-37).
  if (sendBack === 'void') openRefund(shop, `void-${outTradeNo}`, outTradeNo)
  // Money twice for one sale: what came second goes back (000:L40-42).
  if (sendBack === 'duplicate')
    openRefund(shop, `duplicate-${outTradeNo}`, outTradeNo, { ofDuplicate: true })
}

/** An earlier attempt was paid late: what was opened in its place may not stay payable. */
function endOther(shop: Shop, other: Attempt): void {
  if (['ENDED', 'WATCHING', 'CONFIRMING'].includes(other.step)) return
  shop.store.attempts.put(other.outTradeNo, { ...other, wish: 'void' })
  if (other.step !== 'CANCELLING') shop.pauses.wake(other.outTradeNo)
}

export function settleUnpaid(
  shop: Shop,
  outTradeNo: string,
  ending: 'FAILED' | 'CANCELLED',
  step: 'ENDED' | 'WATCHING' = 'ENDED',
): void {
  shop.store.transaction(() => {
    const attempt = attemptOf(shop.store, outTradeNo)
    shop.store.manualItems.remove(outTradeNo)
    // A trade that saw money is CLOSED too once all of it went back; its books are right already.
    const sawMoney = attempt.belief === 'PAID' || attempt.belief === 'REVERSED'
    const changes = sawMoney
      ? { step: 'ENDED' as const }
      : { belief: 'UNPAID' as const, ending, step }
    shop.store.attempts.put(outTradeNo, { ...attempt, ...changes })
  })
}

/** The buyer paid and the gateway sent the money back: a cancel that found the trade paid (003:L25). */
export function settleReversed(shop: Shop, outTradeNo: string): void {
  const { store } = shop
  store.transaction(() => {
    const attempt = attemptOf(store, outTradeNo)
    const sale = saleOf(shop, attempt.saleId)
    store.manualItems.remove(outTradeNo)
    const refundedHere = attempt.belief === 'PAID' && sale.refundedFen > 0
    const ended = { ...attempt, step: 'ENDED' as const }
    const isBooked = shop.decisions.isReversalBooked(attempt)
    if (isBooked || refundedHere) return store.attempts.put(outTradeNo, ended)
    store.attempts.put(outTradeNo, { ...ended, belief: 'REVERSED', ending: 'CANCELLED' })
    book(shop, sale, 'REVERSED', attempt.amountFen)
  })
}

/**
 * A reverse ended it, and nobody says whether money came before: what was booked goes back, and of what was
 * not there is nothing to book. The next day's bill tells.
 */
export function settleRevoked(shop: Shop, outTradeNo: string): void {
  const { store } = shop
  store.transaction(() => {
    const attempt = attemptOf(store, outTradeNo)
    if (attempt.belief === 'PAID') return settleReversed(shop, outTradeNo)
    store.manualItems.remove(outTradeNo)
    const ended = { step: 'ENDED', belief: 'REVERSED', ending: 'CANCELLED' } as const
    store.attempts.put(outTradeNo, { ...attempt, ...ended })
  })
}

/**
 * Nobody could clear it up in time: a human must (000:L17-20). The attempt's own work may go on: after
 * the queries come cancels, after those the queue, for a trade that is known to be open (001:L86-93).
 */
export function escalate(
  shop: Shop,
  outTradeNo: string,
  stage: 'asked-in-vain' | 'cancelled-in-vain',
  reason: string,
): void {
  const { store, decisions } = shop
  store.transaction(() => {
    const attempt = attemptOf(store, outTradeNo)
    const last = stage === 'cancelled-in-vain'
    const isOpen = attempt.kind !== 'barcode' || attempt.pendingSince !== undefined
    const queues = isOpen && attempt.cancelSince !== undefined
    const after = queues && decisions.cancelRetry.thenEveryMs !== undefined ? 'QUEUED' : 'ENDED'
    store.attempts.put(outTradeNo, {
      ...attempt,
      belief: decisions.unresolvedBelief(stage),
      step: last ? after : 'CANCELLING',
      wish: last ? undefined : attempt.wish,
    })
    if (last || decisions.tellsPeopleAfter === 'each-minute')
      addManualItem(shop, outTradeNo, last ? 'CANCEL' : 'QUERY', reason)
  })
  if (Number.isFinite(decisions.acceptUnresolvedAfterMs)) void acceptLater(shop, outTradeNo)
}

async function acceptLater(shop: Shop, outTradeNo: string): Promise<void> {
  await shop.clock.sleep(shop.decisions.acceptUnresolvedAfterMs)
  if (shop.store.manualItems.get(outTradeNo) !== undefined) settlePaid(shop, outTradeNo)
}

export function addManualItem(
  shop: Shop,
  outTradeNo: string,
  op: ManualItem['op'],
  reason: string,
): void {
  if (!shop.decisions.recordsForPeople) return
  const { saleId } = attemptOf(shop.store, outTradeNo)
  const at = shop.store.manualItems.get(outTradeNo)?.at ?? shop.clock.now()
  shop.store.manualItems.put(outTradeNo, { attempt: outTradeNo, saleId, op, reason, at })
}

function saleOf(shop: Shop, saleId: string): Sale {
  const sale = shop.store.sales.get(saleId)
  if (sale === undefined) throw new Error(`no sale ${saleId} in the store`)
  return sale
}

function book(shop: Shop, sale: Sale, type: 'PAID' | 'REVERSED', amountFen: number): void {
  const effect = { type, amountFen: shop.decisions.bookedFen(amountFen), at: shop.clock.now() }
  shop.store.sales.put(sale.saleId, { ...sale, effects: [...sale.effects, effect] })
}
