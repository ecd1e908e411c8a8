// The back office: the independent manual query and the resolution of what was escalated (004:L177-183).
import type { TradeEvidence } from './classify.ts'
import type { Attempt, ManualItem, Sale } from './records.ts'
import { paidAtOf } from './query.ts'
import { confirmRefund, openRefund, reopenRefund } from './refund.ts'
import { startAttempt } from './run.ts'
import { settle } from './settle.ts'
import type { Shop } from './shop.ts'
import { saleStatus } from './sale-view.ts'

const SHOWN = {
  paid: 'PAID',
  waiting: 'PENDING',
  'closed-unpaid': 'UNPAID',
  'closed-refunded': 'REVERSED',
  revoked: 'REVERSED',
  'not-exist': 'UNPAID',
  refused: 'UNKNOWN',
  invalid: 'UNKNOWN',
  unknown: 'UNKNOWN',
} as const satisfies Record<TradeEvidence, string>

/** Asks the gateway whatever the books say, and lets a definite answer correct them. */
export async function manualQuery(shop: Shop, outTradeNo: string): Promise<string> {
  if (shop.decisions.manualQueryAsks === 'books')
    return shop.store.attempts.get(outTradeNo)?.belief ?? 'UNKNOWN'
  const reply = await shop.gateway.query(outTradeNo)
  const evidence = shop.decisions.classifyQuery(reply)
  const attempt = shop.store.attempts.get(outTradeNo)
  if (attempt === undefined) return SHOWN[evidence]
  settle(shop, outTradeNo, evidence, paidAtOf(reply))
  if (attempt.belief === 'ESCALATED' && (evidence === 'waiting' || evidence === 'not-exist'))
    endNow(shop, attempt)
  await clearUpRefunds(shop, attempt)
  const sale = shop.store.sales.get(attempt.saleId)
  const definite = SHOWN[evidence] !== 'UNKNOWN'
  return definite && sale !== undefined && attempt.outTradeNo === sale.attempts.at(-1)
    ? shownFor(shop, sale, evidence)
    : SHOWN[evidence]
}

/** The gateway's word, in the finer terms of our own books where both agree. */
function shownFor(shop: Shop, sale: Sale, evidence: TradeEvidence): string {
  const status = saleStatus(shop.store, sale)
  return status === 'ESCALATED' || status === 'UNKNOWN' ? SHOWN[evidence] : status
}

/** The gateway is well again and nobody has paid: what could not be cancelled is cancelled now. */
function endNow(shop: Shop, attempt: Attempt): void {
  shop.store.attempts.put(attempt.outTradeNo, {
    ...attempt,
    step: 'CANCELLING',
    cancelSince: undefined,
  })
  shop.pauses.wake(attempt.outTradeNo)
  startAttempt(shop, attempt.outTradeNo)
}

/** Escalated refunds of the trade are asked for as well; a query moves no money. */
async function clearUpRefunds(shop: Shop, attempt: Attempt): Promise<void> {
  const open = shop.store.refunds
    .all()
    .filter((refund) => refund.outTradeNo === attempt.outTradeNo && refund.status === 'ESCALATED')
  for (const refund of open) await confirmRefund(shop, refund)
}

export type Resolution = 'confirm_and_refund' | 'accept' | 'close'

/** Whatever the human decided, the gateway is asked first; null when it gave no answer. */
export async function resolve(
  shop: Shop,
  outTradeNo: string,
  decision: Resolution,
): Promise<string | null> {
  const items = itemsOf(shop, outTradeNo)
  if (!shop.decisions.resolves) return 'ESCALATED'
  const reply = await shop.gateway.query(outTradeNo)
  const evidence = shop.decisions.classifyQuery(reply)
  const attempt = shop.store.attempts.get(outTradeNo)
  if (attempt === undefined || SHOWN[evidence] === 'UNKNOWN') return null
  settle(shop, outTradeNo, evidence, paidAtOf(reply))
  if (evidence === 'waiting' || evidence === 'not-exist') endNow(shop, attempt)
  if (decision === 'confirm_and_refund' && evidence === 'paid') sendBack(shop, outTradeNo, items)
  else await clearUpRefunds(shop, attempt)
  if (decision === 'accept') shop.store.manualItems.remove(outTradeNo)
  return SHOWN[evidence]
}

/** A refund that got stuck is sent again under its own number; otherwise all that is left goes back. */
function sendBack(shop: Shop, outTradeNo: string, items: ManualItem[]): void {
  const stuck = items.flatMap((item) => item.refundId ?? [])
  for (const refundId of stuck) reopenRefund(shop, refundId)
  if (stuck.length === 0) openRefund(shop, `resolve-${outTradeNo}`, outTradeNo)
}

export function itemsOf(shop: Shop, outTradeNo: string): ManualItem[] {
  return shop.store.manualItems.all().filter((item) => item.attempt === outTradeNo)
}
