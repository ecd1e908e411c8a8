// What refunds leave in the books, and what the books say against one. Talks to nobody.
import type { Reply } from './ports.ts'
import type { Refund } from './records.ts'
import { attemptOf, chinaTime, nextNumber } from './shop.ts'
import type { Shop } from './shop.ts'

/** Refunds of this trade that have taken money or may still take it. */
export function tradeRefunds(shop: Shop, outTradeNo: string): Refund[] {
  return shop.store.refunds
    .all()
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== 'FAILED')
}

/** Money of this attempt that no refund has taken or may still take. */
export function refundableFen(shop: Shop, outTradeNo: string): number {
  const taken = tradeRefunds(shop, outTradeNo).reduce((sum, refund) => sum + refund.amountFen, 0)
  return attemptOf(shop.store, outTradeNo).amountFen - taken
}

export function exceeds(shop: Shop, { outTradeNo }: Refund): boolean {
  return refundableFen(shop, outTradeNo) < 0
}

/** Why a refund of so much is not sent; nothing when it may be. */
export function refusalOf(shop: Shop, outTradeNo: string, amountFen: number): string | undefined {
  const { beyondPaid, beyondRefundsPerTrade, refundsPerTrade } = shop.decisions
  if (beyondPaid === 'refuse' && amountFen > refundableFen(shop, outTradeNo))
    return 'the refunds would exceed what was paid'
  const count = tradeRefunds(shop, outTradeNo).length
  if (beyondRefundsPerTrade === 'refuse' && count >= refundsPerTrade)
    return `the gateway makes no more than ${refundsPerTrade} refunds of one payment`
  return undefined
}

/** Only in the books; who asks for several sends them together. */
export function recordRefund(
  shop: Shop,
  refundId: string,
  outTradeNo: string,
  options: { amountFen?: number; ofDuplicate?: boolean; batchId?: string },
): Refund | null {
  const { amountFen = refundableFen(shop, outTradeNo), ofDuplicate, batchId } = options
  return shop.store.transaction(() => {
    if (amountFen <= 0 || refusalOf(shop, outTradeNo, amountFen) !== undefined) return null
    const opened: Refund = {
      refundId,
      saleId: attemptOf(shop.store, outTradeNo).saleId,
      outTradeNo,
      outRequestNo: `R${nextNumber(shop)}`,
      amountFen,
      status: 'PENDING',
      tries: 0,
      ofDuplicate,
      ...(batchId !== undefined && { batchId }),
    }
    shop.store.refunds.put(refundId, opened)
    return opened
  })
}

export function refundProven(reply: Reply): boolean {
  return reply.kind === 'answered' && reply.fields['refund_status'] === 'REFUND_SUCCESS'
}

export function bookRefund(shop: Shop, refundId: string, reply?: Reply, entries = 1): null {
  const { store, decisions, clock } = shop
  return store.transaction(() => {
    const refund = store.refunds.get(refundId)
    const sale = refund === undefined ? undefined : store.sales.get(refund.saleId)
    if (refund === undefined || sale === undefined || decisions.isRefundBooked(refund)) return null
    const at = clock.now()
    const paidAt = reply?.kind === 'answered' ? reply.fields['gmt_refund_pay'] : undefined
    const doneAt = paidAt ?? chinaTime(at)
    store.refunds.put(refundId, { ...refund, status: 'REFUNDED', doneAt })
    clearItems(shop, refund)
    if (refund.ofDuplicate === true) {
      const attempt = attemptOf(store, refund.outTradeNo)
      store.attempts.put(refund.outTradeNo, { ...attempt, belief: 'REVERSED' })
      return null
    }
    const amountFen = decisions.refundedFen(reply, refund.amountFen)
    for (let entry = 0; entry < entries; entry += 1)
      bookRefundEntry(shop, { saleId: refund.saleId, amountFen })
    return null
  })
}

/** One entry in the books of the sale. */
export function bookRefundEntry(
  { store, decisions, clock }: Shop,
  { saleId, amountFen: sentFen }: Pick<Refund, 'saleId' | 'amountFen'>,
): void {
  const sale = store.sales.get(saleId)
  if (sale === undefined) return
  const amountFen = decisions.bookedFen(sentFen)
  const effect = { type: 'REFUNDED' as const, amountFen, at: clock.now() }
  const refundedFen = sale.refundedFen + amountFen
  store.sales.put(saleId, { ...sale, refundedFen, effects: [...sale.effects, effect] })
}

/** What the gateway says of a trade that can never be refunded again (002:L21; 003:L31). */
const NEVER_AGAIN = new Set(['ACQ.TRADE_HAS_FINISHED', 'ACQ.TRADE_NOT_ALLOW_REFUND'])

export function failRefund(shop: Shop, refund: Refund, reply: Reply): null {
  return shop.store.transaction(() => {
    update(shop, refund.refundId, () => ({ status: 'FAILED' }))
    clearItems(shop, refund)
    const sale = shop.store.sales.get(refund.saleId)
    const over = reply.kind === 'answered' && NEVER_AGAIN.has(reply.subCode)
    if (over && sale !== undefined)
      shop.store.sales.put(sale.saleId, { ...sale, refundable: false })
    // Nobody watches the refund of a second payment but these people.
    if (refund.ofDuplicate === true) addRefundItem(shop, refund, 'the second payment stays')
    return null
  })
}

export function addRefundItem(shop: Shop, refund: Refund, reason: string): void {
  if (!shop.decisions.recordsForPeople) return
  const { refundId, saleId, outTradeNo } = refund
  const key = refundName(refundId)
  const at = shop.store.manualItems.get(key)?.at ?? shop.clock.now()
  const item = { attempt: outTradeNo, saleId, refundId, op: 'REFUND' as const, reason, at }
  shop.store.manualItems.put(key, item)
}

/** The refund's own item, and the one that asked for the money to go back. */
function clearItems(shop: Shop, refund: Refund): void {
  shop.store.manualItems.remove(refundName(refund.refundId))
  shop.store.manualItems.remove(refund.outTradeNo)
}

export function update(
  shop: Shop,
  refundId: string,
  changes: (old: Refund) => Partial<Refund>,
): Refund {
  return shop.store.transaction(() => {
    const old = shop.store.refunds.get(refundId)
    if (old === undefined) throw new Error(`no refund ${refundId} in the store`)
    const changed = { ...old, ...changes(old) }
    shop.store.refunds.put(refundId, changed)
    return changed
  })
}

export function refundName(refundId: string): string {
  return `refund:${refundId}`
}
