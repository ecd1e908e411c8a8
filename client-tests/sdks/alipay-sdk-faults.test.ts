// The official SDK in front of a gateway that misbehaves: what its caller gets to see, and what the
// journal says really happened.
import { performance } from 'node:perf_hooks'
import { AlipayRequestError } from 'alipay-sdk'
import { expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

test.each([
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

test('a hanging gateway: the SDK throws within its own time-out, the journal says who hung up', async () => {
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
// shop's own can stop that. The rule takes the repetition for the same call, or nothing would show.
test.each([
  ['F03', { how: 'rst' }, 'TRADE_SUCCESS'],
  ['F03', { how: 'fin' }, 'TRADE_SUCCESS'],
  ['F04', { how: 'rst' }, undefined],
  ['F07', {}, undefined],
  ['F08', {}, undefined],
  ['F09', {}, 'TRADE_SUCCESS'],
])(
  '%s %j once: the SDK sends the payment again, and its caller hears of neither',
  async (fault, options, status) => {
    const gateway = await openGateway()
    const { pay, query } = openClient(gateway)
    gateway.sandbox.faults.add({ fault, options, match: { op: 'PAY', count: 1 } })
    await expect(pay('order-1')).rejects.toThrow(AlipayRequestError)

    await gateway.closed()
    const [first, second, ...more] = gateway.entries('request')
    expect(second).toMatchObject({ op: 'PAY', ids: first?.ids, wire: { body: first?.wire.body } })
    expect(second?.wire.headers).toHaveProperty('x-urllib-retry-on-socket-error')
    expect(more).toEqual([])
    expect(gateway.sandbox.faults.list()).toMatchObject([{ hits: 1, fired: 1 }])
    expect((await query('order-1')).tradeStatus).toBe(status)

    // Used up: the shop's own second payment passes.
    await pay('order-2')
    expect(gateway.sandbox.trades.get('order-2')).toMatchObject({ status: 'TRADE_SUCCESS' })
  },
)

test('the journal says of the repetition what it is', async () => {
  const gateway = await openGateway()
  const { pay } = openClient(gateway)
  gateway.sandbox.faults.add({ fault: 'F04', match: { op: 'PAY', count: 1, nth: 1 } })
  await expect(pay('order-1')).rejects.toThrow(AlipayRequestError)
  const notes = gateway.entries('fault').map(({ note }) => note)
  expect(notes).toEqual([
    'silence: rst',
    'silence: rst, again for the repetition by the client’s library',
  ])
})
