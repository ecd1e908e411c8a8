// Faults on when and how often a call is executed, and on what happens just before it: the wire, and
// the books, in both versions of openapi.
import { describe, expect, test } from 'vitest'
import { booksOf, DIALECTS, speak } from '../testing/dialects.fixture.ts'
import { idle, openShop } from '../testing/shop.fixture.ts'
import { SECOND } from '../values/instant.ts'

const WHOLE = 8_888
const PAID = {
  status: 'TRADE_SUCCESS',
  totalFen: WHOLE,
  paidFen: WHOLE,
  earnedFen: WHOLE,
  sumFen: 0,
}
const RETURNED = {
  status: 'TRADE_CLOSED',
  totalFen: WHOLE,
  refundedFen: WHOLE,
  paidFen: 0,
  earnedFen: 0,
  sumFen: 0,
}

describe.each(DIALECTS)('%s', (dialect) => {
  const faulty = (fault: string, options = {}, op = 'PAY') => {
    const shop = openShop()
    const rule = shop.sandbox.faults.add({ fault, options, match: { op } })
    const causes = () =>
      shop.sandbox
        .trace()
        .of('commit')
        .map(({ cause }) => cause)
    return { shop, rule, causes, ...speak(shop, dialect) }
  }

  test.each([0, 3_000])('F14 PAY twice, %i ms apart: paid once, notified once', async (gapMs) => {
    const { shop, pay, causes } = faulty('F14', { gapMs })
    expect(await pay('o-1')).toMatchObject({ code: '10000' })
    await shop.pass(20 * SECOND)
    expect(booksOf(shop)).toEqual(PAID)
    expect(shop.received).toHaveLength(1)
    expect(causes()).toEqual(['PAY'])
    expect(shop.sandbox.trace().of('request')).toHaveLength(1)
  })

  test('F14 CANCEL twice: the money goes back once', async () => {
    const { shop, pay, cancel } = faulty('F14', {}, 'CANCEL')
    await pay('o-1')
    expect(await cancel('o-1')).toMatchObject({ code: '10000' })
    await shop.pass(SECOND)
    expect(booksOf(shop)).toEqual(RETURNED)
  })

  test('F14 REFUND twice under one number: refunded once', async () => {
    const { shop, pay, refund } = faulty('F14', { gapMs: 500 }, 'REFUND')
    await pay('o-1')
    expect((await refund('o-1')).fields.fund_change).toBe('Y')
    await shop.pass(SECOND)
    expect(booksOf(shop)).toMatchObject({
      ...PAID,
      refundedFen: 100,
      paidFen: 8_788,
      earnedFen: 8_788,
    })
  })

  test('F14: a first PAY that was refused can be paid by its copy', async () => {
    const { shop, pay, causes } = faulty('F14', { gapMs: 2_000 })
    const { buyerId } = shop.sandbox.buyers.list().at(-1) ?? { buyerId: '' }
    expect(await pay('o-1', { pays: 'no-money' })).toMatchObject({
      reason: 'ACQ.BUYER_BALANCE_NOT_ENOUGH',
    })
    shop.sandbox.balances.deposit({ owner: buyerId, amountFen: WHOLE })
    await shop.pass(2_000)
    expect(causes()).toEqual(['deposit', 'repeated PAY'])
    // What the buyer paid had come from the bank.
    expect(booksOf(shop)).toEqual({ ...PAID, paidFen: 0 })
  })

  test('F15: the cancel is executed first, and then the PAY, whose client has waited', async () => {
    const { shop, pay, cancel, causes } = faulty('F15')
    const paying = pay('o-1')
    await shop.pass(5 * SECOND)
    const cancelled = await cancel('o-1')
    expect(cancelled).toMatchObject({ code: '10000', fields: { out_trade_no: 'o-1' } })
    expect(cancelled.fields).not.toHaveProperty('action')
    expect(booksOf(shop).status).toBe('none')
    await shop.pass(1)
    expect(await paying).toMatchObject({ code: '10000', verified: true })
    expect(causes()).toEqual(['late PAY'])
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F15 where cancels leave tombstones: the late PAY is refused', async () => {
    const { shop, pay, cancel } = faulty('F15')
    shop.sandbox.options.set({ tombstone: true })
    const paying = pay('o-1')
    await idle()
    await cancel('o-1')
    await shop.pass(1)
    expect(await paying).toMatchObject({ reason: 'ACQ.TRADE_HAS_CLOSE' })
    expect(booksOf(shop)).toMatchObject({ status: 'none', paidFen: 0, sumFen: 0 })
  })

  test.each([
    ['rst', 'ECONNRESET'],
    ['fin', 'UND_ERR_SOCKET'],
  ])('F15 with answer=%s: the client hears nothing of its late payment', async (answer, code) => {
    const { shop, pay, cancel } = faulty('F15', { answer, deltaMs: 3_000 })
    await expect(pay('o-1')).rejects.toMatchObject({ cause: { code } })
    await cancel('o-1')
    await shop.pass(2_999)
    expect(booksOf(shop).status).toBe('none')
    await shop.pass(1)
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F15: nobody cancels; the PAY arrives in the end', async () => {
    const { shop, pay } = faulty('F15', { atLatestMs: 30_000 })
    const paying = pay('o-1')
    await shop.pass(30_000)
    expect(await paying).toMatchObject({ code: '10000' })
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F22: the buyer pays between the last query and the cancel, which gives it back', async () => {
    const { shop, pay, query, cancel, causes } = faulty('F22', {}, 'CANCEL')
    await pay('o-1', { pays: 'never' })
    expect((await query('o-1')).fields.trade_status).toBe('WAIT_BUYER_PAY')
    const heard = await cancel('o-1')
    expect(heard).toMatchObject({ code: '10000', fields: { action: 'refund', retry_flag: 'N' } })
    expect(causes()).toEqual(['PAY', 'buyer-pays', 'CANCEL'])
    expect(shop.sandbox.trace().of('buyer').at(-1)).toMatchObject({
      act: 'paid',
      outTradeNo: 'o-1',
    })
    expect(booksOf(shop)).toEqual(RETURNED)
  })

  test('F22 700 ms before the cancel: a query in between says paid', async () => {
    const { shop, pay, query, cancel } = faulty('F22', { beforeMs: 700 }, 'CANCEL')
    await pay('o-1', { pays: 'never' })
    const cancelling = cancel('o-1')
    await shop.pass(699)
    expect((await query('o-1')).fields.trade_status).toBe('TRADE_SUCCESS')
    await shop.pass(1)
    expect(await cancelling).toMatchObject({ verified: true, fields: { action: 'refund' } })
    expect(booksOf(shop)).toEqual(RETURNED)
  })

  test('F22 has nothing to do where the buyer has paid', async () => {
    const { shop, pay, cancel } = faulty('F22', {}, 'CANCEL')
    await pay('o-1')
    await cancel('o-1')
    expect(shop.sandbox.trace().of('fault')).toEqual([])
    expect(booksOf(shop)).toEqual(RETURNED)
  })

  test('F29: the buyer pays while a query is under way, which still says waiting', async () => {
    const { shop, pay, query } = faulty('F29', { replyAfterMs: 1_500 }, 'QUERY')
    await pay('o-1', { pays: 'never' })
    const asked = query('o-1')
    await shop.pass(1_000)
    expect(shop.sandbox.trace().deliveries.map(({ sent }) => sent.tradeStatus)).toEqual([
      'TRADE_SUCCESS',
    ])
    await shop.pass(500)
    expect((await asked).fields.trade_status).toBe('WAIT_BUYER_PAY')
    expect((await query('o-1')).fields.trade_status).toBe('TRADE_SUCCESS')
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F29 has nothing to do where the buyer has paid', async () => {
    const { shop, pay, query } = faulty('F29', {}, 'QUERY')
    await pay('o-1')
    expect((await query('o-1')).fields.trade_status).toBe('TRADE_SUCCESS')
    expect(shop.sandbox.trace().of('fault')).toEqual([])
  })

  test('F23: fund_change N, and the refund query shows the refund; refunded once', async () => {
    const { shop, pay, refund, refundQuery } = faulty('F23', {}, 'REFUND')
    await pay('o-1')
    expect(await refund('o-1')).toMatchObject({ code: '10000', fields: { fund_change: 'N' } })
    expect((await refundQuery('o-1')).fields).toMatchObject({ refund_status: 'REFUND_SUCCESS' })
    await refund('o-1')
    expect(booksOf(shop)).toMatchObject({
      ...PAID,
      refundedFen: 100,
      paidFen: 8_788,
      earnedFen: 8_788,
    })
  })

  test('F24: the books refuse refund and cancel until the money is back', async () => {
    const { shop, pay, refund, cancel } = faulty('F24', { untilMs: 30_000 }, 'REFUND')
    await pay('o-1')
    const refused = { reason: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' }
    expect(await refund('o-1')).toMatchObject(refused)
    expect(booksOf(shop)).toMatchObject({
      status: 'TRADE_SUCCESS',
      earnedFen: -100_000_000,
      sumFen: 0,
    })
    expect(await cancel('o-1')).toMatchObject(refused)
    await shop.pass(29_999)
    expect(await refund('o-1')).toMatchObject(refused)
    await shop.pass(1)
    expect(await refund('o-1')).toMatchObject({ code: '10000', fields: { fund_change: 'Y' } })
    expect(booksOf(shop)).toMatchObject({
      ...PAID,
      refundedFen: 100,
      paidFen: 8_788,
      earnedFen: 8_788,
    })
    expect(shop.sandbox.faults.list()[0]?.fired).toBe(1)
  })

  test('F05 executed later: the client waits in vain, the trade is paid', async () => {
    const { shop, pay } = faulty('F05', { executed: 'later', commitAfterMs: 2_000, forMs: 0 })
    const paying = pay('o-1')
    paying.catch(() => {})
    await shop.pass(1_999)
    expect(booksOf(shop).status).toBe('none')
    await shop.pass(60 * SECOND)
    expect(shop.sandbox.trace().of('end')).toEqual([])
    expect(booksOf(shop)).toEqual(PAID)
  })
})

test.each([
  ['F07', 'query'],
  ['F15', 'cancel'],
] as const)('%s: another merchant’s %s of the same number wakes nothing', async (fault, name) => {
  const shop = openShop()
  const app = shop.sandbox.apps.add('another merchant')
  shop.sandbox.faults.add({ fault, match: { op: 'PAY' } })
  const paying = speak(shop, 'openapi-v2').pay('o-1')
  paying.catch(() => {})
  await idle()
  const other = speak({ ...shop, app }, 'openapi-v2')
  await other[name]('o-1')
  await shop.pass(30 * SECOND)
  expect(booksOf(shop).status).toBe('none')
  await shop.pass(30 * SECOND)
  expect(booksOf(shop)).toMatchObject({ status: 'TRADE_SUCCESS', paidFen: WHOLE, sumFen: 0 })
})

test('F24: a stranger who names another’s trade moves nobody’s money', async () => {
  const shop = openShop()
  const app = shop.sandbox.apps.add('another merchant')
  await speak(shop, 'openapi-v2').pay('o-1')
  const trade_no = shop.sandbox.trades.get('o-1')?.tradeNo
  shop.sandbox.faults.add({ fault: 'F24' })
  const before = shop.sandbox.balances.list()
  const { say } = speak({ ...shop, app }, 'openapi-v2')
  expect(await say('cancel', { trade_no })).toMatchObject({ reason: 'ACQ.TRADE_NOT_EXIST' })
  expect(shop.sandbox.balances.list()).toEqual(before)
})

test('a client that leaves while its call is held up is written down as gone, and pays all the same', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F15', options: { atLatestMs: 20_000 } })
  const leave = new AbortController()
  const { fetch } = shop.sandbox
  shop.sandbox.fetch = (request) => fetch(new Request(request, { signal: leave.signal }))
  const paying = speak(shop, 'openapi-v2').pay('o-1')
  paying.catch(() => {})
  await shop.pass(3 * SECOND)
  leave.abort()
  await expect(paying).rejects.toThrow('abort')
  const [end] = shop.sandbox.trace().of('end')
  expect(end).toMatchObject({ by: 'client', elapsedMs: 3_000, deliveredBytes: 0 })
  await shop.pass(20 * SECOND)
  expect(booksOf(shop)).toEqual(PAID)
  expect(shop.sandbox.trace().of('end')).toHaveLength(1)
})
