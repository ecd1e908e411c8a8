// What the gateway does with orders and money, one row of the list of behaviours after another; each
// test names its row.
import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { DAY, HOUR, MINUTE } from '../../values/instant.ts'

const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡' }
const state = (shop: Shop, no = 'o-1') =>
  shop
    .trade('query', { out_trade_no: no })
    .then(({ trade_status, sub_code }) => (trade_status === undefined ? sub_code : trade_status))
const fails = (subCode: string) => ({ code: '40004', sub_code: `ACQ.${subCode}` })
const buyerIds = (shop: Shop) => shop.sandbox.buyers.list().map(({ buyerId }) => buyerId)
const code = (shop: Shop, pays = 'at-once') => shop.sandbox.buyers.issueCode({ pays }).authCode

describe('the answers of pay', () => {
  test('10000, then the same number again says that it is paid', async () => {
    const shop = openShop()
    expect(await shop.pay('o-1')).toMatchObject({ code: '10000', total_amount: '88.88' })
    expect(await shop.pay('o-1')).toMatchObject(fails('TRADE_HAS_SUCCESS'))
  })

  test('10003 is one trade however often it is asked for', async () => {
    const shop = openShop()
    const auth_code = code(shop, 'never')
    const first = await shop.pay('o-1', { auth_code })
    expect(first).toMatchObject({ code: '10003', buyer_pay_amount: '0.00' })
    expect(await shop.pay('o-1', { auth_code })).toEqual(first)
    expect(await shop.pay('o-1', { auth_code, total_amount: '1.00' })).toMatchObject(
      fails('CONTEXT_INCONSISTENT'),
    )
  })
})

describe('payment codes', () => {
  test('a code works once, and for two minutes', async () => {
    const shop = openShop()
    const [used, old] = [code(shop), code(shop)]
    await shop.pay('o-1', { auth_code: used })
    expect(await shop.pay('o-2', { auth_code: used })).toMatchObject(
      fails('PAYMENT_AUTH_CODE_INVALID'),
    )
    await shop.pass(3 * MINUTE)
    expect(await shop.pay('o-3', { auth_code: old })).toMatchObject(
      fails('PAYMENT_AUTH_CODE_INVALID'),
    )
  })

  test('a face pays by fp… and security_code, and only so', async () => {
    const shop = openShop()
    const face = `fp${'a1'.repeat(16)}z`
    shop.sandbox.buyers.issueCode({ authCode: face })
    const asBar = await shop.pay('o-1', { auth_code: face })
    expect(asBar).toMatchObject(fails('PAYMENT_AUTH_CODE_INVALID'))
    const asFace = await shop.pay('o-1', { auth_code: face, scene: 'security_code' })
    expect(asFace).toMatchObject({ code: '10000' })
    const digits = await shop.pay('o-2', { scene: 'security_code' })
    expect(digits).toMatchObject(fails('PAYMENT_AUTH_CODE_INVALID'))
    expect(await shop.pay('o-3', { scene: 'wave_code' })).toMatchObject({ code: '10000' })
  })
})

test('above 2000 yuan the password is asked for, or wherever the sandbox says', async () => {
  const shop = openShop()
  expect(await shop.pay('o-1', { total_amount: '2000.00' })).toMatchObject({ code: '10000' })
  expect(await shop.pay('o-2', { total_amount: '2000.01' })).toMatchObject({ code: '10003' })
  shop.sandbox.options.set({ passwordAboveFen: 0 })
  expect(await shop.pay('o-3', { total_amount: '0.01' })).toMatchObject({ code: '10003' })
})

describe('a QR order', () => {
  test('is no trade before the scan; the first who scans is the buyer', async () => {
    const shop = openShop()
    const { qr_code: qrCode } = await shop.trade('precreate', order)
    expect(await state(shop)).toBe('ACQ.TRADE_NOT_EXIST')
    const [first, second] = buyerIds(shop)
    const scan = (buyerId?: string) =>
      shop.sandbox.buyers.scan({ qrCode: String(qrCode), pays: 'never', buyerId })
    scan(first)
    expect(await state(shop)).toBe('WAIT_BUYER_PAY')
    expect(() => scan(second)).toThrow('BuyerNotMatch')
    expect(scan(first).buyerId).toBe(first)
  })

  test('is refused when the merchant asks for the same one again and again', async () => {
    const shop = openShop()
    for (let n = 0; n < 20; n++) {
      expect(await shop.trade('precreate', order)).toMatchObject({ code: '10000' })
    }
    expect(await shop.trade('precreate', order)).toMatchObject(
      fails('APPLY_PC_MERCHANT_CODE_ERROR'),
    )
  })
})

test('query takes either number, trade_no first, and knows no other', async () => {
  const shop = openShop()
  const { trade_no } = await shop.pay('o-1')
  await shop.pay('o-2', { total_amount: '1.00' })
  const found = await shop.trade('query', { trade_no, out_trade_no: 'o-2' })
  expect(found).toMatchObject({ out_trade_no: 'o-1', total_amount: '88.88' })
  expect(await shop.trade('query', { trade_no: '1', out_trade_no: 'o-2' })).toMatchObject(
    fails('TRADE_NOT_EXIST'),
  )
})

describe('cancel', () => {
  test('closes what waits, refunds what is paid, and says the same again', async () => {
    const shop = openShop()
    await shop.pay('o-1', { auth_code: code(shop, 'never') })
    await shop.pay('o-2')
    const cancel = (no: string) => shop.trade('cancel', { out_trade_no: no })
    expect(await cancel('o-1')).toMatchObject({ action: 'close', retry_flag: 'N' })
    const refunded = await cancel('o-2')
    expect(refunded).toMatchObject({ action: 'refund', retry_flag: 'N' })
    expect(await cancel('o-2')).toEqual(refunded)
    const { trade_no } = refunded
    const asked = { trade_no, out_request_no: trade_no }
    expect(await shop.trade('fastpay.refund.query', asked)).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
      refund_amount: '88.88',
    })
  })

  test('ends after 24 hours, or with the day; and may be for payment codes only', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    await shop.pass(DAY + MINUTE)
    const cancel = (no: string) => shop.trade('cancel', { out_trade_no: no })
    expect(await cancel('o-1')).toMatchObject(fails('TRADE_CANCEL_TIME_OUT'))
    shop.sandbox.options.set({ cancelWindow: 'same-day', cancelBarcodeOnly: true })
    await shop.pay('o-2')
    await shop.pass(15 * HOUR)
    expect(await cancel('o-2')).toMatchObject(fails('TRADE_CANCEL_TIME_OUT'))
    const [buyer_id] = buyerIds(shop)
    await shop.trade('create', { ...order, out_trade_no: 'o-3', buyer_id })
    expect(await cancel('o-3')).toMatchObject(fails('CANCEL_NOT_ALLOWED'))
  })
})

describe('refund', () => {
  test('by parts under numbers of their own; the sum is told, and never exceeds the payment', async () => {
    const shop = openShop()
    await shop.pay('o-1')
    const refund = (refund_amount: string, out_request_no?: string) =>
      shop.trade('refund', { out_trade_no: 'o-1', refund_amount, out_request_no })
    expect(await refund('8.88', 'r1')).toMatchObject({ fund_change: 'Y', refund_fee: '8.88' })
    expect(await refund('8.88', 'r1')).toMatchObject({ fund_change: 'N', refund_fee: '8.88' })
    expect(await refund('8.00', 'r1')).toMatchObject(fails('DISCORDANT_REPEAT_REQUEST'))
    expect(await refund('8.00')).toMatchObject(fails('REFUND_AMT_NOT_EQUAL_TOTAL'))
    expect(await refund('80.01', 'r2')).toMatchObject(fails('REASON_TRADE_REFUND_FEE_ERR'))
    expect(await refund('80.00', 'r3')).toMatchObject({ fund_change: 'Y', refund_fee: '88.88' })
    expect(await refund('0.01', 'r4')).toMatchObject(fails('TRADE_HAS_CLOSE'))
  })

  test('a sandbox as strict as the real one refunds the whole, once', async () => {
    const shop = openShop()
    shop.sandbox.options.set({ strictSandbox: true })
    await shop.pay('o-1')
    const part = { out_trade_no: 'o-1', refund_amount: '1.00', out_request_no: 'r1' }
    expect(await shop.trade('refund', part)).toMatchObject(fails('REFUND_AMT_NOT_EQUAL_TOTAL'))
    const whole = { ...part, refund_amount: '88.88' }
    expect(await shop.trade('refund', whole)).toMatchObject({ fund_change: 'Y' })
    expect(await shop.trade('query', part)).toMatchObject({ receipt_amount: '0.00' })
  })
})

test('a QR order that nobody scanned cannot be closed, and with tombstones that kills it', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ tombstone: true })
  const { qr_code: qrCode } = await shop.trade('precreate', order)
  expect(await shop.trade('close', order)).toMatchObject(fails('TRADE_NOT_EXIST'))
  expect(() => shop.sandbox.buyers.scan({ qrCode: String(qrCode) })).toThrow('AlreadyExpired')
})

test('an order closes by timeout_express, time_expire, the end of the day, or its product', async () => {
  const shop = openShop()
  const open = (no: string, biz = {}) => shop.pay(no, { auth_code: code(shop, 'never'), ...biz })
  await open('five', { timeout_express: '5m' })
  await open('at', { time_expire: '2026-01-05 10:30:00', timeout_express: '5m' })
  await open('plain')
  await open('day', { timeout_express: '1c' })
  const closed = async () => {
    const all = ['five', 'at', 'plain', 'day']
    const states = await Promise.all(all.map((no) => state(shop, no)))
    return all.filter((_no, place) => states[place] === 'TRADE_CLOSED')
  }
  await shop.pass(6 * MINUTE)
  expect(await closed()).toEqual(['five'])
  await shop.pass(25 * MINUTE)
  expect(await closed()).toEqual(['five', 'at'])
  await shop.pass(3 * HOUR)
  expect(await closed()).toEqual(['five', 'at', 'plain'])
  await shop.pass(11 * HOUR)
  expect(await closed()).toEqual(['five', 'at', 'plain', 'day'])
  const past = { time_expire: '2026-01-05 10:00:00' }
  expect(await open('past', past)).toMatchObject(fails('NOW_TIME_AFTER_EXPIRE_TIME_ERROR'))
})

test('malformed, changed, paid and closed are told apart; receivers and buyers too', async () => {
  const shop = openShop()
  expect(await shop.pay('a b')).toMatchObject(fails('INVALID_PARAMETER'))
  shop.sandbox.options.set({ strictNumbers: true })
  expect(await shop.pay('o-1')).toMatchObject(fails('INVALID_PARAMETER'))
  const [buyerId = ''] = buyerIds(shop)
  const seller_id = '2088721999999999'
  expect(await shop.pay('o1', { seller_id })).toMatchObject(fails('INVALID_RECEIVE_ACCOUNT'))
  shop.sandbox.options.set({ sellerIds: [seller_id, buyerId] })
  expect(await shop.pay('o1', { seller_id })).toMatchObject({ code: '10000' })
  expect(await shop.pay('o2', { seller_id: buyerId })).toMatchObject(fails('BUYER_SELLER_EQUAL'))
  const goods = { goods_id: 'g', goods_name: 'n', quantity: 1, price: '1.00' }
  const many = { goods_detail: Array.from({ length: 151 }, () => goods) }
  expect(await shop.pay('o2', many)).toMatchObject(fails('SUB_GOODS_SIZE_MAX_COUNT'))
})

test('a fault says that the result is unknown, or any failure with its live text', async () => {
  const shop = openShop()
  const unknown = {
    fault: 'unknown',
    options: { executed: true },
    match: { op: 'PAY', outTradeNo: 'o-1' },
  } as const
  shop.sandbox.faults.add(unknown)
  expect(await shop.pay('o-1')).toMatchObject({ code: '20000', sub_code: 'isp.unknow-error' })
  expect(await state(shop)).toBe('TRADE_SUCCESS')
  const failure = { fault: 'F19', options: { subCode: 'ACCESS_FORBIDDEN' } }
  shop.sandbox.faults.add({ ...failure, match: { op: 'PAY' } })
  expect(await shop.pay('o-2')).toMatchObject({
    ...fails('ACCESS_FORBIDDEN'),
    sub_msg:
      '支付失败，本商户没有权限使用该产品，请联系管理员处理，建议顾客使用其他方式付款。[ACCESS_FORBIDDEN]',
  })
  expect(await state(shop, 'o-2')).toBe('ACQ.TRADE_NOT_EXIST')
  expect(() =>
    shop.sandbox.faults.add({ fault: 'F19', options: { subCode: 'NO_SUCH_CODE' } }),
  ).toThrow('documents')
})

test('a product without refunds finishes when it is paid', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ refundable: false })
  await shop.pay('o-1')
  expect(await state(shop)).toBe('TRADE_FINISHED')
  const refund = { out_trade_no: 'o-1', refund_amount: '88.88' }
  expect(await shop.trade('refund', refund)).toMatchObject(fails('TRADE_HAS_FINISHED'))
  expect(await shop.trade('cancel', refund)).toMatchObject(fails('TRADE_HAS_FINISHED'))
})

test('the refund window ends after 12 months, or 90 days', async () => {
  const shop = openShop()
  await shop.pay('year')
  shop.sandbox.options.set({ refundWindow: '90d' })
  await shop.pay('quarter')
  await shop.pass(91 * DAY)
  expect(await state(shop, 'quarter')).toBe('TRADE_FINISHED')
  expect(await state(shop, 'year')).toBe('TRADE_SUCCESS')
  await shop.pass(275 * DAY)
  expect(await state(shop, 'year')).toBe('TRADE_FINISHED')
})
