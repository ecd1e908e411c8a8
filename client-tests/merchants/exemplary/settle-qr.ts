// A QR payment: shown until it expires, queried all the while, because notifications may be lost.
import { describe } from './classify.ts'
import { openAttempt } from './open.ts'
import type { Attempt } from './records.ts'
import { escalate, settle, settleUnpaid } from './settle.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

export async function precreate(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, saleId } = attempt
  if (attempt.wish !== undefined && attempt.sent === 0)
    return settleUnpaid(shop, outTradeNo, 'CANCELLED')
  // Sent before a restart and never answered: as unknown as a lost reply.
  if (attempt.sent > 0 && attempt.troubleSince === undefined) return freshNumber(shop, attempt)
  const sentAt = shop.clock.now()
  change(shop, outTradeNo, 'PRECREATING', {
    sent: attempt.sent + 1,
    sentAt,
    troubleSince: undefined,
  })
  const reply = await shop.gateway.precreate(attempt.order)
  if (reply.kind === 'unknown') return freshNumber(shop, attempt)
  const qrCode = reply.fields['qr_code']
  if (reply.code === '10000' && qrCode !== undefined) {
    const expiresAt = sentAt + qrMinutes(shop, saleId) * 60_000
    change(shop, outTradeNo, 'PRECREATING', { step: 'SHOWING', qrCode, expiresAt })
    return
  }
  const { everyMs, tries } = shop.decisions.throttledRetry
  if (reply.code !== '40005' || attempt.sent + 1 >= tries)
    return settleUnpaid(shop, outTradeNo, 'FAILED')
  // Throttled means not executed, so this number may be sent again.
  change(shop, outTradeNo, 'PRECREATING', { troubleSince: sentAt })
  await shop.pauses.pause(outTradeNo, everyMs)
}

/** 000:L18: a precreate with an unknown outcome is repeated under a new number; no QR was shown. */
async function freshNumber(shop: Shop, attempt: Attempt): Promise<void> {
  const { everyMs, forMs } = shop.decisions.precreateRetry
  const sale = shop.store.sales.get(attempt.saleId)
  const again = sale !== undefined && !sale.voided && shop.clock.now() - sale.openedAt < forMs
  if (again && sale.attempts.length > 1) await shop.pauses.pause(attempt.outTradeNo, everyMs)
  shop.store.transaction(() => {
    settleUnpaid(shop, attempt.outTradeNo, 'FAILED')
    if (again) openAttempt(shop, attempt.saleId)
  })
}

/** Before a buyer scans, the gateway does not know the number: that is no failure (004:L311-313). */
export async function show(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, expiresAt = attempt.openedAt } = attempt
  const { decisions, clock } = shop
  await shop.pauses.pause(outTradeNo, decisions.qrPollEveryMs)
  const before = attemptOf(shop.store, outTradeNo)
  if (before.step !== 'SHOWING') return
  if (before.wish === 'void') return cancelNow(shop, outTradeNo)
  const reply = await shop.gateway.query(outTradeNo)
  const current = attemptOf(shop.store, outTradeNo)
  if (current.step !== 'SHOWING') return
  const evidence = decisions.classifyQuery(reply)
  if (settle(shop, outTradeNo, evidence)) return
  const now = clock.now()
  if (evidence === 'unknown' || evidence === 'refused') {
    const troubleSince = current.troubleSince ?? now
    change(shop, outTradeNo, 'SHOWING', { troubleSince })
    const minuteOver = now - troubleSince >= decisions.queryRetry.forMs
    if (now >= expiresAt && minuteOver)
      escalate(shop, outTradeNo, 'asked-in-vain', `query: ${describe(reply)}`)
    return
  }
  change(shop, outTradeNo, 'SHOWING', { troubleSince: undefined })
  if (current.wish !== undefined || now >= expiresAt) cancelNow(shop, outTradeNo)
}

/** A QR cancelled before anybody scanned it is looked at once more when nobody can scan it any longer. */
export async function watch(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, expiresAt = attempt.openedAt } = attempt
  const waitMs = expiresAt - shop.clock.now()
  if (waitMs > 0) return shop.pauses.pause(outTradeNo, waitMs)
  await confirm(shop, attempt)
}

/** Money reported after the end is believed only when the gateway itself still says so. */
export async function confirm(shop: Shop, attempt: Attempt): Promise<void> {
  const { outTradeNo, step } = attempt
  const reply = await shop.gateway.query(outTradeNo)
  const evidence = shop.decisions.classifyQuery(reply)
  const now = shop.clock.now()
  if (settle(shop, outTradeNo, evidence)) return
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

/** timeout_express counts in whole minutes, so the QR lives a whole number of them. */
function qrMinutes(shop: Shop, saleId: string): number {
  return Math.max(1, Math.ceil((shop.store.sales.get(saleId)?.expiryS ?? 0) / 60))
}

function cancelNow(shop: Shop, outTradeNo: string): void {
  change(shop, outTradeNo, 'SHOWING', { step: 'CANCELLING', troubleSince: undefined })
}
