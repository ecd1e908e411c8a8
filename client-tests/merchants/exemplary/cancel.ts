// The cancel: repeated until the gateway says it worked or refuses it for good (000:L17, 001:L59).
import { cancelRefused, describe } from './classify.ts'
import { openAttempt } from './open.ts'
import { openRefund } from './refund.ts'
import type { Reply } from './ports.ts'
import type { Attempt } from './records.ts'
import { paidAtOf } from './query.ts'
import {
  escalate,
  settle,
  settlePaid,
  settleReversed,
  settleRevoked,
  settleUnpaid,
} from './settle.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

export async function cancel(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo } = attempt
  const { everyMs, forMs, laterEveryMs = everyMs } = shop.decisions.cancelRetry
  const first = attempt.cancelSince === undefined
  const ripeAt = attempt.sentAt + shop.decisions.restBeforeCancelMs
  if (first) await shop.pauses.pause(outTradeNo, ripeAt - shop.clock.now())
  change(shop, outTradeNo, 'CANCELLING', { cancelSince: attempt.cancelSince ?? shop.clock.now() })
  // Orders of the web are closed; cancels are for payments face to face (003:L26-27).
  const { gateway } = shop
  const isWeb = attempt.kind === 'web'
  const reply = await (isWeb ? gateway.close(outTradeNo) : gateway.cancel(outTradeNo))
  const isUnknown = reply.kind === 'answered' && reply.subCode === 'ACQ.TRADE_NOT_EXIST'
  const isGone = isUnknown && shop.decisions.goneMeansCancelled(attempt)
  if (isGone || shop.decisions.cancelSucceeded(reply)) {
    if (shop.decisions.closesAsWell) await gateway.close(outTradeNo)
    return cancelled(shop, outTradeNo, reply)
  }
  if (cancelRefused(reply)) return afterRefusal(shop, outTradeNo, describe(reply))
  const now = shop.clock.now()
  // The minute counts from the first reply that left the outcome open.
  const since = first ? now : (attempt.cancelSince ?? now)
  change(shop, outTradeNo, 'CANCELLING', { cancelSince: since })
  if (now - since >= forMs)
    return escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${describe(reply)}`)
  await shop.pauses.pause(outTradeNo, first ? everyMs : laterEveryMs)
}

/** The queue: the same cancel now and then, until it gets through or nothing can be cancelled any more. */
export async function cancelFromQueue(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, cancelSince = attempt.openedAt } = attempt
  const { cancelQueueForMs, cancelRetry, cancelSucceeded } = shop.decisions
  const { thenEveryMs } = cancelRetry
  if (thenEveryMs === undefined || shop.clock.now() - cancelSince >= cancelQueueForMs) {
    change(shop, outTradeNo, 'QUEUED', { step: 'ENDED' })
    return
  }
  await shop.pauses.pause(outTradeNo, thenEveryMs)
  if (attemptOf(shop.store, outTradeNo).step !== 'QUEUED') return
  const reply = await shop.gateway.cancel(outTradeNo)
  if (attemptOf(shop.store, outTradeNo).step !== 'QUEUED') return
  if (cancelSucceeded(reply)) return cancelled(shop, outTradeNo, reply)
  if (cancelRefused(reply)) await afterRefusal(shop, outTradeNo, describe(reply))
}

/**
 * The cashier voids once more what has ended by a cancel: the same cancel again, which changes
 * nothing (003:L39-40), to be sure of it. An answer that settles nothing leaves the books as they are.
 */
export async function cancelOnceMore(shop: Shop, outTradeNo: string): Promise<void> {
  const name = `again:${outTradeNo}`
  if (shop.busy.has(name)) return
  shop.busy.add(name)
  const reply = await shop.gateway.cancel(outTradeNo)
  shop.busy.delete(name)
  const { step } = attemptOf(shop.store, outTradeNo)
  if (step === 'ENDED' && shop.decisions.cancelSucceeded(reply)) cancelled(shop, outTradeNo, reply)
}

/** action tells whether an unpaid trade was closed or a paid one sent back (003:L25); absent: no trade. */
function cancelled(shop: Shop, outTradeNo: string, reply: Reply): void {
  const attempt = attemptOf(shop.store, outTradeNo)
  const action = reply.kind === 'answered' ? reply.fields['action'] : undefined
  // Only who lets a notification overrule a cancel has booked it meanwhile.
  const isOverruled = shop.decisions.noticeDuringCancel === 'believe' && attempt.belief === 'PAID'
  if (isOverruled) return
  const effect = shop.decisions.cancelEffect(action)
  if (effect === 'reversed') return settleReversed(shop, outTradeNo)
  if (effect === 'revoked') return settleRevoked(shop, outTradeNo)
  if (effect === 'paid') return settlePaid(shop, outTradeNo)
  const now = shop.clock.now()
  // No trade: a QR may yet be scanned, and a pay without an answer may yet arrive (001:L92).
  const lateUntil = attempt.expiresAt ?? now + shop.decisions.watchLatePayMs
  const mayComeLate = action === undefined && lateUntil > now
  if (mayComeLate) change(shop, outTradeNo, attempt.step, { expiresAt: lateUntil })
  settleUnpaid(shop, outTradeNo, 'CANCELLED', mayComeLate ? 'WATCHING' : 'ENDED')
  if (action === undefined) chargeAnew(shop, attempt)
}

/** The first attempt of a sale is gone without a trace: a second one under a number of its own. */
function chargeAnew(shop: Shop, { kind, saleId, order }: Attempt): void {
  const sale = shop.store.sales.get(saleId)
  const isWanted = sale === undefined || sale.voided || sale.payAgain !== undefined
  if (shop.decisions.afterCancelOfNothing === 'end' || isWanted) return
  if (kind === 'barcode' && sale.attempts.length === 1)
    openAttempt(shop, saleId, String(order['auth_code']))
}

/** 001:L43: what can be cancelled no more goes back by a refund, since nobody waits for the goods. */
function giveBack(shop: Shop, outTradeNo: string): void {
  if (shop.decisions.afterRefusedCancel !== 'give-back') return
  openRefund(shop, `instead-of-cancel-${outTradeNo}`, outTradeNo)
}

/** Too late to cancel, or not allowed: the trade's own state decides what is left to do (000:L34). */
async function afterRefusal(shop: Shop, outTradeNo: string, refusal: string): Promise<void> {
  const { repeatsOfRefusedCancel, queryRetry } = shop.decisions
  const { everyMs, forMs } = queryRetry
  for (let again = 0; again < repeatsOfRefusedCancel; again += 1) {
    await shop.pauses.pause(outTradeNo, everyMs)
    await shop.gateway.cancel(outTradeNo)
  }
  if (shop.decisions.afterRefusedCancel === 'charge-again') {
    const { order } = attemptOf(shop.store, outTradeNo)
    await shop.gateway.pay(order, shop.decisions.sendsNotifyUrl('barcode'))
    return settleUnpaid(shop, outTradeNo, 'CANCELLED')
  }
  const since = shop.clock.now()
  for (;;) {
    const reply = await shop.gateway.query(outTradeNo)
    const evidence = shop.decisions.classifyQuery(reply)
    if (settle(shop, outTradeNo, evidence, paidAtOf(reply)))
      return evidence === 'paid' ? giveBack(shop, outTradeNo) : undefined
    if (evidence === 'waiting' || evidence === 'not-exist' || evidence === 'invalid') break
    if (shop.clock.now() - since >= forMs)
      return escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${refusal}`)
    await shop.pauses.pause(outTradeNo, everyMs)
  }
  const attempt = attemptOf(shop.store, outTradeNo)
  const reply = shop.decisions.mayClose(attempt) ? await shop.gateway.close(outTradeNo) : undefined
  if (reply?.kind === 'answered' && reply.code === '10000')
    return settleUnpaid(shop, outTradeNo, 'CANCELLED')
  const isOpen = attemptOf(shop.store, outTradeNo).step !== 'ENDED'
  const closed = reply ? `, close: ${describe(reply)}` : ''
  if (isOpen) escalate(shop, outTradeNo, 'cancelled-in-vain', `cancel: ${refusal}${closed}`)
}
