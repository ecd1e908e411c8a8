// Drives every open attempt from step to step, now and after a restart. The only place that loops them.
import { cancel, cancelFromQueue } from './cancel.ts'
import { openAttempt } from './open.ts'
import type { Attempt, Sale, Step } from './records.ts'
import { openRefund, resumeRefund } from './refund.ts'
import { ask, pay, poll } from './settle-barcode.ts'
import { confirm, precreate, show, watch } from './settle-qr.ts'
import { attemptOf, change } from './shop.ts'
import type { Shop } from './shop.ts'

const STEPS = {
  PAYING: pay,
  ASKING: ask,
  POLLING: poll,
  PRECREATING: precreate,
  SHOWING: show,
  CANCELLING: cancel,
  QUEUED: cancelFromQueue,
  WATCHING: watch,
  CONFIRMING: confirm,
} satisfies Record<Exclude<Step, 'ENDED'>, (shop: Shop, attempt: Attempt) => Promise<void>>

export function startAttempt(shop: Shop, outTradeNo: string): void {
  if (shop.busy.has(outTradeNo)) return
  shop.busy.add(outTradeNo)
  void runToTheEnd(shop, outTradeNo)
}

async function runToTheEnd(shop: Shop, outTradeNo: string): Promise<void> {
  try {
    for (;;) {
      const attempt = attemptOf(shop.store, outTradeNo)
      continueSale(shop, attempt)
      if (attempt.step === 'ENDED') return
      await STEPS[attempt.step](shop, attempt)
    }
  } finally {
    shop.busy.delete(outTradeNo)
  }
}

/** Starts what the end of this attempt makes room for. */
function continueSale(shop: Shop, attempt: Attempt): void {
  const sale = shop.store.sales.get(attempt.saleId)
  if (sale === undefined) return
  const { belief, outTradeNo } = attempt
  const isNewest = outTradeNo === sale.attempts.at(-1)
  if (isNewest && sale.payAgain !== undefined) {
    const definite = belief === 'UNPAID' || belief === 'REVERSED'
    if (definite) openAttempt(shop, sale.saleId, sale.payAgain.authCode)
    else if (belief === 'PAID') keepOrCharge(shop, sale, outTradeNo)
  }
  const newest = shop.store.sales.get(attempt.saleId)?.attempts.at(-1)
  if (newest !== undefined && newest !== outTradeNo) startAttempt(shop, newest)
}

/** The customer was to pay again, and the earlier attempt turns out paid: it is kept. */
function keepOrCharge(shop: Shop, sale: Sale, outTradeNo: string): void {
  if (shop.decisions.whenEarlierPaid === 'keep')
    shop.store.sales.put(sale.saleId, { ...sale, payAgain: undefined })
  else chargeThenRefund(shop, sale, outTradeNo, sale.payAgain?.authCode)
}

/** A second charge first, and the refund of the earlier one after it. */
export function chargeThenRefund(
  shop: Shop,
  sale: Sale,
  outTradeNo: string,
  authCode?: string,
): Attempt {
  const attempt = openAttempt(shop, sale.saleId, authCode)
  startAttempt(shop, attempt.outTradeNo)
  void shop.clock
    .sleep(shop.decisions.pollEveryMs)
    .then(() => openRefund(shop, `earlier-${outTradeNo}`, outTradeNo))
  return attempt
}

/** After a restart: every open attempt and refund goes on from what was written down. */
export function resume(shop: Shop): void {
  const { cancelSurvivesRestart } = shop.decisions
  for (const attempt of shop.store.attempts.all()) {
    const isCancel = attempt.step === 'CANCELLING' || attempt.step === 'QUEUED'
    if (isCancel && !cancelSurvivesRestart) continue
    // A pay that may have left before the crash has an unknown outcome: query first.
    if (attempt.step === 'PAYING' && attempt.sent > 0) {
      const troubleSince = attempt.troubleSince ?? shop.clock.now()
      change(shop, attempt.outTradeNo, 'PAYING', { step: 'ASKING', troubleSince })
    }
    startAttempt(shop, attempt.outTradeNo)
  }
  for (const refund of shop.store.refunds.all())
    if (refund.status === 'PENDING') resumeRefund(shop, refund)
}
