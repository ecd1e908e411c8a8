// The disk takes no writes for a while: nobody dies, nothing is lost, and everything goes on.
import { expect, test } from 'vitest'
import { openFullDisk } from '../testing/full-disk.fixture.ts'
import { restRequest, ask } from '../testing/rest.fixture.ts'
import { commonParams, formPost, idle, openShop, signed } from '../testing/shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'

/** Longer than the sandbox waits between two tries. */
const A_WHILE = 5 * SECOND

function open(answers?: Parameters<typeof openShop>[0]) {
  const { sql, disk } = openFullDisk()
  return { ...openShop({ ...answers, sql }), disk }
}

test('a call is answered as by a sick gateway, changes nothing, and works afterwards', async () => {
  const shop = open()
  await shop.pay('o-1')
  const before = shop.jsonl()
  shop.disk.isFull = true
  const refund = { out_trade_no: 'o-1', refund_amount: '1.00', out_request_no: 'r-1' }
  expect(await shop.trade('refund', refund)).toMatchObject({
    code: '20000',
    sub_code: 'aop.unknow-error',
  })
  const rest = await ask(
    shop,
    restRequest(shop.app, { target: '/v3/alipay/trade/query', body: { out_trade_no: 'o-1' } }),
  )
  expect(rest).toMatchObject({ status: 500, text: expect.stringContaining('unknow-error') })
  const page = commonParams(shop.app, 'alipay.trade.page.pay', { out_trade_no: 'o-2' })
  expect(await shop.text(formPost(signed(shop.app, page)))).not.toBe('')
  shop.disk.isFull = false
  expect(shop.jsonl()).toBe(before)
  expect(await shop.trade('refund', refund)).toMatchObject({ code: '10000', refund_fee: '1.00' })
  expect(shop.sandbox.trades.get('o-1')).toMatchObject({ refundedFen: 100 })
})

test('what is due in the background waits for the disk, and happens once', async () => {
  const shop = open()
  const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await shop.pay('o-1', { auth_code, timeout_express: '5m' })
  shop.disk.isFull = true
  await shop.pass(HOUR)
  expect(shop.sandbox.trades.get('o-1')).toMatchObject({ status: 'WAIT_BUYER_PAY' })
  // Tried again and again, and not without a pause.
  expect(shop.disk.refused).toBeGreaterThan(100)
  expect(shop.disk.refused).toBeLessThan(2 * (HOUR / SECOND))
  shop.disk.isFull = false
  await shop.pass(A_WHILE)
  expect(shop.sandbox.trades.get('o-1')).toMatchObject({ status: 'TRADE_CLOSED' })
  const closings = shop.sandbox.trace().of('commit')
  expect(closings.filter(({ events }) => events.includes('TradeClosed'))).toHaveLength(1)
})

test('a notification that was sent is not sent again because its answer could not be written', async () => {
  let answer = (_response: Response) => {}
  const shop = open({ answers: () => new Promise((resolve) => (answer = resolve)) })
  await shop.pay('o-1')
  await shop.pass(A_WHILE)
  expect(shop.received).toHaveLength(1)
  shop.disk.isFull = true
  answer(new Response('success'))
  await shop.pass(10 * MINUTE)
  shop.disk.isFull = false
  await shop.pass(HOUR)
  expect(shop.received).toHaveLength(1)
  const [reply] = shop.sandbox.trace().of('reply')
  expect(reply).toMatchObject({ acknowledged: true, status: 200 })
  expect(reply?.tookMs).toBeLessThan(A_WHILE)
  expect(shop.sandbox.notifications.list()).toMatchObject([{ state: 'acknowledged' }])
})

test('a notification that is due meanwhile is sent when the disk is back', async () => {
  const shop = open()
  await shop.pay('o-1')
  shop.disk.isFull = true
  await shop.pass(HOUR)
  expect(shop.received).toHaveLength(0)
  shop.disk.isFull = false
  await shop.pass(A_WHILE)
  expect(shop.received).toHaveLength(1)
})

test('an exchange that was open when the disk filled up is closed in the journal later', async () => {
  let finish = () => {}
  const signing = new Promise<void>((resolve) => (finish = resolve))
  const { sql, disk } = openFullDisk()
  const shop = openShop({ sql, sign: () => signing.then(() => 'c2lnbg==') })
  const params = commonParams(shop.app, 'alipay.trade.query', { out_trade_no: 'o-1' })
  const asked = shop.text(formPost(signed(shop.app, params)))
  await idle()
  disk.isFull = true
  finish()
  expect(await asked).toContain('"code":"20000"')
  const kinds = () => shop.sandbox.journal.since(0).map(({ kind }) => kind)
  expect(kinds()).toEqual(['request'])
  disk.isFull = false
  await shop.pass(A_WHILE)
  expect(kinds()).toEqual(['request', 'answer', 'end'])
  expect(shop.sandbox.journal.since(0).map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('options that could not be saved do not hold', () => {
  const shop = open()
  shop.disk.isFull = true
  expect(() => shop.sandbox.options.set({ tombstone: true })).toThrow('no space left')
  expect(shop.sandbox.options.get().tombstone).toBe(false)
})

test('a sandbox closes all the same', () => {
  const shop = open()
  shop.disk.isFull = true
  expect(() => shop.sandbox.close()).not.toThrow()
})
