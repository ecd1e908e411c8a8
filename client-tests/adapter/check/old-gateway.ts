// The part of the adapter check about the old gateway: a sale must lead to a page, and batches of refunds must be known as
// calls. A page is not paid here, so of batches only the refusals are seen.
import { formatYuan, type Fen } from '../../../server/values/money.ts'
import { OPERATIONS } from '../operations.ts'
import { lookUntil, POINT_AT, ringUp, saleBody, type Stage } from './stage.ts'

const PAGE: Fen = 1_741

export async function checkOldGateway(stage: Stage): Promise<void> {
  const { probe } = stage
  const id = 'check-web'
  const order = { id, amountFen: PAGE, wallet: 'mapi' } as const
  if (!(await ringUp(stage, saleBody(stage, order, 'web')))) return
  await lookUntil(stage, id, {
    isThere: ({ payUrl }) => payUrl !== undefined,
    should: {
      en: 'must show pay_url: where the customer’s browser goes to pay',
      zh: '必须给出 pay_url，即顾客浏览器前往付款的地址',
    },
    remedy: POINT_AT,
  })
  await probe.ask(OPERATIONS.readBatch, [404], { path: '/batches/never-asked-for' })
  const item = { refund_id: 'check-batch-1', sale_id: 'never-rung-up', amount: formatYuan(1) }
  const body = { batch_id: 'check-batch', items: [item] }
  await probe.ask(OPERATIONS.refundBatch, [404, 409], { body })
  const path = '/batches/never-asked-for/resubmit'
  await probe.ask(OPERATIONS.resubmitBatch, [404, 409], { path, body: {} })
}
