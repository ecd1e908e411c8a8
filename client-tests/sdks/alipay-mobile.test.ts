// alipay-mobile, a community client of 2020, unmodified: it sends everything in the query string of
// a GET and believes every reply, but checks notifications. It cannot pay by code, so it sells by QR.
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { openGateway } from './open-gateway.fixture.ts'

type Fields = Record<string, string>

/** What is called of it here; the package ships no types. */
interface Client {
  tradePrecreate(order: Fields): Promise<{ data: Fields }>
  queryOrder(order: Fields): Promise<{ data: Fields }>
  cancelOrder(order: Fields): Promise<{ data: Fields }>
  tradeRefund(refund: Fields): Promise<{ data: Fields }>
  tradeRefundQuery(refund: Fields): Promise<{ data: Fields }>
  /** 0 for a notification validly signed, -2 (签名错误) for any other. */
  makeNotifyResponse(fields: Fields): { code: number }
}

const require = createRequire(import.meta.url)
const {
  default: AlipayMobile,
}: { default: new (options: object) => Client } = require('alipay-mobile')

async function openBoth() {
  const gateway = await openGateway()
  const { app, notifyUrl } = gateway
  const client = new AlipayMobile({
    app_id: app.appId,
    appPrivKeyFile: app.appPrivateKey,
    alipayPubKeyFile: app.alipayPublicKey,
    notify_url: notifyUrl,
    gatewayUrl: gateway.gateway,
  })
  return { ...gateway, client }
}

const ORDER = { out_trade_no: 'order-1', total_amount: '88.88', subject: '一杯咖啡 & 两块蛋糕' }

test('a QR order is scanned, notified, found paid and refunded in part', async () => {
  const { client, sandbox, pass, received, entries } = await openBoth()
  const { data: order } = await client.tradePrecreate(ORDER)
  expect(order).toMatchObject({ code: '10000', out_trade_no: 'order-1' })
  expect(entries('request')[0]?.wire.start).toMatch(/^GET /)

  sandbox.buyers.scan({ qrCode: order.qr_code ?? '' })
  await pass(5_000)
  expect(received).toHaveLength(1)
  const [fields = {}] = received
  expect(client.makeNotifyResponse({ ...fields })).toMatchObject({ code: 0 })
  const changed = { ...fields, total_amount: '88.89' }
  expect(client.makeNotifyResponse(changed)).toMatchObject({ code: -2 })

  const number = { out_trade_no: 'order-1' }
  const { data: found } = await client.queryOrder(number)
  expect(found).toMatchObject({ code: '10000', trade_status: 'TRADE_SUCCESS' })

  // This client sends the amount as a JSON number.
  const request = { ...number, out_request_no: 'r-1' }
  const { data: refund } = await client.tradeRefund({ ...request, refund_amount: '8.80' })
  expect(refund).toMatchObject({ code: '10000', fund_change: 'Y', refund_fee: '8.80' })
  const { data: refunded } = await client.tradeRefundQuery(request)
  expect(refunded).toMatchObject({ refund_status: 'REFUND_SUCCESS', refund_amount: '8.80' })
})

test('a paid order is cancelled, and the money goes back', async () => {
  const { client, sandbox } = await openBoth()
  const { data: order } = await client.tradePrecreate(ORDER)
  sandbox.buyers.scan({ qrCode: order.qr_code ?? '' })
  const { data: cancelled } = await client.cancelOrder({ out_trade_no: 'order-1' })
  expect(cancelled).toMatchObject({ code: '10000', action: 'refund', retry_flag: 'N' })
  expect(sandbox.trades.get('order-1')).toMatchObject({ refundedFen: 8_888 })
})

test('a number nobody sold under: the business error reaches the caller', async () => {
  const { client } = await openBoth()
  const { data } = await client.queryOrder({ out_trade_no: 'no-such-order' })
  expect(data).toMatchObject({ code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' })
})
