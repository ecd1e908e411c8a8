// A QR payment: shown until it expires, queried all the while, because notifications may be lost.
import { asksForQuery, describe, isRejected } from './classify.ts'
import { openAttempt, qrMinutes } from './open.ts'
import { paidAtOf } from './query.ts'
import type { Attempt } from './records.ts'
import { escalate, settle, settleUnpaid } from './settle.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

export async function precreate(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, saleId } = attempt
  if (attempt.wish !== undefined && attempt.sent === 0)
    return settleUnpaid(shop, outTradeNo, 'CANCELLED')
  // Sent before a restart and never answered: as unknown as a lost reply.
  if (attempt.sent > 0 && attempt.troubleSince === undefined) return afterUnknown(shop, attempt)
  const sentAt = shop.clock.now()
  change(shop, outTradeNo, 'PRECREATING', {
    sent: attempt.sent + 1,
    sentAt,
    troubleSince: undefined,
  })
  const { decisions } = shop
  const reply = await shop.gateway.precreate(attempt.order, decisions.sendsNotifyUrl('qr'))
  if (reply.kind === 'unknown') return afterUnknown(shop, attempt)
  const qrCode = reply.fields['qr_code']
  const sale = shop.store.sales.get(saleId)
  if (reply.code === '10000' && qrCode !== undefined && sale !== undefined) {
    const expiresAt = sentAt + qrMinutes(decisions, sale) * 60_000
    change(shop, outTradeNo, 'PRECREATING', { step: 'SHOWING', qrCode, expiresAt })
    return
  }
  // The number is in use, whatever for: this QR was never shown, so it gets a new number.
  if (asksForQuery(reply)) return freshNumber(shop, attempt)
  const { everyMs, tries } = decisions.rejectedRetry
  if (!isRejected(reply) || attempt.sent + 1 >= tries)
    return settleUnpaid(shop, outTradeNo, 'FAILED')
  // Rejected means not executed, so this number may be sent again.
  change(shop, outTradeNo, 'PRECREATING', { troubleSince: sentAt })
  await shop.pauses.pause(outTradeNo, everyMs)
}

async function afterUnknown(shop: Shop, attempt: Attempt): Promise<void> {
  const { precreateAfterUnknown, precreateRetry } = shop.decisions
  if (precreateAfterUnknown === 'fresh-number') return freshNumber(shop, attempt)
  if (precreateAfterUnknown === 'ask') {
    // 001:L41-43: asked for, and cancelled in the end; nobody has been shown its code.
    const troubleSince = shop.clock.now()
    change(shop, attempt.outTradeNo, 'PRECREATING', { step: 'ASKING', troubleSince })
    return
  }
  change(shop, attempt.outTradeNo, 'PRECREATING', { troubleSince: shop.clock.now() })
  await shop.pauses.pause(attempt.outTradeNo, precreateRetry.everyMs)
}

/** 000:L18: a precreate with an unknown outcome is repeated under a new number; no QR was shown. */
async function freshNumber(shop: Shop, attempt: Attempt): Promise<void> {
  const { everyMs, forMs } = shop.decisions.precreateRetry
  const sale = shop.store.sales.get(attempt.saleId)
  const again = sale !== undefined && !sale.voided && shop.clock.now() - sale.openedAt < forMs
  if (again && sale.attempts.length > 1) await shop.pauses.pause(attempt.outTradeNo, everyMs)
  shop.store.transaction(() => {
    settleUnpaid(shop, attempt.outTradeNo, 'FAILED')
    if (again) openAttempt(shop, attempt.saleId, sale.payAgain?.authCode)
  })
}

/** Before a buyer scans, the gateway does not know the number: that is no failure (004:L311-313). */
export async function show(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, expiresAt = attempt.openedAt } = attempt
  const { decisions, clock } = shop
  // A query without an answer is repeated as any other is, however seldom a QR is asked for (000:L17).
  const { qrPollEveryMs, queryRetry } = decisions
  const hadTrouble = attempt.troubleSince !== undefined
  const everyMs = hadTrouble ? Math.min(qrPollEveryMs, queryRetry.everyMs) : qrPollEveryMs
  await shop.pauses.pause(outTradeNo, everyMs)
  const before = attemptOf(shop.store, outTradeNo)
  if (before.step !== 'SHOWING') return
  if (before.wish === 'void') return end(shop, outTradeNo)
  const hasStopped = decisions.qrAfterUnknownQuery === 'stop' && before.troubleSince !== undefined
  if (!decisions.qrPolls || hasStopped) {
    if (before.wish !== undefined || clock.now() >= expiresAt) end(shop, outTradeNo)
    return
  }
  const reply = await shop.gateway.query(outTradeNo)
  const current = attemptOf(shop.store, outTradeNo)
  if (current.step !== 'SHOWING') return
  const evidence = decisions.classifyQuery(reply)
  if (settle(shop, outTradeNo, evidence, paidAtOf(reply))) return
  const now = clock.now()
  if (evidence === 'unknown' || evidence === 'refused') {
    const troubleSince = current.troubleSince ?? now
    change(shop, outTradeNo, 'SHOWING', { troubleSince })
    const minuteOver = now - troubleSince >= decisions.queryRetry.forMs
    if (now >= expiresAt && minuteOver)
      escalate(shop, outTradeNo, 'asked-in-vain', `query: ${describe(reply)}`)
    return
  }
  const shown = evidence === 'waiting' ? decisions.shownAfterWaiting : current.shown
  change(shop, outTradeNo, 'SHOWING', { troubleSince: undefined, shown })
  if (current.wish !== undefined || now >= expiresAt || evidence === 'invalid')
    return end(shop, outTradeNo)
  if (evidence === 'not-exist' && decisions.qrAfterNotExist === 'new-code')
    return showAnother(shop, current)
}

/** The QR before is left as it is, which is why this is not what a shop should do. */
function showAnother(shop: Shop, { outTradeNo, saleId }: Attempt): void {
  const sale = shop.store.sales.get(saleId)
  const livesMs = sale === undefined ? 0 : qrMinutes(shop.decisions, sale) * 60_000
  const isOver = sale === undefined || shop.clock.now() >= sale.openedAt + livesMs
  shop.store.transaction(() => {
    settleUnpaid(shop, outTradeNo, 'FAILED')
    if (!isOver) openAttempt(shop, saleId)
  })
}

/** A QR cancelled before anybody scanned it is looked at until nobody can scan it any longer. */
export async function watch(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, expiresAt = attempt.openedAt } = attempt
  if (!shop.decisions.qrEnding.heedsLateMoney) {
    change(shop, outTradeNo, 'WATCHING', { step: 'ENDED' })
    return
  }
  const waitMs = expiresAt - shop.clock.now()
  if (waitMs <= 0) return confirm(shop, attempt)
  await shop.pauses.pause(outTradeNo, Math.min(waitMs, shop.decisions.watchEveryMs))
  if (attemptOf(shop.store, outTradeNo).step !== 'WATCHING' || shop.clock.now() >= expiresAt) return
  const reply = await shop.gateway.query(outTradeNo)
  const evidence = shop.decisions.classifyQuery(reply)
  if (settle(shop, outTradeNo, evidence, paidAtOf(reply))) return
  // Somebody has scanned it after all: now there is a trade to cancel.
  if (evidence === 'waiting')
    change(shop, outTradeNo, 'WATCHING', { step: 'CANCELLING', cancelSince: undefined })
}

/** Money reported after the end is believed only when the gateway itself still says so. */
export async function confirm(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, step } = attempt
  const reply = await shop.gateway.query(outTradeNo)
  const evidence = shop.decisions.classifyQuery(reply)
  const now = shop.clock.now()
  if (settle(shop, outTradeNo, evidence, paidAtOf(reply))) return
  if (evidence === 'waiting') {
    change(shop, outTradeNo, step, { step: 'CANCELLING', cancelSince: undefined })
    return
  }
  if (evidence === 'not-exist') {
    change(shop, outTradeNo, step, { step: 'ENDED', troubleSince: undefined })
    return
  }
  const troubleSince = attempt.troubleSince ?? now
  const { everyMs, forMs } = shop.decisions.queryRetry
  if (now - troubleSince >= forMs)
    return escalate(shop, outTradeNo, 'cancelled-in-vain', `query: ${describe(reply)}`)
  change(shop, outTradeNo, step, { troubleSince })
  await shop.pauses.pause(outTradeNo, everyMs)
}

/** Nobody paid in time, or the cashier gave it up. */
function end(shop: Shop, outTradeNo: string): void {
  const { closes, heedsLateMoney } = shop.decisions.qrEnding
  // Whoever pays again must not be able to pay this one too (000:L40-42).
  if (closes || attemptOf(shop.store, outTradeNo).wish === 'pay-again') {
    change(shop, outTradeNo, 'SHOWING', { step: 'CANCELLING', troubleSince: undefined })
    return
  }
  settleUnpaid(shop, outTradeNo, 'CANCELLED', heedsLateMoney ? 'WATCHING' : 'ENDED')
}
