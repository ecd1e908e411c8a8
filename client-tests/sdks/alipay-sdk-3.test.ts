// The official Node SDK of the generation before (3.6.2, on another HTTP client), unmodified: many
// shops still run it.
import alipaySdk3 from 'alipay-sdk-3'
import { expect, test } from 'vitest'
import { openGateway } from './open-gateway.fixture.ts'

async function openBoth() {
  const gateway = await openGateway()
  const { app, sandbox, notifyUrl } = gateway
  const sdk = new alipaySdk3.default({
    appId: app.appId,
    privateKey: app.appPrivateKey,
    keyType: 'PKCS8',
    alipayPublicKey: app.alipayPublicKey,
    gateway: gateway.gateway,
    camelcase: true,
  })
  const call = (method: string, bizContent: Record<string, string>) =>
    sdk.exec(method, { notifyUrl, bizContent }, { validateSign: true })
  const pay = (outTradeNo: string) => {
    const { authCode } = sandbox.buyers.issueCode()
    const order = { outTradeNo, totalAmount: '88.88', subject: '一杯咖啡 & 两块蛋糕' }
    return call('alipay.trade.pay', { ...order, scene: 'bar_code', authCode })
  }
  return { ...gateway, sdk, call, pay }
}

test('pays, is notified, queries and refunds', async () => {
  const { sdk, call, pay, pass, received, sandbox } = await openBoth()
  const paid = await pay('order-1')
  expect(paid).toMatchObject({ code: '10000', outTradeNo: 'order-1', totalAmount: '88.88' })
  expect(sandbox.trades.get('order-1')?.subject).toBe('一杯咖啡 & 两块蛋糕')

  await pass(5_000)
  expect(received).toHaveLength(1)
  const [fields = {}] = received
  expect(sdk.checkNotifySign(fields)).toBe(true)
  expect(sdk.checkNotifySign({ ...fields, total_amount: '88.89' })).toBe(false)

  const outTradeNo = 'order-1'
  const found = await call('alipay.trade.query', { outTradeNo })
  expect(found).toMatchObject({ code: '10000', tradeStatus: 'TRADE_SUCCESS' })

  const request = { outTradeNo, outRequestNo: 'r-1' }
  const refund = await call('alipay.trade.refund', { ...request, refundAmount: '8.80' })
  expect(refund).toMatchObject({ code: '10000', fundChange: 'Y', refundFee: '8.80' })
  const refunded = await call('alipay.trade.fastpay.refund.query', request)
  expect(refunded).toMatchObject({ refundStatus: 'REFUND_SUCCESS', refundAmount: '8.80' })
})

test('a number nobody sold under: the business error surfaces, validly signed', async () => {
  const { call } = await openBoth()
  const reply = await call('alipay.trade.query', { outTradeNo: 'no-such-order' })
  expect(reply).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_NOT_EXIST' })
})
