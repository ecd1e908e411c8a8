// The merchant as a web application: the conformance adapter under /conformance and /notify for Alipay.
// Only translates between HTTP and the shop; every judgement is in the files it calls.
import { Hono } from 'hono'
import { bodyOf, noSuchSale, refuse, saleIn } from './answers.ts'
import { serveBackOffice, serveRefunds } from './back-office.ts'
import { serveBatches } from './batches.ts'
import { parse, payAgainInput, saleInput } from './input.ts'
import { payAgain, sell, voidSale } from '../cashier.ts'
import { receiveFromAms } from '../ams/notification.ts'
import { decisionsAbroad, exemplaryDecisions } from '../decisions.ts'
import type { Decisions } from '../decisions.ts'
import { beatForEver } from '../heartbeat.ts'
import { judged } from '../judged-gateway.ts'
import { NOTIFY, PAGES, REFUND_NOTIFY, RETURN } from '../mapi/gateway.ts'
import { receiveBatchNews, receiveFromMapi } from '../mapi/news.ts'
import { payPage } from '../mapi/page.ts'
import { receiveNotification } from '../notification.ts'
import { receiveReturn } from '../web-return.ts'
import { sellersOf, walletsOf, type Config, type Ports } from '../ports.ts'
import { resume } from '../run.ts'
import { saleView } from '../sale-view.ts'
import { alert, createPauses } from '../shop.ts'
import type { Shop } from '../shop.ts'
import type { Wallet } from '../wallet.ts'

export interface Merchant {
  fetch(request: Request): Promise<Response>
  /** Continues what the store says was open; call it once after every start. */
  resume(): void
  /** What is being worked on right now: out_trade_no of attempts, `refund:<id>` of refunds. */
  openWork(): string[]
  /** Whether a sale, a refund, a batch of refunds or an order of this name is in its books. */
  knows(name: string): boolean
}

/** `bend` replaces single decisions of the exemplary merchant: mutants and guards are made of it. */
export function createMerchant(
  ports: Ports,
  config: Config,
  bend: Partial<Decisions> = {},
): Merchant {
  const isAbroad = walletsOf(config).includes('ams')
  const usual = isAbroad ? decisionsAbroad : exemplaryDecisions
  const decisions: Decisions = { ...usual, ...bend }
  const onInvalid = (op: string) => alert(shop, 'INVALID_PARAMETER', op)
  const shop: Shop = {
    ...ports,
    gateway: judged(ports.gateway, decisions, onInvalid),
    config,
    decisions,
    pauses: createPauses(ports.clock),
    busy: new Set(),
  }
  if (config.device === true) void beatForEver(shop)
  const app = new Hono()
  app.get('/conformance/capabilities', (c) => c.json(capabilities(shop)))
  serveSales(app, shop)
  serveRefunds(app, shop)
  serveBackOffice(app, shop)
  if (shop.mapi) serveOldGateway(app, shop)
  app.post('/notify', async (c) =>
    receiveNotification(shop, await c.req.text(), new URL(c.req.url).search.slice(1)),
  )
  app.post('/ams/notify', (c) => receiveFromAms(shop, c.req.raw))
  app.get('/return', (c) => c.text(receiveReturn(shop, new URL(c.req.url).search.slice(1))))
  return {
    fetch: async (request) => app.fetch(request),
    resume: () => resume(shop),
    openWork: () => [...shop.busy],
    knows: (name) =>
      [ports.store.sales, ports.store.refunds, ports.store.attempts].some((one) => one.get(name)) ||
      ports.store.refunds.all().some(({ batchId }) => batchId === name),
  }
}

/** Its page for the buyer's browser, and where it is told of payments and batches. */
function serveOldGateway(app: Hono, shop: Shop): void {
  serveBatches(app, shop)
  app.get(`${PAGES}:no`, (c) => payPage(shop, c.req.param('no')))
  app.post(NOTIFY, async (c) => receiveFromMapi(shop, await c.req.text()))
  app.post(REFUND_NOTIFY, async (c) => receiveBatchNews(shop, await c.req.text()))
  app.get(RETURN, (c) => c.text(receiveReturn(shop, new URL(c.req.url).search.slice(1))))
}

/** As the adapter's contract calls the gateways of a wallet. */
const FAMILY_OF = {
  alipay: 'O',
  wechat: 'W',
  ams: 'A',
  mapi: 'M',
} as const satisfies Record<Wallet, string>

function capabilities({ config }: Shop) {
  const { codesOnly, providerId, sellsForOthers = false } = config
  const tokenUrl = sellsForOthers ? config.tokenUrl : undefined
  const takes = walletsOf(config)
  // WeChat's gateway takes payment codes here, and has no heartbeat and no link to a bill; that of AMS has no bill.
  const takesAlipay = takes.includes('alipay')
  const takesWechat = takes.includes('wechat')
  const device = takesAlipay && config.device === true
  const showsCodes = codesOnly !== true && (takesAlipay || takes.includes('ams'))
  // The old gateway has a page and what comes after it.
  const isOld = takes.includes('mapi')
  const opening = isOld ? [] : showsCodes ? ['PAY', 'PRECREATE'] : ['PAY']
  const ending = isOld ? ['CLOSE'] : takesAlipay ? ['CANCEL', 'CLOSE'] : ['CANCEL']
  const bills = takesAlipay ? ['BILLURL', 'BILLGET'] : takesWechat ? ['BILLGET'] : []
  const isProvider = providerId !== undefined || tokenUrl !== undefined
  return {
    families: takes.map((wallet) => FAMILY_OF[wallet]),
    roles: [isProvider ? 'isv' : 'merchant'],
    ops: [
      ...opening,
      'QUERY',
      ...ending,
      'REFUND',
      ...(isOld ? [] : ['REFQUERY']),
      ...bills,
      ...(device ? ['HEARTBEAT'] : []),
    ],
    result_channel: config.resultChannel,
    time_scale: config.timeScale,
    device,
    item_campaign: config.itemCampaign ?? false,
    ...(isProvider && { isv: { provider_id: providerId, token_url: tokenUrl } }),
    sellers: sellersOf(config),
    client_timeout_ms: config.clientTimeoutMs,
    supports: {
      effects: true,
      restart: config.canRestart,
      recon: bills.length > 0,
      prompts: true,
    },
  }
}

/** One of its accounts, or that of a merchant who lets it act. */
const isOurs = ({ config, store }: Shop, sellerId: string): boolean =>
  sellersOf(config).includes(sellerId) || store.agentTokens.get(sellerId) !== undefined

function serveSales(app: Hono, shop: Shop): void {
  app.post('/conformance/sales', async (c) => {
    const input = parse(saleInput, await bodyOf(c))
    if (!input.ok) return c.json({ reason: input.reason, field: input.field }, 400)
    const { authCode } = input.value
    if (authCode !== undefined && !shop.decisions.acceptsAuthCode(authCode))
      return refuse(c, 400, 'this is no payment code', 'auth_code')
    const { sellerId } = input.value
    if (sellerId !== undefined && !isOurs(shop, sellerId))
      return refuse(c, 400, 'this is no account of ours', 'seller_id')
    const attempt = sell(shop, input.value)
    if (attempt === null) return refuse(c, 409, 'this sale has been started already', 'sale_id')
    return c.json({ attempt_id: attempt.outTradeNo }, 202)
  })
  app.get('/conformance/sales/:id', (c) => {
    const sale = saleIn(c, shop)
    return sale === undefined ? noSuchSale(c) : c.json(saleView(shop.store, shop.decisions, sale))
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
