// One call per operation of the control API that works, with the world it needs, for tests that
// walk the OpenAPI document.
import { commonParams, formPost, idle, signed } from '../testing/shop.fixture.ts'
import type { openControl } from '../testing/control.fixture.ts'

type Control = ReturnType<typeof openControl>

interface Given {
  params?: Record<string, string>
  query?: string
  body?: object
}

export type Sample = (control: Control) => Given | undefined | Promise<Given | undefined>

const plain: Sample = () => ({})
const bodied =
  (body: object): Sample =>
  () => ({ body })

const paid = async ({ shop }: Control) => {
  await shop.pay('o-1')
  await shop.pass(10_000)
}
const waiting = async ({ shop }: Control) => {
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('o-1', { auth_code: authCode })
}
/** The payment itself is not awaited: its answer is held. */
const held = async ({ shop }: Control) => {
  shop.sandbox.faults.add({ fault: 'breakpoint', match: { op: 'PAY', count: 1 } })
  shop.pay('o-1').catch(() => {})
  await idle()
}
const scannable = ({ shop }: Control) =>
  shop.trade('precreate', { out_trade_no: 'qr-1', total_amount: '9.90', subject: 'tea' })
const page = async ({ shop: { app, text } }: Control) => {
  const order = { out_trade_no: 'page-1', total_amount: '9.90', subject: 'tea' }
  const content = { ...order, product_code: 'FAST_INSTANT_TRADE_PAY' }
  const addresses = { return_url: 'http://shop.test/return' }
  await text(formPost(signed(app, commonParams(app, 'alipay.trade.page.pay', content, addresses))))
}

/** First the world, then the call. */
const after =
  (
    world: (control: Control) => Promise<unknown>,
    given: Given | ((control: Control) => Given) = {},
  ): Sample =>
  async (control) => {
    await world(control)
    return typeof given === 'function' ? given(control) : given
  }

const rule = { id: 'POLL-05', severity: 'critical', source: '000:L4', status: 'fail' }
const said = { en: 'so', zh: '如此' }

/** A report as `grade` writes it, in small. */
export const REPORT = {
  schemaVersion: 1,
  tool: { name: 'alipay-sim', version: '1.2.3' },
  verdict: 'not-ready',
  score: null,
  coverage: {
    critical: { exercised: 1, applicable: 50 },
    all: { exercised: 1, applicable: 100 },
  },
  reading: { id: 'default', follows: said },
  run: { merchant: 'node shop.js', seed: 's', scenarios: [{ id: 'S01', name: 'plain' }] },
  totals: { sales: 1, paidFen: 2_000, refundedFen: 0, netFen: 2_000, differing: 0 },
  money: [],
  rules: [{ ...rule, title: said, remedy: said, occurrences: [] }],
}

export const PROGRESS = {
  round: 1,
  done: 3,
  total: 10,
  what: 'S01 plain',
  leftMs: 60_000,
  scenarios: [{ id: 'S01', name: 'plain', sales: 10, done: 3, isBegun: true }],
}

const graded = ({ shop }: Control) => {
  shop.sandbox.grades.put('run-1', 'node shop.js', { progress: PROGRESS })
  return { params: { grade: 'run-1' } }
}

const firstNotice = ({ shop }: Control) => shop.sandbox.notifications.list()[0]?.notifyId ?? ''
const trade = 'o-1'
const today = '2026-01-05'

export const SAMPLES: Record<string, Sample> = {
  'GET /health': plain,
  'GET /openapi.json': plain,
  'GET /sandboxes': plain,
  'POST /sandboxes': bodied({ id: 'job-7', seed: 'nightly' }),
  'GET /sandboxes/{sandbox}': plain,
  'GET /profile': plain,
  'GET /reading': plain,
  'PUT /profile': bodied({ profile: 'mild' }),
  'POST /outage': bodied({ for: '20s' }),
  'DELETE /sandboxes/{sandbox}': async ({ directory }) => {
    await directory.create('job-7')
    return { params: { sandbox: 'job-7' } }
  },
  'GET /options': plain,
  'GET /policy': plain,
  'PATCH /policy': bodied({ tombstone: true }),
  'PUT /reading': bodied({ reading: 'seeds' }),
  'PATCH /options': bodied({ tombstone: true }),
  'GET /apps': plain,
  'POST /apps': bodied({ name: 'second shop' }),
  'POST /apps/{appId}/wechat-certificate': ({ shop }) => ({ params: { appId: shop.app.appId } }),
  'POST /apps/{appId}/certificates': ({ shop }) => ({ params: { appId: shop.app.appId } }),
  'GET /batches': plain,
  'PUT /apps/{appId}/seller-email': ({ shop }) => ({
    params: { appId: shop.app.appId },
    body: { sellerEmail: 'renamed@sandbox.com' },
  }),
  'PUT /apps/{appId}/encrypt-key': ({ shop }) => ({
    params: { appId: shop.app.appId },
    body: { encryptKey: null },
  }),
  'POST /apps/authorisations': ({ shop }) => ({
    body: { authAppId: shop.sandbox.apps.add('second shop').appId },
  }),
  'POST /apps/agent-tokens': ({ shop }) => ({
    body: { authAppId: shop.sandbox.apps.add('another').appId },
  }),
  'POST /buyers/authorisations': bodied({}),
  'POST /apps/authorisations/revoke': async ({ shop }) => {
    const authAppId = shop.sandbox.apps.add('second shop').appId
    const { code } = shop.sandbox.apps.authorise(authAppId)
    await shop.call('alipay.open.auth.token.app', { grant_type: 'authorization_code', code })
    return { body: { authAppId } }
  },
  'POST /buyers/authorisations/revoke': async ({ shop }) => {
    const { code } = shop.sandbox.apps.authoriseUser()
    const method = 'alipay.system.oauth.token'
    const params = { grant_type: 'authorization_code', code }
    await shop.text(formPost(signed(shop.app, commonParams(shop.app, method, {}, params))))
    return { body: {} }
  },
  'GET /trades': after(paid),
  'GET /trades/{trade}': after(paid, { params: { trade } }),
  'POST /trades/{trade}/age': after(paid, { params: { trade }, body: { by: '25h' } }),
  'POST /trades/{trade}/refund-outside': after(paid, {
    params: { trade },
    body: { amountFen: 1_000, reason: 'by the finance' },
  }),
  'GET /trades/{trade}/qr-code': after(scannable, { params: { trade: 'qr-1' } }),
  'GET /trades/{trade}/return': after(
    async (control) => {
      await page(control)
      control.shop.sandbox.buyers.confirm({ outTradeNo: 'page-1' })
    },
    { params: { trade: 'page-1' } },
  ),
  'GET /bills/file': after(paid, { query: `?date=${today}` }),
  'GET /bills/plants': ({ shop }) => {
    shop.sandbox.bills.plant({ plant: 'L04' })
    return {}
  },
  'GET /bills/plants/catalogue': plain,
  'POST /bills/plants': bodied({ plant: 'L04', date: today, options: { asks: 2 } }),
  'DELETE /bills/plants/{id}': ({ shop }) => ({
    params: { id: shop.sandbox.bills.plant({ plant: 'L04' }).id },
  }),
  'DELETE /bills/plants': plain,
  'GET /shop': plain,
  'GET /buyers': plain,
  'GET /buyers/bill': after(paid, { query: '?limit=5' }),
  'POST /buyers/codes': bodied({ pays: 'never' }),
  'POST /buyers/codes/refresh': ({ shop }) => ({
    body: { authCode: shop.sandbox.buyers.issueCode().authCode },
  }),
  'POST /buyers/claim': after(waiting, { body: { trade } }),
  'POST /buyers/scan-later': after(scannable, { body: { outTradeNo: 'qr-1', after: '40s' } }),
  'POST /buyers/scan': after(scannable, { body: { outTradeNo: 'qr-1' } }),
  'POST /buyers/confirm': after(page, { body: { outTradeNo: 'page-1' } }),
  'POST /buyers/pay': after(waiting, { body: { trade } }),
  'POST /buyers/close-cashier': after(waiting, { body: { trade } }),
  'POST /buyers/complain': after(paid, { body: { trade } }),
  'POST /buyers/settle-complaint': after(
    async (control) => {
      await paid(control)
      control.shop.sandbox.buyers.complain(trade)
    },
    { body: { trade } },
  ),
  'GET /balances': plain,
  'POST /balances/withdraw': ({ shop }) => ({ body: { owner: shop.app.pid, amountFen: 100 } }),
  'POST /balances/deposit': ({ shop }) => ({ body: { owner: shop.app.pid, amountFen: 100 } }),
  'GET /triggers': plain,
  'GET /clock': after(waiting),
  'POST /clock/advance': after(waiting, { body: { duration: '25h' } }),
  'POST /clock/day': after(waiting),
  'POST /clock/next': after(waiting),
  'POST /clock/until': after(waiting, { body: { condition: `trade ${trade} is TRADE_CLOSED` } }),
  'GET /clock/agenda': after(waiting, { query: `?limit=5&trade=${trade}` }),
  'GET /clock/expecting': after(waiting, { query: '?within=4h' }),
  'PUT /clock/rate': bodied({ rate: 60 }),
  'GET /faults': ({ shop }) => {
    shop.sandbox.faults.add({ fault: 'F02', match: { op: 'PAY', count: 1, from: 1 } })
    return {}
  },
  'GET /faults/catalogue': plain,
  'POST /faults': bodied({ fault: 'F02', match: { until: '2026-01-05 12:00' } }),
  'POST /faults/explain': ({ shop }) => {
    shop.sandbox.faults.add({ fault: 'F02', match: { op: 'QUERY' } })
    return { body: { op: 'PAY', amountFen: 100 } }
  },
  'POST /faults/{id}/pause': ({ shop }) => ({
    params: { id: shop.sandbox.faults.add({ fault: 'F02' }).id },
  }),
  'POST /faults/{id}/resume': ({ shop }) => ({
    params: { id: shop.sandbox.faults.add({ fault: 'F02' }).id },
  }),
  'GET /held': after(held),
  'POST /held/{exchange}/release': after(held, { params: { exchange: 'x1' } }),
  'POST /held/{exchange}/drop': after(held, { params: { exchange: 'x1' } }),
  'DELETE /faults/{id}': ({ shop }) => ({
    params: { id: shop.sandbox.faults.add({ fault: 'F02' }).id },
  }),
  'DELETE /faults': plain,
  'GET /notifications': after(paid),
  'GET /notifications/{notifyId}': after(paid, (control) => ({
    params: { notifyId: firstNotice(control) },
  })),
  'POST /notifications/hurry': after(paid, { body: { trade, sends: 2 } }),
  'POST /notifications/silence': after(paid, { body: { trade } }),
  'POST /notifications/tell': () => ({
    body: {
      protocol: 'wechat-v3',
      outTradeNo: 'v3-1',
      url: 'http://shop.test/wechat',
      totalFen: 1,
    },
  }),
  'POST /notifications/inject': after(paid, { body: { outTradeNo: trade, fault: 'N05' } }),
  'POST /notifications/{notifyId}/resend': after(paid, (control) => ({
    params: { notifyId: firstNotice(control) },
  })),
  'GET /journal': after(paid),
  'GET /journal/bounds': plain,
  'PUT /journal/bounds': bodied({ age: '7d', entries: 1_000 }),
  'POST /journal/prune': bodied({ entries: 1_000 }),
  'GET /journal/success-rate': after(paid),
  'POST /till': ({ shop }) => {
    const { authCode } = shop.sandbox.buyers.issueCode()
    return { body: { op: 'PAY', outTradeNo: 'till-1', amountFen: 888, authCode } }
  },
  'GET /grades': (control) => {
    graded(control)
    return {}
  },
  'POST /grades': bodied(REPORT),
  'GET /grades/{grade}': async (control) => {
    await control.call('PUT /grades/run-2', { merchant: 'node shop.js', report: REPORT })
    return { params: { grade: 'run-2' } }
  },
  'PUT /grades/{grade}': () => ({
    params: { grade: 'run-1' },
    body: { merchant: 'node shop.js', progress: PROGRESS },
  }),
  'DELETE /grades/{grade}': graded,
  'POST /explain': after(paid, { body: { exchange: 'x1' } }),
}
