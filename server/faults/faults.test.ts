// Each fault at the wire, and the books afterwards. A fault bends messages, never the books.
import { describe, expect, test } from 'vitest'
import { openShop, type Shop, type ShopOptions } from '../testing/shop.fixture.ts'
import { SECOND } from '../values/instant.ts'

type Rule = Parameters<Shop['sandbox']['faults']['add']>[0]

function faulty(fault: string, rule: Omit<Rule, 'fault'> = {}, options: ShopOptions = {}): Shop {
  const shop = openShop(options)
  shop.sandbox.faults.add({ fault, ...rule })
  return shop
}

const status = (shop: Shop, no = 'o-1') => shop.sandbox.trades.get(no)?.status ?? 'none'
const faultsOf = (shop: Shop) =>
  shop.sandbox
    .trace()
    .of('fault')
    .map(({ catalogueId }) => catalogueId)
const query = (shop: Shop, no = 'o-1') => shop.trade('query', { out_trade_no: no })

describe('F01 and F02: the gateway says that it does not know', () => {
  test.each([
    ['F01', 'PAY', 'none'],
    ['F02', 'PAY', 'TRADE_SUCCESS'],
  ])('%s on a payment: 20000, and the trade is %s', async (fault, op, after) => {
    const shop = faulty(fault, { match: { op, count: 1 } })
    expect(await shop.pay('o-1')).toEqual({
      code: '20000',
      msg: 'Service Currently Unavailable',
      sub_code: 'isp.unknow-error',
      sub_msg: '系统繁忙',
      buyer_pay_amount: '0.00',
      invoice_amount: '0.00',
      out_trade_no: 'o-1',
      point_amount: '0.00',
      receipt_amount: '0.00',
    })
    expect(status(shop)).toBe(after)
    expect(faultsOf(shop)).toEqual([fault])
  })

  test.each(['isp.unknow-error', 'ACQ.SYSTEM_ERROR', 'aop.unknow-error', 'AQC.SYSTEM_ERROR'])(
    'code 40004 with %s',
    async (subCode) => {
      const shop = faulty('F02', { options: { code: '40004', subCode }, match: { op: 'REFUND' } })
      await shop.pay('o-1')
      const refund = { out_trade_no: 'o-1', refund_amount: '1', out_request_no: 'r' }
      expect(await shop.trade('refund', refund)).toMatchObject({ code: '40004', sub_code: subCode })
      expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(100)
    },
  )

  test('a cancel with an unknown result says retry_flag Y', async () => {
    const shop = faulty('F01', { match: { op: 'CANCEL' } })
    await shop.pay('o-1')
    const cancelled = await shop.trade('cancel', { out_trade_no: 'o-1' })
    expect(cancelled).toMatchObject({ code: '20000', retry_flag: 'Y' })
    expect(status(shop)).toBe('TRADE_SUCCESS')
  })

  test('the reply of F01 is signed like any other', async () => {
    const shop = faulty('F01')
    const { verified } = await shop.call('alipay.trade.query', { out_trade_no: 'o-1' })
    expect(verified).toBe(true)
  })
})

describe('F03 and F04: the line breaks before the reply', () => {
  test.each([
    ['F03', 'rst', 'ECONNRESET', 'TRADE_SUCCESS'],
    ['F03', 'fin', 'UND_ERR_SOCKET', 'TRADE_SUCCESS'],
    ['F04', 'rst', 'ECONNRESET', 'none'],
    ['F04', 'fin', 'UND_ERR_SOCKET', 'none'],
  ])('%s by %s: %s, and the trade is %s', async (fault, how, code, after) => {
    const shop = faulty(fault, { options: { how }, match: { op: 'PAY', count: 1 } })
    await expect(shop.pay('o-1')).rejects.toMatchObject({ cause: { code } })
    expect(status(shop)).toBe(after)
    expect(shop.sandbox.trace().exchanges[0]?.result).toBeUndefined()
    expect(faultsOf(shop)).toEqual([fault])
    expect(await query(shop)).toMatchObject(
      after === 'none' ? { sub_code: 'ACQ.TRADE_NOT_EXIST' } : { trade_status: after },
    )
  })
})

describe('F05: the client is kept waiting', () => {
  test.each([
    ['no', 'none', 'none'],
    ['yes', 'TRADE_SUCCESS', 'TRADE_SUCCESS'],
    ['later', 'none', 'TRADE_SUCCESS'],
  ])('executed %s: at first %s, at last %s', async (executed, first, last) => {
    const options = { executed, forMs: executed === 'later' ? 0 : 9_000, commitAfterMs: 2_000 }
    const shop = faulty('F05', { options, match: { op: 'PAY' } })
    let ended = false
    const paying = shop.pay('o-1').catch((error: unknown) => {
      ended = true
      return error
    })
    await shop.pass(1_999)
    expect(status(shop)).toBe(first)
    await shop.pass(8_000)
    expect(status(shop)).toBe(last)
    // With executed=later the client waits for as long as it likes.
    expect(ended).toBe(executed !== 'later')
    if (executed !== 'later') await paying
    expect(shop.sandbox.trace().of('answer')).toMatchObject([{ travel: 'hang' }])
  })
})

describe('F07: the parked original comes after TRADE_NOT_EXIST', () => {
  test('four seconds after the merchant was told', async () => {
    const shop = faulty('F07', { match: { op: 'PAY', count: 1 } })
    await expect(shop.pay('o-1')).rejects.toThrow('fetch failed')
    await shop.pass(10 * SECOND)
    expect(await query(shop)).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
    await shop.pass(4 * SECOND - 1)
    expect(status(shop)).toBe('none')
    await shop.pass(1)
    expect(status(shop)).toBe('TRADE_SUCCESS')
    expect(shop.sandbox.trace().of('commit').at(-1)).toMatchObject({ cause: 'late PAY' })
  })

  test('at the latest after a minute, even if nobody asks', async () => {
    const shop = faulty('late-commit', { options: { answer: 'fin' } })
    await expect(shop.pay('o-1')).rejects.toThrow('fetch failed')
    await shop.pass(60 * SECOND)
    expect(status(shop)).toBe('TRADE_SUCCESS')
  })

  test('a tombstone stops it', async () => {
    const shop = faulty('F07', { match: { op: 'PAY', count: 1 } })
    shop.sandbox.options.set({ tombstone: true })
    await expect(shop.pay('o-1')).rejects.toThrow('fetch failed')
    await query(shop)
    await shop.trade('cancel', { out_trade_no: 'o-1' })
    await shop.pass(60 * SECOND)
    expect(status(shop)).toBe('none')
  })
})

describe('F16, F17 and F20: the answer differs from the books', () => {
  test('F16: pending for ever, although the buyer has paid', async () => {
    const shop = faulty('F16')
    expect(await shop.pay('o-1')).toMatchObject({ code: '10003', buyer_pay_amount: '0.00' })
    expect(await query(shop)).toMatchObject({
      trade_status: 'WAIT_BUYER_PAY',
      receipt_amount: '0.00',
    })
    expect(await query(shop)).not.toHaveProperty('send_pay_date')
    expect(status(shop)).toBe('TRADE_SUCCESS')
  })

  test.each([
    ['WAIT', { trade_status: 'WAIT_BUYER_PAY' }],
    ['NOTEXIST', { sub_code: 'ACQ.TRADE_NOT_EXIST' }],
  ])('F17: for six seconds the query shows %s', async (shows, shown) => {
    const shop = faulty('F17', { options: { shows } })
    await shop.pay('o-1')
    await shop.pass(6 * SECOND - 1)
    expect(await query(shop)).toMatchObject(shown)
    expect(status(shop)).toBe('TRADE_SUCCESS')
    await shop.pass(1)
    expect(await query(shop)).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
  })

  test.each([
    ['no', 'TRADE_SUCCESS', undefined],
    ['yes', 'TRADE_CLOSED', 'refund'],
  ])('F20 executed %s: retry_flag Y, and the trade is %s', async (executed, after, action) => {
    const shop = faulty('F20', { options: { executed }, match: { count: 1 } })
    await shop.pay('o-1')
    const cancelled = await shop.trade('cancel', { out_trade_no: 'o-1' })
    expect(cancelled).toMatchObject({ code: '10000', retry_flag: 'Y' })
    expect(cancelled.action).toBe(action)
    expect(status(shop)).toBe(after)
    expect(await shop.trade('cancel', { out_trade_no: 'o-1' })).toMatchObject({ retry_flag: 'N' })
  })
})
