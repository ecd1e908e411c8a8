// The same calls in both versions of openapi, for tests: what is asked for and what came back, in
// words that do not depend on the version. A reply that is none comes back as its bytes.
import { ask, restRequest } from './rest.fixture.ts'
import {
  commonParams,
  formPost,
  NOTIFY_URL,
  openShop,
  signed,
  takeApart,
  type Shop,
} from './shop.fixture.ts'

export const DIALECTS = ['openapi-v2', 'openapi-v3'] as const
export type Dialect = (typeof DIALECTS)[number]

export interface Heard {
  status: number
  text: string
  /** `10000` where v3 says 200. */
  code: string | undefined
  /** The sub_code, without the prefix that v3 leaves out. */
  reason: string | undefined
  fields: Record<string, unknown>
  verified: boolean
}

const PATHS = { 'refund.query': 'fastpay/refund/query' } as const

export function speak(shop: Shop, dialect: Dialect) {
  const say = (name: string, biz: Record<string, unknown>): Promise<Heard> =>
    dialect === 'openapi-v2' ? sayV2(shop, name, biz) : sayV3(shop, name, biz)
  return {
    say,
    pay: (outTradeNo: string, biz: Record<string, unknown> = {}) => {
      const { pays, ...rest } = biz
      const wanted = typeof pays === 'string' ? { pays } : {}
      const auth_code = shop.sandbox.buyers.issueCode(wanted).authCode
      const order = { out_trade_no: outTradeNo, total_amount: '88.88', subject: '一杯咖啡' }
      return say('pay', { ...order, scene: 'bar_code', auth_code, ...rest })
    },
    query: (outTradeNo: string) => say('query', { out_trade_no: outTradeNo }),
    cancel: (outTradeNo: string) => say('cancel', { out_trade_no: outTradeNo }),
    refund: (outTradeNo: string, refund_amount = '1.00', out_request_no = 'r-1') =>
      say('refund', { out_trade_no: outTradeNo, refund_amount, out_request_no }),
    refundQuery: (outTradeNo: string, out_request_no = 'r-1') =>
      say('refund.query', { out_trade_no: outTradeNo, out_request_no }),
  }
}

const bare = (subCode: unknown) =>
  typeof subCode === 'string' ? subCode.replace(/^(?:isv|isp|aop)\./, '') : undefined

async function sayV2(shop: Shop, name: string, biz: Record<string, unknown>): Promise<Heard> {
  const method = `alipay.trade.${name === 'refund.query' ? 'fastpay.refund.query' : name}`
  const params = signed(shop.app, commonParams(shop.app, method, biz, { notify_url: NOTIFY_URL }))
  const response = await shop.sandbox.fetch(formPost(params))
  const text = await response.text()
  const key = `${method.replaceAll('.', '_')}_response`
  const { status } = response
  if (!text.startsWith(`{"${key}":`) || !text.endsWith('}')) return noReply(status, text)
  const { node, verified } = takeApart(text, key, shop.app)
  return {
    status,
    text,
    code: String(node.code),
    reason: bare(node.sub_code),
    fields: node,
    verified,
  }
}

async function sayV3(shop: Shop, name: string, biz: Record<string, unknown>): Promise<Heard> {
  const path = name === 'refund.query' ? PATHS['refund.query'] : name
  const target = `/v3/alipay/trade/${path}`
  const body = { ...biz, notify_url: NOTIFY_URL }
  const auth = { timestamp: String(shop.time.wallMs()) }
  const { status, text, verified } = await ask(shop, restRequest(shop.app, { target, body, auth }))
  const fields = parsed(text)
  if (!fields) return noReply(status, text)
  const isError = status !== 200
  const code = isError ? undefined : '10000'
  return { status, text, code, reason: isError ? bare(fields.code) : undefined, fields, verified }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
}

const noReply = (status: number, text: string): Heard => ({
  status,
  text,
  code: undefined,
  reason: undefined,
  fields: {},
  verified: false,
})

/** The books of one order, and whether no fen was made or lost. */
export function booksOf({ sandbox }: Shop, outTradeNo = 'o-1') {
  const { status, refundedFen, totalFen } = sandbox.trades.get(outTradeNo) ?? {}
  const all = sandbox.balances.list()
  const of = (kind: string) =>
    all
      .filter(({ account }) => account.startsWith(kind))
      .reduce((sum, one) => sum + one.balanceFen, 0)
  return {
    status: status ?? 'none',
    ...(refundedFen ? { refundedFen } : {}),
    ...(totalFen ? { totalFen } : {}),
    /** What buyers have paid net, and what the seller has got. */
    paidFen: 400_000_000 - of('buyer:'),
    earnedFen: of('seller:') - 100_000_000,
    sumFen: all.reduce((sum, { balanceFen }) => sum + balanceFen, 0),
  }
}

/** The books after an order of 88.88, and after none. */
export const PAID = {
  status: 'TRADE_SUCCESS',
  totalFen: 8_888,
  paidFen: 8_888,
  earnedFen: 8_888,
  sumFen: 0,
}
export const NOTHING = { status: 'none', paidFen: 0, earnedFen: 0, sumFen: 0 }

/** Opens shops whose next payment, or another call, meets a fault. */
export const speakFaulty =
  (dialect: Dialect) =>
  (fault: string, options = {}, match: Record<string, unknown> = { count: 1 }) => {
    const shop = openShop()
    shop.sandbox.faults.add({ fault, options, match: { op: 'PAY', ...match } })
    const trace = () => shop.sandbox.trace()
    return { shop, trace, ...speak(shop, dialect) }
  }
