// The adapter's other half: refunds, and what people do behind the counter.
import type { Hono } from 'hono'
import { manualQueryInput, parse, reconcileInput, refundInput, resolveInput } from './input.ts'
import { bodyOf, refuse } from './answers.ts'
import { itemsOf, manualQuery, resolve } from '../manual.ts'
import { reconcile } from '../reconcile.ts'
import type { ManualItem, Sale } from '../records.ts'
import { refusalOf } from '../refund-books.ts'
import { openRefund, reopenRefund } from '../refund.ts'
import { saleStatus } from '../sale-view.ts'
import type { Shop } from '../shop.ts'
import { yuan } from '../yuan.ts'

export function serveRefunds(app: Hono, shop: Shop): void {
  app.post('/conformance/refunds', async (c) => {
    const input = parse(refundInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const { refund_id: refundId, sale_id: saleId, amount } = input.value
    const earlier = shop.store.refunds.get(refundId)
    if (earlier !== undefined) {
      const same = earlier.saleId === saleId && earlier.amountFen === amount
      if (!same) return refuse(c, 409, 'this refund exists with other contents', 'refund_id')
      // The same intent once more, after a failure: under its own number (000:L9).
      if (earlier.status === 'FAILED' && !reopenRefund(shop, refundId))
        return refuse(c, 409, 'others have been refunded meanwhile', 'amount')
      return c.json({}, 202)
    }
    const found = refundablePayment(shop, saleId, amount)
    if ('reason' in found) return refuse(c, found.status, found.reason, found.field)
    openRefund(shop, refundId, found.outTradeNo, { amountFen: amount })
    return c.json({}, 202)
  })
  app.get('/conformance/refunds/:id', (c) => {
    const refund = shop.store.refunds.get(c.req.param('id'))
    if (refund === undefined) return refuse(c, 404, 'no such refund', 'id')
    return c.json({ status: refund.status, amount: yuan(refund.amountFen) })
  })
}

export function serveBackOffice(app: Hono, shop: Shop): void {
  serveBooks(app, shop)
  app.post('/conformance/manual-query', async (c) => {
    const input = parse(manualQueryInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const status = await manualQuery(shop, input.value.out_trade_no)
    return c.json({ status, source: 'gateway' })
  })
  app.get('/conformance/manual-items', (c) => c.json(shop.store.manualItems.all().map(itemView)))
  app.post('/conformance/manual-items/:attempt/resolve', async (c) => {
    const input = parse(resolveInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const outTradeNo = c.req.param('attempt')
    if (itemsOf(shop, outTradeNo).length === 0) return refuse(c, 404, 'no such item', 'attempt')
    const status = await resolve(shop, outTradeNo, input.value.decision)
    if (status === null) return refuse(c, 409, 'the gateway gives no answer yet', 'attempt')
    return c.json({ status, source: 'gateway' }, 202)
  })
}

function serveBooks(app: Hono, shop: Shop): void {
  app.post('/conformance/reconcile', async (c) => {
    const input = parse(reconcileInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const found = await reconcile(shop, input.value.date)
    if ('refused' in found) return refuse(c, 409, found.refused, 'date')
    const { rows, discrepancies, cancelRefunds } = found
    return c.json({ rows, discrepancies, cancel_refunds: cancelRefunds })
  })
  app.get('/conformance/alerts', (c) =>
    c.json(
      shop.store.alerts.all().map(({ kind, about, at }) => ({
        kind,
        about,
        at: new Date(at).toISOString(),
      })),
    ),
  )
}

function itemView(item: ManualItem) {
  const { attempt, saleId, refundId, op, reason, at } = item
  return {
    attempt,
    sale_id: saleId,
    refund_id: refundId,
    op,
    reason,
    at: new Date(at).toISOString(),
  }
}

type Refusal = { status: 404 | 409; reason: string; field: string }

/** The payment that a refund of the sale goes against, or why none does. */
export function refundablePayment(
  shop: Shop,
  saleId: string,
  amountFen: number,
): { outTradeNo: string } | Refusal {
  const sale = shop.store.sales.get(saleId)
  if (sale === undefined) return { status: 404, reason: 'no such sale', field: 'sale_id' }
  const no = (reason: string, field: string) => ({ status: 409 as const, reason, field })
  const paid = paidAttempt(shop, sale)
  if (paid === undefined) return no('the sale is not known to be paid', 'sale_id')
  if (!sale.refundable) return no('the sale can no longer be refunded', 'sale_id')
  const refusal = refusalOf(shop, paid, amountFen)
  return refusal === undefined ? { outTradeNo: paid } : no(refusal, 'amount')
}

/** Nothing where the shop refunds no such sale. */
function paidAttempt({ decisions, store }: Shop, sale: Sale): string | undefined {
  if (!decisions.mayRefundSale(saleStatus(store, sale))) return undefined
  const isPaid = (no: string) => store.attempts.get(no)?.belief === 'PAID'
  return sale.attempts.find(isPaid) ?? sale.attempts.at(-1)
}
