// Refunds: one intent, one out_request_no, repeated unchanged until the gateway gives a definite answer.
import { describe } from './classify.ts'
import { resumeBatch, sendRefunds, submitAgain } from './mapi/batches.ts'
import type { Reply } from './ports.ts'
import type { Refund, RefundOutcome } from './records.ts'
import {
  addRefundItem,
  bookRefund,
  exceeds,
  failRefund,
  refundableFen,
  refundName,
  recordRefund,
  refundProven,
  tradeRefunds,
  update,
} from './refund-books.ts'
import { attemptOf, nextNumber } from './shop.ts'
import type { Shop } from './shop.ts'

/**
 * Records the intent under the lock of a transaction and starts sending. Without an amount: all that
 * is left. Null when the refunds together would exceed what was paid (002:L85-86).
 */
export function openRefund(
  shop: Shop,
  refundId: string,
  outTradeNo: string,
  options: { amountFen?: number; ofDuplicate?: boolean } = {},
): Refund | null {
  const refund = recordRefund(shop, refundId, outTradeNo, options)
  if (refund !== null) startRefund(shop, refundId)
  return refund
}

/** Sends a refund again under its own number; false when others have taken the money meanwhile. */
export function reopenRefund(shop: Shop, refundId: string): boolean {
  const { status, outTradeNo, outRequestNo, amountFen } = update(shop, refundId, () => ({}))
  if (status === 'FAILED' && amountFen > refundableFen(shop, outTradeNo)) return false
  // What the old gateway may have taken is sent again as it was; what it has refused is asked for anew.
  if (shop.mapi && status === 'ESCALATED') {
    void submitAgain(shop, outRequestNo)
    return true
  }
  update(shop, refundId, () => ({ status: 'PENDING', troubleSince: shop.clock.now() }))
  startRefund(shop, refundId)
  return true
}

/** After a restart: a request that may have left counts as one with an unknown outcome. */
export function resumeRefund(shop: Shop, { refundId, tries }: Refund): void {
  if (shop.mapi) return resumeBatch(shop, refundId)
  const now = shop.clock.now()
  if (shop.decisions.refundAfterRestart === 'anew') {
    const outRequestNo = `R${nextNumber(shop)}`
    update(shop, refundId, () => ({ outRequestNo, tries: 0, troubleSince: undefined }))
  } else if (tries > 0) update(shop, refundId, (old) => ({ troubleSince: old.troubleSince ?? now }))
  startRefund(shop, refundId)
}

function startRefund(shop: Shop, refundId: string): void {
  const name = refundName(refundId)
  if (shop.busy.has(name)) return
  shop.busy.add(name)
  // The old gateway takes refunds in batches alone, be it of one.
  const sending = shop.mapi ? sendRefunds(shop, [refundId]) : sendUntilDefinite(shop, refundId)
  void sending.finally(() => shop.busy.delete(name))
}

async function sendUntilDefinite(shop: Shop, refundId: string): Promise<void> {
  let waitMs: number | null = 0
  while (waitMs !== null) {
    await shop.pauses.pause(refundName(refundId), waitMs)
    // A notification may have told of it meanwhile.
    if (shop.store.refunds.get(refundId)?.status !== 'PENDING') return
    const refund = update(shop, refundId, (old) => ({ tries: old.tries + 1 }))
    const reply = await send(shop, refund)
    const outcome = outcomeOf(shop, reply)
    update(shop, refundId, () => ({ lastOutcome: outcome }))
    waitMs = await afterReply(shop, refund, reply, outcome)
  }
}

async function send(shop: Shop, refund: Refund): Promise<Reply> {
  const { decisions, gateway, store } = shop
  const { outTradeNo, amountFen } = refund
  const isWhole = amountFen === attemptOf(store, outTradeNo).amountFen
  if (decisions.refundsBy === 'cancel' && isWhole) return gateway.cancel(outTradeNo)
  const outRequestNo = decisions.refundRequestNo(refund, refund.tries)
  if (decisions.afterUnknownRefund === 'ask' && refund.lastOutcome === 'unknown') {
    const queried = await gateway.refundQuery(outTradeNo, outRequestNo)
    if (refundProven(queried) || queried.kind === 'unknown') return queried
  }
  const reason = decisions.refundReason(refund.tries)
  return gateway.refund({
    outTradeNo,
    outRequestNo,
    amount: decisions.refundAmountText(amountFen),
    ...(reason !== undefined && { reason }),
  })
}

function outcomeOf({ decisions }: Shop, reply: Reply): RefundOutcome {
  const isCancelled = decisions.refundsBy === 'cancel' && decisions.cancelSucceeded(reply)
  return isCancelled || refundProven(reply) ? 'done' : decisions.classifyRefund(reply)
}

/** Books what the reply proves; returns the pause before the same request again, null when done. */
async function afterReply(
  shop: Shop,
  refund: Refund,
  reply: Reply,
  outcome: RefundOutcome,
): Promise<number | null> {
  const { beyondPaid, refundRetry } = shop.decisions
  const now = shop.clock.now()
  const since = refund.troubleSince ?? now
  if (outcome === 'done') return bookRefund(shop, refund.refundId, reply)
  if (outcome === 'replayed') return afterReplay(shop, refund, reply)
  if (outcome === 'failed')
    return beyondPaid === 'send-and-book' && exceeds(shop, refund)
      ? bookRefund(shop, refund.refundId, reply)
      : failRefund(shop, refund, reply)
  update(shop, refund.refundId, () => ({ troubleSince: since }))
  if (now - since >= refundRetry.forMs) return giveUp(shop, refund, reply)
  if (outcome === 'later') addRefundItem(shop, refund, describe(reply))
  const firstUnknown = outcome === 'unknown' && refund.troubleSince === undefined
  return firstUnknown ? (refundRetry.firstAfterMs ?? 0) : refundRetry.everyMs
}

/** fund_change=N after an unanswered try: that try did it. Otherwise it proves nothing yet. */
async function afterReplay(shop: Shop, refund: Refund, reply: Reply): Promise<null> {
  const { beyondRefundsPerTrade, entriesOfReplay, refundsPerTrade } = shop.decisions
  const taken =
    beyondRefundsPerTrade === 'send-and-book' &&
    tradeRefunds(shop, refund.outTradeNo).length > refundsPerTrade
  const proven =
    taken ||
    (refund.troubleSince !== undefined && refund.lastOutcome !== 'later') ||
    refundProven(await askUntilAnswered(shop, refund))
  if (proven) return bookRefund(shop, refund.refundId, reply, entriesOfReplay)
  return escalateRefund(shop, refund, `${describe(reply)}, fund_change is not Y`)
}

/** A question without an answer is asked again for as long as the refund itself would be (000:L15-19). */
async function askUntilAnswered(shop: Shop, refund: Refund): Promise<Reply> {
  const { everyMs, forMs } = shop.decisions.refundRetry
  const since = shop.clock.now()
  for (;;) {
    const reply = await shop.gateway.refundQuery(refund.outTradeNo, refund.outRequestNo)
    if (reply.kind === 'answered' || shop.clock.now() - since >= forMs) return reply
    await shop.pauses.pause(refundName(refund.refundId), everyMs)
  }
}

/** Neither done nor failed may be inferred from silence (000:L19); low balance is a plain failure. */
function giveUp(shop: Shop, refund: Refund, reply: Reply): null {
  if (reply.kind === 'unknown') return escalateRefund(shop, refund, describe(reply))
  return shop.store.transaction(() => {
    update(shop, refund.refundId, () => ({ status: 'FAILED' }))
    addRefundItem(shop, refund, describe(reply))
    return null
  })
}

function escalateRefund(shop: Shop, refund: Refund, reason: string): null {
  const { unresolvedRefund } = shop.decisions
  if (unresolvedRefund === 'REFUNDED') return bookRefund(shop, refund.refundId)
  return shop.store.transaction(() => {
    update(shop, refund.refundId, () => ({ status: unresolvedRefund }))
    addRefundItem(shop, refund, reason)
    return null
  })
}

/** Asks what became of a refund that is still open or was handed over; a query moves no money. */
export async function confirmRefund(shop: Shop, refund: Refund): Promise<void> {
  const reply = await shop.gateway.refundQuery(refund.outTradeNo, refund.outRequestNo)
  if (refundProven(reply)) bookRefund(shop, refund.refundId)
  // 10000 without refund fields: the gateway knows the trade and has no such refund.
  else if (refund.status === 'ESCALATED' && reply.kind === 'answered' && reply.code === '10000')
    failRefund(shop, refund, reply)
}
