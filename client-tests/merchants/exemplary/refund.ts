// Refunds: one intent, one out_request_no, repeated unchanged until the gateway gives a definite answer.
import { classifyRefund, describe } from './classify.ts'
import type { Reply } from './ports.ts'
import type { Refund } from './records.ts'
import { attemptOf, nextNumber } from './shop.ts'
import type { Shop } from './shop.ts'

/** Money of this attempt that no refund has taken or may still take. */
function refundableFen(shop: Shop, outTradeNo: string): number {
  const taken = shop.store.refunds
    .all()
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== 'FAILED')
    .reduce((sum, refund) => sum + refund.amountFen, 0)
  return attemptOf(shop.store, outTradeNo).amountFen - taken
}

/**
 * Records the intent under the lock of a transaction and starts sending. Without an amount: all that
 * is left. Null when the refunds together would exceed what was paid (002:L85-86).
 */
export function openRefund(
  shop: Shop,
  refundId: string,
  outTradeNo: string,
  amountFen = refundableFen(shop, outTradeNo),
): Refund | null {
  const refund = shop.store.transaction(() => {
    if (amountFen <= 0 || amountFen > refundableFen(shop, outTradeNo)) return null
    const opened: Refund = {
      refundId,
      saleId: attemptOf(shop.store, outTradeNo).saleId,
      outTradeNo,
      outRequestNo: `R${nextNumber(shop)}`,
      amountFen,
      status: 'PENDING',
      tries: 0,
    }
    shop.store.refunds.put(refundId, opened)
    return opened
  })
  if (refund !== null) startRefund(shop, refundId)
  return refund
}

/** After a restart: a request that may have left counts as one with an unknown outcome. */
export function resumeRefund(shop: Shop, { refundId, tries }: Refund): void {
  const now = shop.clock.now()
  if (tries > 0) update(shop, refundId, (old) => ({ troubleSince: old.troubleSince ?? now }))
  startRefund(shop, refundId)
}

function startRefund(shop: Shop, refundId: string): void {
  const name = refundName(refundId)
  if (shop.busy.has(name)) return
  shop.busy.add(name)
  void sendUntilDefinite(shop, refundId).finally(() => shop.busy.delete(name))
}

async function sendUntilDefinite(shop: Shop, refundId: string): Promise<void> {
  let waitMs: number | null = 0
  while (waitMs !== null) {
    await shop.pauses.pause(refundName(refundId), waitMs)
    const refund = update(shop, refundId, (old) => ({ tries: old.tries + 1 }))
    const outRequestNo = shop.decisions.refundRequestNo(refund, refund.tries)
    const { outTradeNo, amountFen } = refund
    const reply = await shop.gateway.refund({ outTradeNo, outRequestNo, amountFen })
    waitMs = await afterReply(shop, refund, reply)
  }
}

/** Books what the reply proves; returns the pause before the same request again, null when done. */
async function afterReply(shop: Shop, refund: Refund, reply: Reply): Promise<number | null> {
  const { everyMs, forMs } = shop.decisions.refundRetry
  const now = shop.clock.now()
  const since = refund.troubleSince ?? now
  const outcome = classifyRefund(reply)
  if (outcome === 'done') return bookRefund(shop, refund.refundId)
  if (outcome === 'replayed') return afterReplay(shop, refund, reply)
  if (outcome === 'failed') return failRefund(shop, refund, reply)
  update(shop, refund.refundId, () => ({ troubleSince: since }))
  if (now - since >= forMs) return giveUp(shop, refund, reply)
  if (outcome === 'later') addRefundItem(shop, refund, describe(reply))
  const firstUnknown = outcome === 'unknown' && refund.troubleSince === undefined
  return firstUnknown ? 0 : everyMs
}

/** fund_change=N after an unanswered try: that try did it. Otherwise it proves nothing yet. */
async function afterReplay(shop: Shop, refund: Refund, reply: Reply): Promise<null> {
  const proven =
    refund.troubleSince !== undefined ||
    refundProven(await shop.gateway.refundQuery(refund.outTradeNo, refund.outRequestNo))
  if (proven) return bookRefund(shop, refund.refundId)
  update(shop, refund.refundId, () => ({ status: 'ESCALATED' }))
  addRefundItem(shop, refund, `${describe(reply)}, fund_change is not Y`)
  return null
}

export function refundProven(reply: Reply): boolean {
  return reply.kind === 'answered' && reply.fields['refund_status'] === 'REFUND_SUCCESS'
}

/** refund_fee in the reply is the total of the trade (004:L223-226); only our own amount is booked. */
export function bookRefund(shop: Shop, refundId: string): null {
  const { store, decisions } = shop
  return store.transaction(() => {
    const refund = store.refunds.get(refundId)
    const sale = refund === undefined ? undefined : store.sales.get(refund.saleId)
    if (refund === undefined || sale === undefined || refund.status === 'REFUNDED') return null
    store.refunds.put(refundId, { ...refund, status: 'REFUNDED' })
    clearItems(shop, refund)
    const amountFen = decisions.bookedFen(refund.amountFen)
    store.sales.put(sale.saleId, {
      ...sale,
      refundedFen: sale.refundedFen + amountFen,
      effects: [...sale.effects, { type: 'REFUNDED', amountFen, at: shop.clock.now() }],
    })
    return null
  })
}

export function failRefund(shop: Shop, refund: Refund, reply: Reply): null {
  return shop.store.transaction(() => {
    update(shop, refund.refundId, () => ({ status: 'FAILED' }))
    clearItems(shop, refund)
    const sale = shop.store.sales.get(refund.saleId)
    const finished = reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_HAS_FINISHED'
    if (finished && sale !== undefined)
      shop.store.sales.put(sale.saleId, { ...sale, refundable: false })
    return null
  })
}

/** Neither done nor failed may be inferred from silence (000:L19); low balance is a plain failure. */
function giveUp(shop: Shop, refund: Refund, reply: Reply): null {
  return shop.store.transaction(() => {
    const status = reply.kind === 'unknown' ? 'ESCALATED' : 'FAILED'
    update(shop, refund.refundId, () => ({ status }))
    addRefundItem(shop, refund, describe(reply))
    return null
  })
}

function addRefundItem(shop: Shop, refund: Refund, reason: string): void {
  const { refundId, saleId, outTradeNo } = refund
  const key = refundName(refundId)
  const at = shop.store.manualItems.get(key)?.at ?? shop.clock.now()
  shop.store.manualItems.put(key, {
    attempt: outTradeNo,
    saleId,
    refundId,
    op: 'REFUND',
    reason,
    at,
  })
}

/** The refund's own item, and the one that asked for the money to go back. */
function clearItems(shop: Shop, refund: Refund): void {
  shop.store.manualItems.remove(refundName(refund.refundId))
  shop.store.manualItems.remove(refund.outTradeNo)
}

function update(shop: Shop, refundId: string, changes: (old: Refund) => Partial<Refund>): Refund {
  return shop.store.transaction(() => {
    const old = shop.store.refunds.get(refundId)
    if (old === undefined) throw new Error(`no refund ${refundId} in the store`)
    const changed = { ...old, ...changes(old) }
    shop.store.refunds.put(refundId, changed)
    return changed
  })
}

/** Sends a refund again under its own number; false when others have taken the money meanwhile. */
export function reopenRefund(shop: Shop, refundId: string): boolean {
  const { status, outTradeNo, amountFen } = update(shop, refundId, () => ({}))
  if (status === 'FAILED' && amountFen > refundableFen(shop, outTradeNo)) return false
  update(shop, refundId, () => ({ status: 'PENDING', troubleSince: shop.clock.now() }))
  startRefund(shop, refundId)
  return true
}

function refundName(refundId: string): string {
  return `refund:${refundId}`
}
