// The request header that asks for faults: for this one request, and only where the sandbox allows it.
import { expect, test } from 'vitest'
import { ask, restRequest } from '../testing/rest.fixture.ts'
import { commonParams, formPost, NOTIFY_URL, openShop, signed } from '../testing/shop.fixture.ts'

function openLenient(headerFaults = true) {
  const shop = openShop()
  shop.sandbox.options.set({ headerFaults })
  const { app, sandbox } = shop
  /** A payment whose request bears the header. */
  const pay = async (out_trade_no: string, header: string): Promise<Record<string, unknown>> => {
    const auth_code = sandbox.buyers.issueCode().authCode
    const order = { out_trade_no, auth_code, total_amount: '1.00', subject: 'tea' }
    const params = commonParams(app, 'alipay.trade.pay', order, { notify_url: NOTIFY_URL })
    const request = formPost(signed(app, params), { 'alipay-sim-fault': header })
    const reply = JSON.parse(await shop.text(request)) as Record<string, Record<string, unknown>>
    return reply.alipay_trade_pay_response ?? {}
  }
  return { ...shop, pay }
}

test('a fault strikes the request that asked for it and no other, with the options it names', async () => {
  const { pay, sandbox } = openLenient()
  expect(await pay('o-1', 'F02 code=40004 subCode=ACQ.SYSTEM_ERROR')).toMatchObject({
    code: '40004',
    sub_code: 'ACQ.SYSTEM_ERROR',
  })
  expect(sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
  expect(await pay('o-2', '')).toMatchObject({ code: '40002' })
  expect(await pay('o-2', 'f01')).toMatchObject({ code: '20000' })
  expect(sandbox.trades.get('o-2')).toBeUndefined()
  expect(sandbox.faults.list()).toEqual([])
  expect(sandbox.trace().of('fault')).toMatchObject([
    { rule: 'injected', catalogueId: 'F02', outTradeNo: 'o-1' },
    { rule: 'injected', catalogueId: 'F01', outTradeNo: 'o-2' },
  ])
})

test('it goes before the rules of the sandbox', async () => {
  const { pay, sandbox } = openLenient()
  sandbox.faults.add({ fault: 'F01' })
  expect(await pay('o-1', 'F02')).toMatchObject({ code: '20000' })
  // F01 stands at the stage before and would have kept the call from being executed.
  expect(sandbox.trades.get('o-1')).toBeUndefined()
  sandbox.faults.clear()
  sandbox.faults.add({ fault: 'F04', match: { count: 1 } })
  expect(await pay('o-2', 'F01')).toMatchObject({ code: '20000' })
  expect(sandbox.faults.list()).toMatchObject([{ hits: 0, fired: 0 }])
})

test('two faults of two stages compose, and one of notifications strikes one notification of the order', async () => {
  const { pay, pass, received, sandbox } = openLenient()
  const reply = await pay('o-1', 'F02, duplicate-notification copies=2 gapMs=0')
  expect(reply).toMatchObject({ code: '20000' })
  await pay('o-2', 'lose-notification')
  await pass(10_000)
  expect(received.map(({ fields }) => fields.out_trade_no)).toEqual(['o-1', 'o-1', 'o-1'])
  expect(sandbox.faults.list()).toMatchObject([
    { match: { outTradeNo: 'o-1', count: 1 }, fired: 1 },
    { match: { outTradeNo: 'o-2', count: 1 }, fired: 1 },
  ])
})

test.each([
  ['F99', 'there is no "F99"'],
  ['F02 executed', '"executed" is no option; write name=value'],
  ['F02 colour=red', 'options.colour'],
  ['F02, ', 'there is no ""'],
])('"%s" is refused in the shape of the gateway, and nothing is executed', async (header, says) => {
  const { pay, sandbox } = openLenient()
  expect(await pay('o-1', header)).toMatchObject({
    code: '40002',
    sub_code: 'isv.invalid-parameter',
    sub_msg: expect.stringMatching(/^alipay-sim-fault: /),
  })
  const { sub_msg: why } = await pay('o-1', header)
  expect(why).toContain(says)
  expect(sandbox.trades.list()).toEqual([])
})

test('a sandbox that does not allow it takes no notice of the header', async () => {
  const { pay, sandbox } = openLenient(false)
  expect(await pay('o-1', 'F01')).toMatchObject({ code: '10000' })
  expect(await pay('o-2', 'nonsense')).toMatchObject({ code: '10000' })
  expect(sandbox.trace().of('fault')).toEqual([])
})

test('in v3 it is the same header and the refusal is the v3 one', async () => {
  const shop = openLenient()
  const query = (header: string) =>
    ask(
      shop,
      restRequest(shop.app, {
        target: '/v3/alipay/trade/query',
        body: { out_trade_no: 'o-1' },
        headers: { 'alipay-sim-fault': header },
      }),
    )
  const refused = await query('F99')
  expect(refused).toMatchObject({ status: 400 })
  expect(refused.text).toContain('alipay-sim-fault: there is no')
  await expect(query('F03')).rejects.toThrow('fetch failed')
  expect(shop.sandbox.trace().of('fault')).toMatchObject([{ catalogueId: 'F03' }])
})
