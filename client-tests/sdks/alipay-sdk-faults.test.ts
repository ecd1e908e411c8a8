// The official SDK in front of a gateway that misbehaves: what its caller gets to see, and what the
// journal says really happened.
import { performance } from 'node:perf_hooks'
import { AlipayRequestError } from 'alipay-sdk'
import { expect, it } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

it.each([
  ['F01', 'nothing happened', 'ACQ.TRADE_NOT_EXIST', undefined],
  ['F02', 'everything happened', undefined, 'TRADE_SUCCESS'],
])('20000 (%s), %s: only a query tells', async (fault, _, subCode, tradeStatus) => {
  const gateway = await openGateway()
  const { pay, query } = openClient(gateway)
  gateway.sandbox.faults.add({ fault, match: { op: 'PAY', count: 1 } })
  const reply = await pay('order-1')
  expect(reply).toMatchObject({ code: '20000', subCode: 'isp.unknow-error' })
  const found = await query('order-1')
  expect({ subCode: found.subCode, tradeStatus: found.tradeStatus }).toEqual({
    subCode,
    tradeStatus,
  })
})

it('a hanging gateway: the SDK throws within its own time-out, the journal says who hung up', async () => {
  const gateway = await openGateway()
  const { pay, query } = openClient(gateway, { timeout: 500 })
  const options = { executed: 'yes' }
  gateway.sandbox.faults.add({ fault: 'hang', options, match: { op: 'PAY', count: 1 } })
  const startedMs = performance.now()
  await expect(pay('order-1')).rejects.toThrow(AlipayRequestError)
  // Its HTTP client looks at its timers about once a second.
  expect(performance.now() - startedMs).toBeLessThan(3_000)

  const ends = await gateway.closed()
  expect(ends).toMatchObject([{ by: 'client', whole: false, deliveredBytes: 0 }])
  expect(await query('order-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
})

// Its HTTP client repeats a request after a reset (urllib: socketErrorRetry); only a proxyAgent of the
// shop's own can stop that. Read as a failed sale, this reply loses the shop a payment.
it('a reset before the reply: the SDK pays again, unasked, and the paid sale looks refused', async () => {
  const gateway = await openGateway()
  const { pay } = openClient(gateway)
  const options = { how: 'rst' }
  gateway.sandbox.faults.add({ fault: 'F03', options, match: { op: 'PAY', count: 1 } })
  const reply = await pay('order-1')
  expect(reply).toMatchObject({ code: '40004', subCode: 'ACQ.TRADE_HAS_SUCCESS' })

  const ends = await gateway.closed()
  expect(ends).toMatchObject([
    { by: 'gateway', whole: false },
    { by: 'gateway', whole: true },
  ])
  const [first, second] = gateway.entries('request')
  expect(second).toMatchObject({ op: 'PAY', ids: first?.ids, wire: { body: first?.wire.body } })
  expect(gateway.sandbox.trades.list()).toMatchObject([{ outTradeNo: 'order-1', totalFen: 8_888 }])
})
