// Batches of refunds: what people ask for together, what became of each, and the same batch submitted again.
import type { Hono } from 'hono'
import { sendRefunds, submitAgain } from '../mapi/batches.ts'
import type { Refund } from '../records.ts'
import { recordRefund } from '../refund-books.ts'
import type { Shop } from '../shop.ts'
import { yuan } from '../yuan.ts'
import { bodyOf, refuse } from './answers.ts'
import { refundablePayment } from './back-office.ts'
import { batchInput, parse } from './input.ts'

export function serveBatches(app: Hono, shop: Shop): void {
  const path = '/conformance/batches'
  app.post(path, async (c) => {
    const input = parse(batchInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const { batch_id: batchId, items } = input.value
    if (refundsOf(shop, batchId).length > 0)
      return refuse(c, 409, 'this batch was asked for already', 'batch_id')
    for (const [place, { refund_id: refundId, sale_id: saleId, amount }] of items.entries()) {
      const found = refundablePayment(shop, saleId, amount)
      const opened =
        'reason' in found
          ? found
          : recordRefund(shop, refundId, found.outTradeNo, { amountFen: amount, batchId })
      if (opened !== null && !('reason' in opened)) continue
      for (const { refundId: sibling } of refundsOf(shop, batchId))
        shop.store.refunds.remove(sibling)
      const reason = opened?.reason ?? 'the refunds would exceed what was paid'
      return refuse(c, 409, reason, `items.${place}`)
    }
    void sendRefunds(
      shop,
      items.map(({ refund_id: refundId }) => refundId),
    )
    return c.json({}, 202)
  })
  app.get(`${path}/:id`, (c) => {
    const refunds = refundsOf(shop, c.req.param('id'))
    if (refunds.length === 0) return refuse(c, 404, 'no such batch', 'id')
    return c.json({ items: refunds.map(itemView) })
  })
  app.post(`${path}/:id/resubmit`, async (c) => {
    const refunds = refundsOf(shop, c.req.param('id'))
    if (refunds.length === 0) return refuse(c, 404, 'no such batch', 'id')
    const numbers = new Set(refunds.map(({ outRequestNo }) => outRequestNo))
    const known = [...numbers].filter((one) => shop.store.batches.get(one)?.state !== 'done')
    for (const batchNo of known)
      if (shop.store.batches.get(batchNo)) void submitAgain(shop, batchNo)
    return c.json({}, 202)
  })
}

function refundsOf({ store }: Shop, batchId: string): Refund[] {
  return store.refunds.all().filter((refund) => refund.batchId === batchId)
}

const itemView = ({ refundId, saleId, amountFen, status, outRequestNo }: Refund) => ({
  refund_id: refundId,
  sale_id: saleId,
  amount: yuan(amountFen),
  status,
  batch_no: outRequestNo,
})
