// Replies byte for byte: the one shape that every client accepts.
import { expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  openShop,
  signed,
  type Shop,
  type Taken,
} from '../../../testing/shop.fixture.ts'
import { MINUTE, SECOND } from '../../../values/instant.ts'

/** The reply's text with what the seed decides written as names. */
function plain(shop: Shop, { text, signature }: Taken): string {
  const { buyerId = '', logonId = '' } = shop.sandbox.buyers.list()[0] ?? {}
  const [trade] = shop.sandbox.trades.list()
  return text
    .replaceAll(signature ?? 'none', 'SIGN')
    .replaceAll(trade?.tradeNo ?? 'none', 'TRADE_NO')
    .replaceAll(buyerId, 'BUYER')
    .replaceAll(logonId.slice(0, 3), 'abc')
    .replace(/bax\d{5}[a-z0-9]{16}/, 'QR')
}

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '咖啡/茶' }
const code = (shop: Shop, pays: string) => shop.sandbox.buyers.issueCode({ pays }).authCode
const pay = (shop: Shop, pays = 'at-once') =>
  shop.call('alipay.trade.pay', { ...order, auth_code: code(shop, pays) })

const ZEROS = '"buyer_pay_amount":"0.00","invoice_amount":"0.00",'

test.each<[string, (shop: Shop) => Promise<Taken>, string]>([
  [
    'paid by code',
    (shop) => pay(shop),
    '{"alipay_trade_pay_response":{"code":"10000","msg":"Success","buyer_logon_id":"abc***@sandbox.com",' +
      '"buyer_pay_amount":"88.88","buyer_user_id":"BUYER","fund_bill_list":[{"amount":"88.88","fund_channel":"ALIPAYACCOUNT"}],' +
      '"gmt_payment":"2026-01-05 10:00:00","invoice_amount":"88.88","out_trade_no":"o-1","point_amount":"0.00",' +
      '"receipt_amount":"88.88","total_amount":"88.88","trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'the password is asked',
    (shop) => pay(shop, 'never'),
    '{"alipay_trade_pay_response":{"code":"10003","msg":" order success pay inprocess","buyer_logon_id":"abc***@sandbox.com",' +
      '"buyer_pay_amount":"0.00","buyer_user_id":"BUYER","invoice_amount":"0.00","out_trade_no":"o-1","point_amount":"0.00",' +
      '"receipt_amount":"0.00","total_amount":"88.88","trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'a refused payment carries its zero amounts',
    (shop) => shop.call('alipay.trade.pay', order),
    '{"alipay_trade_pay_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.AUTH_TOKEN_IS_NOT_EXIST",' +
      '"sub_msg":"支付失败，建议顾客使用其他方式付款。",' +
      `${ZEROS}"out_trade_no":"o-1","point_amount":"0.00","receipt_amount":"0.00"},"sign":"SIGN"}`,
  ],
  [
    'a QR order, its slashes escaped',
    (shop) => shop.call('alipay.trade.precreate', order),
    '{"alipay_trade_precreate_response":{"code":"10000","msg":"Success","out_trade_no":"o-1",' +
      '"qr_code":"https:\\/\\/qr.alipay.com\\/QR"},"sign":"SIGN"}',
  ],
  [
    'a query of a paid trade',
    async (shop) => {
      await pay(shop)
      return shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
    },
    '{"alipay_trade_query_response":{"code":"10000","msg":"Success","buyer_logon_id":"abc***@sandbox.com",' +
      '"buyer_pay_amount":"88.88","buyer_user_id":"BUYER","buyer_user_type":"PRIVATE",' +
      '"fund_bill_list":[{"amount":"88.88","fund_channel":"ALIPAYACCOUNT"}],"invoice_amount":"88.88","out_trade_no":"o-1",' +
      '"point_amount":"0.00","receipt_amount":"88.88","send_pay_date":"2026-01-05 10:00:00","total_amount":"88.88",' +
      '"trade_no":"TRADE_NO","trade_status":"TRADE_SUCCESS"},"sign":"SIGN"}',
  ],
  [
    'a query of an unknown number',
    (shop) => shop.call('alipay.trade.query', { out_trade_no: 'o-9' }),
    '{"alipay_trade_query_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_NOT_EXIST",' +
      `"sub_msg":"交易不存在",${ZEROS}"out_trade_no":"o-9","point_amount":"0.00","receipt_amount":"0.00"},"sign":"SIGN"}`,
  ],
  [
    'a query after a cancel',
    async (shop) => {
      await pay(shop, 'never')
      await shop.call('alipay.trade.cancel', { out_trade_no: 'o-1' })
      return shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
    },
    '{"alipay_trade_query_response":{"code":"10000","msg":"Success","buyer_logon_id":"abc***@sandbox.com",' +
      '"buyer_pay_amount":"0.00","buyer_user_id":"BUYER","ext_infos":"{\\"action\\":\\"cancel\\"}","invoice_amount":"0.00",' +
      '"out_trade_no":"o-1","point_amount":"0.00","receipt_amount":"0.00","total_amount":"88.88","trade_no":"TRADE_NO",' +
      '"trade_status":"TRADE_CLOSED"},"sign":"SIGN"}',
  ],
  [
    'a cancel that gives the money back',
    async (shop) => {
      await pay(shop)
      return shop.call('alipay.trade.cancel', { out_trade_no: 'o-1' })
    },
    '{"alipay_trade_cancel_response":{"code":"10000","msg":"Success","action":"refund","out_trade_no":"o-1",' +
      '"retry_flag":"N","trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'a cancel of an unknown number: no action, no trade number',
    (shop) => shop.call('alipay.trade.cancel', { out_trade_no: 'o-9' }),
    '{"alipay_trade_cancel_response":{"code":"10000","msg":"Success","out_trade_no":"o-9","retry_flag":"N"},"sign":"SIGN"}',
  ],
  [
    'a close',
    async (shop) => {
      await pay(shop, 'never')
      return shop.call('alipay.trade.close', { out_trade_no: 'o-1' })
    },
    '{"alipay_trade_close_response":{"code":"10000","msg":"Success","out_trade_no":"o-1","trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'a close of a paid trade',
    async (shop) => {
      await pay(shop)
      return shop.call('alipay.trade.close', { out_trade_no: 'o-1' })
    },
    '{"alipay_trade_close_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.TRADE_STATUS_ERROR",' +
      '"sub_msg":"交易状态不合法","out_trade_no":"o-1"},"sign":"SIGN"}',
  ],
  [
    'the second refund: refund_fee is the sum of both',
    async (shop) => {
      await pay(shop)
      const part = { out_trade_no: 'o-1', refund_amount: '8.88' }
      await shop.call('alipay.trade.refund', { ...part, out_request_no: 'r-1' })
      return shop.call('alipay.trade.refund', { ...part, out_request_no: 'r-2' })
    },
    '{"alipay_trade_refund_response":{"code":"10000","msg":"Success","buyer_logon_id":"abc***@sandbox.com",' +
      '"buyer_user_id":"BUYER","fund_change":"Y","gmt_refund_pay":"2026-01-05 10:00:00","out_trade_no":"o-1",' +
      '"refund_fee":"17.76","send_back_fee":"0.00","trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'a refund of more than is left',
    async (shop) => {
      await pay(shop)
      const refund = { out_trade_no: 'o-1', refund_amount: '88.89', out_request_no: 'r-1' }
      return shop.call('alipay.trade.refund', refund)
    },
    '{"alipay_trade_refund_response":{"code":"40004","msg":"Business Failed","sub_code":"ACQ.REASON_TRADE_REFUND_FEE_ERR",' +
      '"sub_msg":"REASON_TRADE_REFUND_FEE_ERR","out_trade_no":"o-1","refund_fee":"0.00","send_back_fee":"0.00"},"sign":"SIGN"}',
  ],
  [
    'a refund query',
    async (shop) => {
      await pay(shop)
      const refund = { out_trade_no: 'o-1', refund_amount: 8.8, out_request_no: 'r-1' }
      await shop.call('alipay.trade.refund', { ...refund, refund_reason: '凉/了' })
      const asked = { out_trade_no: 'o-1', out_request_no: 'r-1' }
      return shop.call('alipay.trade.fastpay.refund.query', asked)
    },
    '{"alipay_trade_fastpay_refund_query_response":{"code":"10000","msg":"Success","out_request_no":"r-1","out_trade_no":"o-1",' +
      '"refund_amount":"8.80","refund_reason":"凉\\/了","refund_status":"REFUND_SUCCESS","total_amount":"88.88",' +
      '"trade_no":"TRADE_NO"},"sign":"SIGN"}',
  ],
  [
    'a refund query that finds nothing is an empty success',
    async (shop) => {
      await pay(shop)
      const asked = { out_trade_no: 'o-1', out_request_no: 'r-9' }
      return shop.call('alipay.trade.fastpay.refund.query', asked)
    },
    '{"alipay_trade_fastpay_refund_query_response":{"code":"10000","msg":"Success"},"sign":"SIGN"}',
  ],
])('%s', async (_situation, act, bytes) => {
  const shop = openShop()
  const reply = await act(shop)
  expect(plain(shop, reply)).toBe(bytes)
  expect(reply.verified).toBe(true)
})

test('a request signed with RSA gets a reply signed with RSA', async () => {
  const shop = openShop()
  const query = { out_trade_no: 'o-1' }
  expect(await shop.call('alipay.trade.query', query, { sign_type: 'RSA' })).toMatchObject({
    verified: true,
    node: { sub_code: 'ACQ.TRADE_NOT_EXIST' },
  })
})

test('HTTP 200, JSON called HTML, and a trace_id of at least 29 digits', async () => {
  const { sandbox, app } = openShop()
  const params = commonParams(app, 'alipay.trade.query', { out_trade_no: 'o-1' })
  const response = await sandbox.fetch(formPost(signed(app, params)))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html;charset=utf-8')
  expect(response.headers.get('trace_id')).toMatch(/^\d{29,}$/)
})

test('line separators are escaped, because clients in PHP write them so before they verify', async () => {
  const shop = openShop()
  await pay(shop)
  const refund = { out_trade_no: 'o-1', refund_amount: '1', out_request_no: 'r-1' }
  await shop.call('alipay.trade.refund', { ...refund, refund_reason: 'a\u2028b\u2029c' })
  const asked = { out_trade_no: 'o-1', out_request_no: 'r-1' }
  const { text, verified } = await shop.call('alipay.trade.fastpay.refund.query', asked)
  expect(text).toContain('"refund_reason":"a\\u2028b\\u2029c"')
  expect(verified).toBe(true)
})

test('after the buyer has paid, the query shows when', async () => {
  const shop = openShop()
  await pay(shop, 'after-password=8s')
  await shop.pass(MINUTE)
  const { node } = await shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
  expect(node).toMatchObject({
    trade_status: 'TRADE_SUCCESS',
    send_pay_date: '2026-01-05 10:00:08',
  })
  expect(shop.sandbox.clock.view().elapsedMs).toBe(60 * SECOND)
})

test('store and terminal come back in the query', async () => {
  const shop = openShop()
  const terminal = { store_id: 'S1', terminal_id: 'T1' }
  await shop.call('alipay.trade.pay', { ...order, ...terminal, auth_code: code(shop, 'at-once') })
  const { node } = await shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
  expect(node).toMatchObject(terminal)
})
