// The readings on which sources disagree: both settings of each option, seen from the wire.
import { describe, expect, test } from 'vitest'
import {
  commonParams,
  formPost,
  openShop,
  signed,
  type Params,
  type Shop,
} from '../../testing/shop.fixture.ts'
import { HOUR, MINUTE } from '../../values/instant.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })
const opened = (options: object): Shop => {
  const shop = openShop()
  shop.sandbox.options.set({ ...options })
  return shop
}
const neverPays = (shop: Shop, biz: Record<string, unknown> = {}) =>
  shop.pay('o-1', { auth_code: shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode, ...biz })

test.each([
  [false, { code: '10003' }],
  [true, fails('CONTEXT_INCONSISTENT')],
])('timeoutIsKeyData %s: the same order with another timeout', async (timeoutIsKeyData, then) => {
  const shop = opened({ timeoutIsKeyData })
  expect(await neverPays(shop, { timeout_express: '30m' })).toMatchObject({ code: '10003' })
  expect(await neverPays(shop, { timeout_express: '30m' })).toMatchObject({ code: '10003' })
  expect(await neverPays(shop, { timeout_express: '1h' })).toMatchObject(then)
})

test.each([
  [128, 128, { code: '10000' }],
  [128, 129, { ...fails('INVALID_PARAMETER'), sub_msg: expect.stringContaining('body：最长 128') }],
  [400, 400, { code: '10000' }],
  [400, 401, { ...fails('INVALID_PARAMETER'), sub_msg: expect.stringContaining('body：最长 400') }],
])('bodyChars %d: a body of %d characters', async (bodyChars, length, then) => {
  const shop = opened({ bodyChars })
  const body = '茶'.repeat(length)
  expect(await shop.pay('o-1', { body })).toMatchObject(then)
  await shop.pass(HOUR)
  expect(shop.received.map(({ fields }) => fields.body)).toEqual(
    then.code === '10000' ? [body] : [],
  )
})

test.each([
  ['two-decimals', '20.00', '20.00'],
  ['short', '20.00', '20'],
  ['short', '20.50', '20.50'],
] as const)('notifyAmounts %s: %s is told as %s', async (notifyAmounts, total_amount, shown) => {
  const shop = opened({ notifyAmounts })
  await shop.pay('o-1', { total_amount })
  await shop.pass(HOUR)
  expect(shop.received[0]).toMatchObject({
    fields: { total_amount: shown, receipt_amount: shown, buyer_pay_amount: total_amount },
  })
})

test.each([
  ['always', true],
  ['when-asked', false],
])('fundBill %s: fund_bill_list of pay and query', async (fundBill, shown) => {
  const shop = opened({ fundBill })
  expect('fund_bill_list' in (await shop.pay('o-1'))).toBe(shown)
  expect('fund_bill_list' in (await shop.trade('query', order))).toBe(shown)
  const query_options = ['fund_bill_list']
  expect(await shop.pay('o-2', { query_options })).toHaveProperty('fund_bill_list')
  expect(await shop.trade('query', { ...order, query_options })).toHaveProperty('fund_bill_list')
})

test.each([
  ['status-invalid', 'REASON_TRADE_STATUS_INVALID', '交易状态异常'],
  ['illegal-status', 'REASON_ILLEGAL_STATUS', '交易状态异常'],
  ['has-close', 'TRADE_HAS_CLOSE', '交易已经关闭'],
])('closeOfClosed %s: closing a closed trade gives %s', async (closeOfClosed, code, sub_msg) => {
  const shop = opened({ closeOfClosed })
  await neverPays(shop)
  expect(await shop.trade('close', order)).toMatchObject({ code: '10000' })
  expect(await shop.trade('close', order)).toMatchObject({ ...fails(code), sub_msg })
})

test.each([
  ['has-close', 'TRADE_HAS_CLOSE', '交易已关闭'],
  ['status-error', 'TRADE_STATUS_ERROR', '交易状态不合法'],
])('refundOfUnpaid %s: refunding what closed unpaid', async (refundOfUnpaid, code, sub_msg) => {
  const shop = opened({ refundOfUnpaid })
  await neverPays(shop)
  await shop.trade('close', order)
  const refund = { out_trade_no: 'o-1', refund_amount: '88.88' }
  expect(await shop.trade('refund', refund)).toMatchObject({ ...fails(code), sub_msg })
  // What was paid and refunded is closed, whatever the option says.
  await shop.pay('o-2')
  const second = { ...refund, out_trade_no: 'o-2', out_request_no: 'r1' }
  await shop.trade('refund', second)
  const again = { ...second, out_request_no: 'r2' }
  expect(await shop.trade('refund', again)).toMatchObject(fails('TRADE_HAS_CLOSE'))
})

test.each([
  ['fee-error', 'REASON_TRADE_REFUND_FEE_ERR', 'REASON_TRADE_REFUND_FEE_ERR'],
  ['not-equal-total', 'REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限'],
])('overRefund %s: refunding more than is left gives %s', async (overRefund, code, sub_msg) => {
  const shop = opened({ overRefund })
  await shop.pay('o-1')
  const refund = { out_trade_no: 'o-1', refund_amount: '88.89', out_request_no: 'r1' }
  expect(await shop.trade('refund', refund)).toMatchObject({ ...fails(code), sub_msg })
})

test.each([
  [false, { code: '10000' }],
  [true, { ...fails('INVALID_PARAMETER'), sub_msg: '参数无效（subject：不能含 /、=、&）' }],
])('strictSubjects %s: a subject with a slash', async (strictSubjects, then) => {
  const shop = opened({ strictSubjects })
  expect(await shop.pay('o-1', { subject: '咖啡/茶' })).toMatchObject(then)
  expect(await shop.pay('o-2', { subject: '咖啡' })).toMatchObject({ code: '10000' })
})

describe('strictSandbox: how long an order may wait', () => {
  const tooLong = { ...fails('INVALID_PARAMETER') }
  const page = (shop: Shop, biz: Params) => {
    const asked = { ...order, product_code: 'QUICK_WAP_WAY', ...biz }
    const params = commonParams(shop.app, 'alipay.trade.wap.pay', asked)
    return shop.sandbox.fetch(formPost(signed(shop.app, params)))
  }

  test('15 days as documented', async () => {
    const shop = openShop()
    expect(await neverPays(shop, { timeout_express: '15d' })).toMatchObject({ code: '10003' })
    await shop.pass(16 * HOUR)
    expect(await shop.trade('query', order)).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' })
  })

  test('15 hours as in the real sandbox, whether the order asks for more or says nothing', async () => {
    const shop = opened({ strictSandbox: true, orderTimeoutMs: 24 * HOUR })
    expect(await neverPays(shop, { timeout_express: '901m' })).toMatchObject(tooLong)
    const asked = { time_expire: '2026-01-06 01:00:01' }
    expect(await neverPays(shop, asked)).toMatchObject(tooLong)
    expect(await shop.trade('precreate', { ...order, timeout_express: '16h' })).toMatchObject(
      tooLong,
    )
    expect((await page(shop, { timeout_express: '16h' })).status).not.toBe(302)
    expect((await page(shop, { timeout_express: '15h' })).status).toBe(302)
    expect(await neverPays(shop)).toMatchObject({ code: '10003' })
    await shop.pass(15 * HOUR - MINUTE)
    expect(await shop.trade('query', order)).toMatchObject({ trade_status: 'WAIT_BUYER_PAY' })
    await shop.pass(2 * MINUTE)
    expect(await shop.trade('query', order)).toMatchObject({ trade_status: 'TRADE_CLOSED' })
  })
})

describe('buyerOpenId', () => {
  /** Everything that a merchant hears of one buyer, as one text. */
  async function heard(shop: Shop): Promise<string> {
    const buyerId = shop.sandbox.buyers.list()[0]?.buyerId ?? ''
    const { trade_no } = await shop.pay('o-1')
    const replies = [
      await neverPays(shop, { out_trade_no: 'o-2' }),
      await shop.trade('query', order),
      await shop.trade('orderinfo.sync', {
        trade_no,
        out_request_no: 's1',
        biz_type: 'CREDIT_AUTH',
        order_biz_info: '{"status":"COMPLETE"}',
      }),
      await shop.trade('refund', { trade_no, refund_amount: '1.00', out_request_no: 'r1' }),
    ]
    await shop.pass(MINUTE)
    const shown = JSON.stringify([replies, shop.received.map(({ fields }) => fields)])
    return shown.replaceAll(buyerId, 'BUYER')
  }

  test('false: by user id in every reply and notification', async () => {
    const shown = await heard(openShop())
    expect(shown.match(/"buyer_user_id":"BUYER"/g)).toHaveLength(4)
    expect(shown.match(/"buyer_id":"BUYER"/g)).toHaveLength(2)
    expect(shown).not.toContain('open_id')
  })

  test('true: by open_id, and the user id is told nowhere', async () => {
    const shown = await heard(opened({ buyerOpenId: true }))
    expect(shown.match(/"buyer_open_id":"\w+"/g)).toHaveLength(6)
    expect(shown).not.toContain('buyer_user_id')
    expect(shown).not.toContain('buyer_id')
    expect(shown).not.toContain('BUYER')
  })

  test('true: an order may be created for the open_id that replies tell', async () => {
    const shop = opened({ buyerOpenId: true })
    const { buyer_open_id } = await shop.pay('o-1')
    const created = { ...order, out_trade_no: 'o-2', buyer_open_id }
    expect(await shop.trade('create', created)).toMatchObject({ code: '10000' })
    expect(await shop.trade('query', { out_trade_no: 'o-2' })).toMatchObject({ buyer_open_id })
  })
})
