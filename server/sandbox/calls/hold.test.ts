// A breakpoint from its side: an answer waits for a word, the client or the clock may be first, and the
// journal says how it ended.
import { expect, test } from 'vitest'
import { openBillShop } from '../../testing/bill-shop.fixture.ts'
import { MOST_HELD } from '../time/held.ts'
import {
  commonParams,
  formPost,
  idle,
  openShop,
  signed,
  type Shop,
} from '../../testing/shop.fixture.ts'

/** A payment whose answer nobody has seen yet. */
async function held(shop: Shop, outTradeNo = 'o-1', signal?: AbortSignal) {
  const { authCode } = shop.sandbox.buyers.issueCode()
  const order = { out_trade_no: outTradeNo, total_amount: '8.88', subject: 'tea' }
  const content = { ...order, scene: 'bar_code', auth_code: authCode }
  const params = signed(shop.app, commonParams(shop.app, 'alipay.trade.pay', content))
  const request = new Request(formPost(params), { signal })
  let seen: string | undefined
  const answer = shop.sandbox.fetch(request).then(
    async (reply) => (seen = await reply.text()),
    (error: Error) => (seen = `no answer: ${String(Reflect.get(error.cause ?? {}, 'code'))}`),
  )
  await idle()
  return { answer, seen: () => seen }
}

const breakpoint = (
  shop: Pick<Shop, 'sandbox'>,
  options = {},
  match: object = { op: 'PAY', count: 1 },
) => shop.sandbox.faults.add({ fault: 'breakpoint', options, match: { ...match } })

const waitIn = (shop: Shop, exchange: string) =>
  shop.sandbox.journal
    .since(0)
    .flatMap((one) => (one.kind === 'answer' && one.exchange === exchange ? [one] : []))
    .map(({ travel, hints }) => [travel, hints?.map(({ about }) => about).join()])

test('an answer waits until it is released; the money has moved meanwhile', async () => {
  const shop = openShop()
  breakpoint(shop)
  const payment = await held(shop)
  await shop.pass(12_000)
  expect(payment.seen()).toBeUndefined()
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
  const [waiting] = shop.sandbox.faults.held()
  expect(waiting).toMatchObject({ exchange: 'x1', op: 'PAY', outTradeNo: 'o-1', code: '10000' })
  expect(shop.sandbox.faults.list()).toMatchObject([{ hits: 1, fired: 1 }])

  shop.sandbox.faults.release('x1')
  expect(await payment.answer).toContain('"code":"10000"')
  expect(shop.sandbox.faults.held()).toEqual([])
  expect(waitIn(shop, 'x1')).toEqual([['whole', 'held for 12s, then released']])
  expect(shop.sandbox.trace().exchanges[0]?.result).toMatchObject({ code: '10000' })
})

test('other calls go on while one is held', async () => {
  const shop = openShop()
  breakpoint(shop)
  await held(shop)
  const { code, trade_status } = await shop.trade('query', { out_trade_no: 'o-1' })
  expect([code, trade_status]).toEqual(['10000', 'TRADE_SUCCESS'])
})

test('an answer that is dropped never arrives, and the books stay as they are', async () => {
  const shop = openShop()
  breakpoint(shop)
  const payment = await held(shop)
  shop.sandbox.faults.drop('x1')
  expect(await payment.answer).toBe('no answer: ECONNRESET')
  expect(waitIn(shop, 'x1')).toEqual([['reset', 'held for 0ms, then dropped: the line was reset']])
  expect(shop.sandbox.trades.get('o-1')?.status).toBe('TRADE_SUCCESS')
  expect(shop.sandbox.trace().exchanges[0]?.result).toBeUndefined()
})

test('a client that hangs up ends the wait', async () => {
  const shop = openShop()
  breakpoint(shop)
  const client = new AbortController()
  const payment = await held(shop, 'o-1', client.signal)
  await shop.pass(5_000)
  client.abort()
  await payment.answer
  await idle()
  expect(shop.sandbox.faults.held()).toEqual([])
  expect(waitIn(shop, 'x1')).toEqual([['hang', 'held for 5s, until the client hung up']])
  expect(shop.sandbox.trace().exchanges[0]).toMatchObject({ abortedByClient: true })
  expect(() => shop.sandbox.faults.release('x1')).toThrow('no answer of x1 is held; held now: none')
})

test('after the time that it says it goes by itself, as the agenda had foretold', async () => {
  const shop = openShop()
  breakpoint(shop, { for: '30s' })
  const payment = await held(shop)
  const planned = shop.sandbox.clock.agenda(10).find(({ what }) => what.includes('held'))
  expect(planned).toMatchObject({ what: 'the held answer of x1 is released', outTradeNo: 'o-1' })
  await shop.sandbox.clock.advance(30_000)
  expect(await payment.answer).toContain('"code":"10000"')
  expect(waitIn(shop, 'x1')[0]?.[1]).toContain('released by itself')
})

test('what is released leaves no job behind', async () => {
  const shop = openShop()
  breakpoint(shop)
  const payment = await held(shop)
  shop.sandbox.faults.release('x1')
  await payment.answer
  expect(shop.sandbox.clock.agenda(10).filter(({ what }) => what.includes('held'))).toEqual([])
})

test('no more than a hundred are held; the next goes at once, and the journal says why', async () => {
  const shop = openShop()
  breakpoint(shop, {}, { op: 'QUERY' })
  const ask = () => shop.trade('query', { out_trade_no: 'none' }).catch(() => {})
  for (let nth = 0; nth < MOST_HELD; nth++) void ask()
  await idle()
  expect(shop.sandbox.faults.held()).toHaveLength(MOST_HELD)
  await ask()
  const [passed] = waitIn(shop, `x${MOST_HELD + 1}`)
  expect(passed?.[0]).toBe('whole')
  expect(passed?.[1]).toContain(`not held: ${MOST_HELD} answers are held already`)
})

test('a sandbox that closes lets nobody wait', async () => {
  const shop = openShop()
  breakpoint(shop)
  const payment = await held(shop)
  shop.sandbox.close()
  expect(await payment.answer).toBe('no answer: ECONNRESET')
})

test('a call that a fault parked can be held as well, when its answer comes', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F15', match: { op: 'PAY', count: 1 } })
  breakpoint(shop)
  const payment = await held(shop)
  await shop.pass(60_000)
  expect(payment.seen()).toBeUndefined()
  shop.sandbox.faults.release('x1')
  expect(await payment.answer).toContain('"code":"10000"')
})

test('the file of a bill can be held', async () => {
  const shop = openBillShop()
  await shop.pay('o-1')
  await shop.nextDay()
  const link = await shop.link('trade', '2026-01-05')
  breakpoint(shop, {}, { op: 'BILLGET' })
  const file = shop.get(link)
  await idle()
  const [waiting] = shop.sandbox.faults.held()
  expect(waiting?.op).toBe('BILLGET')
  shop.sandbox.faults.release(waiting?.exchange ?? '')
  expect((await file).status).toBe(200)
})
