// The merchant as a web application: the conformance adapter under /conformance and /notify for Alipay.
// Only translates between HTTP and the shop; every judgement is in the files it calls.
import { Hono } from 'hono'
import type { Context } from 'hono'
import * as v from 'valibot'
import {
  manualQueryInput,
  parse,
  payAgainInput,
  refundInput,
  resolveInput,
  saleInput,
} from './adapter-input.ts'
import { payAgain, sell, voidSale } from './cashier.ts'
import { exemplaryDecisions } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import { itemsOf, manualQuery, resolve } from './manual.ts'
import { receiveNotification } from './notification.ts'
import type { Config, Ports } from './ports.ts'
import type { ManualItem, Sale } from './records.ts'
import { openRefund, reopenRefund } from './refund.ts'
import { resume } from './run.ts'
import { saleStatus, saleView } from './sale-view.ts'
import { createPauses } from './shop.ts'
import type { Shop } from './shop.ts'
import { yuan } from './yuan.ts'

export interface Merchant {
  fetch(request: Request): Promise<Response>
  /** Continues what the store says was open; call it once after every start. */
  resume(): void
  /** What is being worked on right now: out_trade_no of attempts, `refund:<id>` of refunds. */
  openWork(): string[]
}

/** `bend` replaces single decisions of the exemplary merchant: mutants and guards are made of it. */
export function createMerchant(
  ports: Ports,
  config: Config,
  bend: Partial<Decisions> = {},
): Merchant {
  const shop: Shop = {
    ...ports,
    config,
    decisions: { ...exemplaryDecisions, ...bend },
    pauses: createPauses(ports.clock),
    busy: new Set(),
  }
  const app = new Hono()
  app.get('/conformance/capabilities', (c) => c.json(capabilities(config)))
  serveSales(app, shop)
  serveRefunds(app, shop)
  serveBackOffice(app, shop)
  app.post('/notify', async (c) => {
    // Nothing but the word itself may be on the page (004:L381-383).
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()))
    return c.text(receiveNotification(shop, form))
  })
  return {
    fetch: async (request) => app.fetch(request),
    resume: () => resume(shop),
    openWork: () => [...shop.busy],
  }
}

function capabilities(config: Config) {
  return {
    ready: true,
    families: ['O'],
    roles: ['merchant'],
    ops: ['PAY', 'PRECREATE', 'QUERY', 'CANCEL', 'CLOSE', 'REFUND', 'REFQUERY'],
    result_channel: config.resultChannel,
    time_scale: config.timeScale,
    client_timeout_ms: config.clientTimeoutMs,
    sellers: [config.sellerId],
    supports: { effects: true, restart: config.canRestart, recon: false, prompts: true },
  }
}

function serveSales(app: Hono, shop: Shop): void {
  app.post('/conformance/sales', async (c) => {
    const input = parse(saleInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const attempt = sell(shop, input.value)
    if (attempt === null) return refuse(c, 409, 'this sale has been started already', 'sale_id')
    return c.json({ attempt_id: attempt.outTradeNo }, 202)
  })
  app.get('/conformance/sales/:id', (c) => {
    const sale = saleIn(c, shop)
    return sale === undefined ? noSuchSale(c) : c.json(saleView(shop.store, sale))
  })
  app.post('/conformance/sales/:id/pay-again', async (c) => {
    const input = parse(payAgainInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const sale = saleIn(c, shop)
    if (sale === undefined) return noSuchSale(c)
    const authCode = input.value.auth_code
    if (sale.kind === 'barcode' && authCode === undefined)
      return refuse(c, 400, 'paying again takes a new code from the customer', 'auth_code')
    const answer = payAgain(shop, sale, authCode)
    if ('refused' in answer) return refuse(c, 409, answer.refused, 'id')
    return c.json({ attempt_id: answer.attemptId }, 202)
  })
  app.post('/conformance/sales/:id/cancel', (c) => {
    const sale = saleIn(c, shop)
    if (sale === undefined) return noSuchSale(c)
    voidSale(shop, sale)
    return c.json({}, 202)
  })
}

function serveRefunds(app: Hono, shop: Shop): void {
  app.post('/conformance/refunds', async (c) => {
    const input = parse(refundInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const { refund_id: refundId, sale_id: saleId, amount } = input.value
    const earlier = shop.store.refunds.get(refundId)
    if (earlier !== undefined) {
      const same = earlier.saleId === saleId && earlier.amountFen === amount
      if (!same) return refuse(c, 409, 'this refund exists with other contents', 'refund_id')
      // The same intent once more, after a failure: under its own number (000:L9).
      if (earlier.status === 'FAILED' && !reopenRefund(shop, refundId)) return tooMuch(c)
      return c.json({}, 202)
    }
    const sale = shop.store.sales.get(saleId)
    if (sale === undefined) return noSuchSale(c)
    const paid = paidAttempt(shop, sale)
    if (paid === undefined) return refuse(c, 409, 'the sale is not known to be paid', 'sale_id')
    if (!sale.refundable) return refuse(c, 409, 'the sale can no longer be refunded', 'sale_id')
    if (openRefund(shop, refundId, paid, amount) === null) return tooMuch(c)
    return c.json({}, 202)
  })
  app.get('/conformance/refunds/:id', (c) => {
    const refund = shop.store.refunds.get(c.req.param('id'))
    if (refund === undefined) return refuse(c, 404, 'no such refund', 'id')
    return c.json({ status: refund.status, amount: yuan(refund.amountFen) })
  })
}

function serveBackOffice(app: Hono, shop: Shop): void {
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

function paidAttempt(shop: Shop, sale: Sale): string | undefined {
  const status = saleStatus(shop.store, sale)
  if (status !== 'PAID' && status !== 'REFUNDED') return undefined
  return sale.attempts.find((no) => shop.store.attempts.get(no)?.belief === 'PAID')
}

function saleIn(c: Context, shop: Shop): Sale | undefined {
  return shop.store.sales.get(c.req.param('id') ?? '')
}

/** An empty body counts as an empty object; what is not JSON fails the schema with its reason. */
async function bodyOf(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return {}
  return v.is(jsonText, text) ? JSON.parse(text) : text
}

const jsonText = v.pipe(v.string(), v.parseJson())

function noSuchSale(c: Context) {
  return refuse(c, 404, 'no such sale', 'sale_id')
}

function tooMuch(c: Context) {
  return refuse(c, 409, 'the refunds would exceed what was paid', 'amount')
}

function refuse(c: Context, status: 400 | 404 | 409, reason: string, field: string) {
  return c.json({ reason, field }, status)
}
