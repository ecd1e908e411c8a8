// What biz_content must hold: a refusal names the field and says how to mend it.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'

const shop = openShop()

const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 's', auth_code: '281234' }
const refund = { out_trade_no: 'o-1', refund_amount: '1.00' }
const cases: [string, Record<string, unknown>, string][] = [
  ['pay', { ...order, out_trade_no: undefined }, 'out_trade_no：必填，未传'],
  ['pay', { ...order, out_trade_no: '' }, 'out_trade_no：必填，未传'],
  ['pay', { ...order, out_trade_no: null }, 'out_trade_no：必填，未传'],
  ['pay', { ...order, out_trade_no: 'a'.repeat(65) }, 'out_trade_no：最长 64 个字符'],
  ['pay', { ...order, out_trade_no: 'a b' }, 'out_trade_no：只能含字母、数字、下划线和连字符'],
  ['pay', { ...order, out_trade_no: {} }, 'out_trade_no：应为字符串'],
  ['pay', { ...order, subject: undefined }, 'subject：必填，未传'],
  ['pay', { ...order, subject: '长'.repeat(257) }, 'subject：最长 256 个字符'],
  ['pay', { ...order, total_amount: undefined }, 'total_amount：必填，未传'],
  [
    'pay',
    { ...order, total_amount: '1.001' },
    'total_amount：应为金额，单位元，最多两位小数，例如 "88.88"',
  ],
  [
    'pay',
    { ...order, total_amount: '-1' },
    'total_amount：应为金额，单位元，最多两位小数，例如 "88.88"',
  ],
  [
    'pay',
    { ...order, total_amount: '1e2' },
    'total_amount：应为金额，单位元，最多两位小数，例如 "88.88"',
  ],
  ['pay', { ...order, total_amount: [] }, 'total_amount：应为金额，单位元，例如 "88.88"'],
  [
    'pay',
    { ...order, discountable_amount: '0.50', undiscountable_amount: '0.40' },
    'total_amount：须等于 discountable_amount + undiscountable_amount',
  ],
  ['pay', { ...order, time_expire: 'tomorrow' }, 'time_expire：格式应为 yyyy-MM-dd HH:mm:ss'],
  [
    'pay',
    { ...order, timeout_express: '16d' },
    'timeout_express：应为 1m～15d，如 90m、2h、1d，或 1c',
  ],
  [
    'precreate',
    { ...order, qr_code_timeout_express: '1.5h' },
    'qr_code_timeout_express：应为 1m～15d，如 90m、2h、1d，或 1c',
  ],
  ['query', {}, 'out_trade_no：与 trade_no 二选一必填'],
  ['query', { trade_no: 'a'.repeat(65) }, 'trade_no：最长 64 个字符'],
  ['cancel', {}, 'out_trade_no：与 trade_no 二选一必填'],
  ['close', { out_trade_no: '' }, 'out_trade_no：与 trade_no 二选一必填'],
  ['refund', { ...refund, refund_amount: undefined }, 'refund_amount：必填，未传'],
  ['refund', { ...refund, refund_amount: '0' }, 'refund_amount：须大于 0'],
  ['refund', { ...refund, out_request_no: 'a'.repeat(65) }, 'out_request_no：最长 64 个字符'],
  ['fastpay.refund.query', { out_trade_no: 'o-1' }, 'out_request_no：必填，未传'],
]
test.each(cases)('%s with %o', async (name, biz, detail) => {
  const node = await shop.trade(name, biz)
  expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.INVALID_PARAMETER' })
  expect(node.sub_msg).toMatch(/^(参数无效|支付失败，交易参数异常.*\[INVALID_PARAMETER\])（/)
  expect(node.sub_msg).toContain(`（${detail}）`)
})

test.each(['null', '[]', '"x"', '1', 'true'])('biz_content %s is no object', async (biz) => {
  const { node } = await shop.call('alipay.trade.query', biz)
  expect(node.sub_msg).toBe('参数无效（biz_content：应为 JSON 对象）')
})

test('time_expire wins over timeout_express; numbers and empty options are taken', async () => {
  const biz = { out_trade_no: 20260105, total_amount: 1.1, subject: 7, seller_id: '' }
  const times = { time_expire: '2026-01-05 10:30', timeout_express: '', body: null }
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  expect(await shop.trade('pay', { ...biz, ...times, auth_code })).toMatchObject({
    code: '10003',
  })
  const trade = shop.sandbox.trades.get('20260105')
  expect(trade).toMatchObject({ totalFen: 110, subject: '7' })
  expect((trade?.expiresAt ?? 0) - (trade?.createdAt ?? 0)).toBe(30 * 60_000)
})
