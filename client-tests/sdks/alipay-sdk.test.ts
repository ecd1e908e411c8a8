// The official Node SDK, unmodified and checking every signature, buys, scans, cancels and refunds
// over a real socket.
import { describe, expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

async function openBoth() {
  const gateway = await openGateway()
  return { ...gateway, ...openClient(gateway) }
}

describe('paying', () => {
  test('a buyer who pays at once: the reply says 10000 and what was paid', async () => {
    const { pay, sandbox } = await openBoth()
    const reply = await pay('order-1')
    expect(reply).toMatchObject({
      code: '10000',
      msg: 'Success',
      outTradeNo: 'order-1',
      totalAmount: '88.88',
      buyerPayAmount: '88.88',
    })
    const trade = sandbox.trades.get('order-1')
    expect(trade).toMatchObject({ status: 'TRADE_SUCCESS', tradeNo: reply.tradeNo })
    expect(trade?.subject).toBe('一杯咖啡 & 两块"蛋糕"/份')
  })

  test('a buyer who must type the password: 10003, then queries until it is paid', async () => {
    const { pay, query, pass } = await openBoth()
    const first = await pay('order-1', 'after-password=8s')
    expect(first).toMatchObject({ code: '10003', outTradeNo: 'order-1' })

    const seen: string[] = []
    for (let polls = 0; polls < 5 && seen.at(-1) !== 'TRADE_SUCCESS'; polls++) {
      await pass(3_000)
      const { code, tradeStatus } = await query('order-1')
      expect(code).toBe('10000')
      seen.push(tradeStatus)
    }
    expect(seen).toEqual(['WAIT_BUYER_PAY', 'WAIT_BUYER_PAY', 'TRADE_SUCCESS'])
  })

  test('the code is not converted where the SDK is told to leave keys alone', async () => {
    const gateway = await openGateway()
    const { pay, query } = openClient(gateway, { camelcase: false })
    await pay('order-1')
    const reply = await query('order-1')
    expect(reply).toMatchObject({ out_trade_no: 'order-1', trade_status: 'TRADE_SUCCESS' })
    expect(reply).not.toHaveProperty('outTradeNo')
  })

  test('signed with RSA (SHA-1): both sides agree on the older algorithm', async () => {
    const gateway = await openGateway()
    const { pay, query } = openClient(gateway, { signType: 'RSA' })
    expect(await pay('order-1')).toMatchObject({ code: '10000' })
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
    const [request] = gateway.entries('request')
    expect(request?.wire.start).toContain('sign_type=RSA&')
  })
})

describe('QR orders', () => {
  test('are no trade until scanned, and paid once the buyer has paid', async () => {
    const { precreate, query, sandbox } = await openBoth()
    const { code, qrCode } = await precreate('order-1')
    expect(code).toBe('10000')
    expect(qrCode).toMatch(/^https:\/\/qr\.alipay\.com\//)
    expect(await query('order-1')).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })

    sandbox.buyers.scan({ qrCode, pays: 'never' })
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' })
    sandbox.buyers.pay('order-1')
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  })
})

describe('cancel and close', () => {
  test('cancelling a waiting trade closes it, and again says the same', async () => {
    const { pay, cancel, query } = await openBoth()
    await pay('order-1', 'never')
    const first = await cancel('order-1')
    expect(first).toMatchObject({ code: '10000', action: 'close', retryFlag: 'N' })
    const again = await cancel('order-1')
    expect(again).toMatchObject({ code: '10000', tradeNo: first.tradeNo, retryFlag: 'N' })
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_CLOSED' })
  })

  test('cancelling a paid trade gives the money back, once', async () => {
    const { pay, cancel, sandbox } = await openBoth()
    const before = sandbox.buyers.list()
    await pay('order-1')
    expect(sandbox.buyers.list()).not.toEqual(before)
    expect(await cancel('order-1')).toMatchObject({ code: '10000', action: 'refund' })
    expect(await cancel('order-1')).toMatchObject({ code: '10000' })
    expect(sandbox.buyers.list()).toEqual(before)
    expect(sandbox.trades.get('order-1')).toMatchObject({
      status: 'TRADE_CLOSED',
      refundedFen: 8_888,
    })
  })

  test('a waiting trade can be closed, a paid one cannot', async () => {
    const { pay, close, query } = await openBoth()
    await pay('waiting', 'never')
    expect(await close('waiting')).toMatchObject({ code: '10000', outTradeNo: 'waiting' })
    expect(await query('waiting')).toMatchObject({ tradeStatus: 'TRADE_CLOSED' })

    await pay('paid')
    const refused = await close('paid')
    expect(refused).toMatchObject({ code: '40004', msg: 'Business Failed' })
    expect(refused.subCode).toMatch(/^ACQ\./)
    expect(await query('paid')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  })
})

describe('refunds', () => {
  test('part, another part, the same part again, the rest: the sums add up', async () => {
    const { pay, refund, refundQuery, query } = await openBoth()
    await pay('order-1')
    const made = { code: '10000', fundChange: 'Y' }
    expect(await refund('order-1', 'r-1', '8.88')).toMatchObject({ ...made, refundFee: '8.88' })
    expect(await refund('order-1', 'r-2', '30.00')).toMatchObject({ ...made, refundFee: '38.88' })
    const again = await refund('order-1', 'r-2', '30.00')
    expect(again).toMatchObject({ code: '10000', fundChange: 'N', refundFee: '38.88' })
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })

    expect(await refund('order-1', 'r-3', '50.00')).toMatchObject({ ...made, refundFee: '88.88' })
    expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_CLOSED' })
    expect(await refundQuery('order-1', 'r-2')).toMatchObject({
      code: '10000',
      refundStatus: 'REFUND_SUCCESS',
      refundAmount: '30.00',
      totalAmount: '88.88',
    })
  })

  test('more than was paid is refused and moves nothing', async () => {
    const { pay, refund, refundQuery, sandbox } = await openBoth()
    await pay('order-1')
    const refused = await refund('order-1', 'r-1', '88.89')
    expect(refused).toMatchObject({ code: '40004', subCode: 'ACQ.REASON_TRADE_REFUND_FEE_ERR' })
    expect(await refundQuery('order-1', 'r-1')).not.toHaveProperty('refundStatus')
    expect(sandbox.trades.get('order-1')).toMatchObject({ refundedFen: 0, refunds: [] })
  })
})

describe('errors', () => {
  test.each([
    ['an order nobody opened', 'ACQ.TRADE_NOT_EXIST', 'at-once', 'no-such-order'],
    ['a buyer without money', 'ACQ.BUYER_BALANCE_NOT_ENOUGH', 'no-money', undefined],
    ['a code the gateway does not know', 'ACQ.PAYMENT_AUTH_CODE_INVALID', 'invalid', undefined],
  ])('%s: the business error surfaces as subCode %s', async (_, subCode, pays, queried) => {
    const { pay, query } = await openBoth()
    const reply = queried === undefined ? await pay('order-1', pays) : await query(queried)
    expect(reply).toMatchObject({ code: '40004', msg: 'Business Failed', subCode })
    expect(reply.subMsg).toMatch(/\p{Script=Han}/u)
  })

  test('a missing parameter is refused with its name', async () => {
    const { call } = await openBoth()
    const reply = await call('alipay.trade.precreate', { outTradeNo: 'order-1', subject: '咖啡' })
    expect(reply).toMatchObject({ code: '40004', subCode: 'ACQ.INVALID_PARAMETER' })
    expect(reply.subMsg).toContain('total_amount')
  })
})
