// Refusals that a fault makes up, in both versions of openapi: what the client is told, and the books,
// in which nothing has happened (or everything, where the fault says so).
import { describe, expect, test } from 'vitest'
import { booksOf, DIALECTS, NOTHING, PAID, speakFaulty } from '../testing/dialects.fixture.ts'
import { openShop } from '../testing/shop.fixture.ts'

describe.each(DIALECTS)('%s', (dialect) => {
  const isV2 = dialect === 'openapi-v2'
  const faulty = speakFaulty(dialect)

  test.each([
    ['40004', 'ACQ.INVALID_PARAMETER', 400],
    ['40002', 'invalid-parameter', 400],
  ])('F18 %s %s: nothing happened, and the next call is taken', async (code, reason, status) => {
    const { shop, pay } = faulty('F18', { code })
    expect(await pay('o-1')).toMatchObject(isV2 ? { code, reason } : { status, reason })
    expect(booksOf(shop)).toEqual(NOTHING)
    expect(await pay('o-1')).toMatchObject({ code: '10000' })
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F19: a business failure of one’s choice; nothing happened', async () => {
    const { shop, pay } = faulty('F19', { subCode: 'PAYMENT_REQUEST_HAS_RISK' })
    expect(await pay('o-1')).toMatchObject({ reason: 'ACQ.PAYMENT_REQUEST_HAS_RISK' })
    expect(booksOf(shop)).toEqual(NOTHING)
  })

  test.each([
    ['20000', 'no', 'unknow-error', PAID.status],
    ['20000', 'yes', 'unknow-error', 'TRADE_CLOSED'],
    ['40004', 'no', 'ACQ.SYSTEM_ERROR', PAID.status],
    ['40004', 'yes', 'ACQ.SYSTEM_ERROR', 'TRADE_CLOSED'],
  ])('F20 %s, executed %s: retry_flag Y', async (code, executed, reason, after) => {
    const { shop, pay, cancel } = faulty('F20', { code, executed }, { op: 'CANCEL', count: 1 })
    await pay('o-1')
    const heard = await cancel('o-1')
    expect(heard.reason).toBe(reason)
    // An error of v3 has a code and a message, and no field of the method.
    const flagged = { code, retry_flag: 'Y', out_trade_no: 'o-1' }
    expect(heard.fields).toMatchObject(isV2 ? flagged : { code: reason })
    expect(booksOf(shop)).toMatchObject({ status: after, sumFen: 0 })
  })

  test('F20 with N: the seller has too little money; nothing happened', async () => {
    const { shop, pay, cancel } = faulty(
      'F20',
      { code: '40004', retryFlag: 'N' },
      { op: 'CANCEL', count: 1 },
    )
    await pay('o-1')
    const heard = await cancel('o-1')
    expect(heard.reason).toBe('ACQ.SELLER_BALANCE_NOT_ENOUGH')
    expect(heard.fields.retry_flag).toBe(isV2 ? 'N' : undefined)
    expect(booksOf(shop)).toEqual(PAID)
  })

  test.each([
    'ACQ.TRADE_CANCEL_TIME_OUT',
    'ACQ.TRADE_HAS_FINISHED',
    'ACQ.REASON_TRADE_BEEN_FREEZEN',
    'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    'ACQ.CANCEL_NOT_ALLOWED',
  ])('F21 %s: the trade stays paid', async (subCode) => {
    const { shop, pay, cancel } = faulty('F21', { subCode }, { op: 'CANCEL', count: 1 })
    await pay('o-1')
    expect(await cancel('o-1')).toMatchObject({ reason: subCode })
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F21 alone says that the time for it is over', async () => {
    const { pay, cancel } = faulty('F21', {}, { op: 'CANCEL', count: 1 })
    await pay('o-1')
    expect(await cancel('o-1')).toMatchObject({ reason: 'ACQ.TRADE_CANCEL_TIME_OUT' })
  })

  test.each(['app', 'method'])('F25 isv.%s-call-limited: not executed', async (what) => {
    const { shop, pay } = faulty('F25', { subCode: `isv.${what}-call-limited` })
    const reason = `${what}-call-limited`
    expect(await pay('o-1')).toMatchObject(
      isV2 ? { code: '40005', reason } : { status: 429, reason },
    )
    expect(booksOf(shop)).toEqual(NOTHING)
  })

  test.each([
    ['CONTEXT_INCONSISTENT', 'no', NOTHING],
    ['TRADE_HAS_SUCCESS', 'no', NOTHING],
    ['TRADE_HAS_CLOSE', 'no', NOTHING],
    ['CONTEXT_INCONSISTENT', 'yes', PAID],
    ['TRADE_HAS_SUCCESS', 'yes', PAID],
    ['TRADE_HAS_CLOSE', 'yes', PAID],
  ])('F26 %s, executed %s', async (reason, executed, books) => {
    const { shop, pay } = faulty('F26', { reason, executed })
    expect(await pay('o-1')).toMatchObject({ reason: `ACQ.${reason}` })
    expect(booksOf(shop)).toEqual(books)
  })

  test.each([
    ['finished', 'ACQ.TRADE_HAS_FINISHED'],
    ['window', 'ACQ.TRADE_HAS_FINISHED'],
    ['sum', 'ACQ.REASON_TRADE_REFUND_FEE_ERR'],
    ['contract', 'ACQ.TRADE_NOT_ALLOW_REFUND'],
  ])('F27 %s: nothing was refunded', async (why, reason) => {
    const { shop, pay, refund } = faulty('F27', { why }, { op: 'REFUND', count: 1 })
    await pay('o-1')
    expect(await refund('o-1')).toMatchObject({ reason })
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F27 99-silent: 10000, fund_change N, and the refund query knows of none', async () => {
    const { shop, pay, refund, refundQuery } = faulty(
      'F27',
      { why: '99-silent' },
      { op: 'REFUND', count: 1 },
    )
    await pay('o-1')
    const heard = await refund('o-1')
    expect(heard).toMatchObject({ code: '10000', verified: true, fields: { fund_change: 'N' } })
    expect((await refundQuery('o-1')).fields).not.toHaveProperty('refund_status')
    await shop.pass(10_000)
    expect(shop.received.filter(({ fields }) => fields.refund_fee)).toEqual([])
    expect(booksOf(shop)).toEqual(PAID)
  })
})

const bad: [string, Record<string, unknown>, string][] = [
  ['F06', { delayMs: -1 }, 'options.delayMs: not below 0'],
  [
    'F06',
    { jitterMs: 'long' },
    'options.jitterMs: a duration such as 8s or 10m, or whole milliseconds',
  ],
  ['F08', { durationMs: 5 }, 'options.durationMs'],
  ['F09', { afterBytes: 1.5 }, 'options.afterBytes: a whole number'],
  ['F09', { length: 'short' }, 'options.length: kept or fitted'],
  ['F10', { status: 500 }, 'options.status: 502, 503 or 504'],
  ['F11', { kind: 'xml' }, 'options.kind: not-json, wrong-envelope, empty'],
  ['F12', { how: 'none' }, 'options.how: altered, stranger, missing'],
  ['F13', { of: '' }, 'options.of: an out_trade_no'],
  ['F14', { gapMs: 'soon' }, 'options.gapMs: a duration such as 8s or 10m, or whole milliseconds'],
  ['F15', { answer: 'maybe' }, 'options.answer: reply, rst, fin, hang'],
  ['F18', { code: '40001' }, 'options.code: 40004 or 40002'],
  ['F20', { retryFlag: 'N' }, 'options.retryFlag: N goes with code=40004 and executed=no'],
  ['F21', { subCode: 'ACQ.PAYMENT_FAIL' }, 'options.subCode: ACQ.TRADE_CANCEL_TIME_OUT'],
  [
    'F22',
    { beforeMs: 0.5 },
    'options.beforeMs: a duration such as 8s or 10m, or whole milliseconds',
  ],
  ['F23', { executed: 'yes' }, 'options.executed'],
  [
    'F24',
    { untilMs: null },
    'options.untilMs: a duration such as 8s or 10m, or whole milliseconds',
  ],
  ['F25', { subCode: '40005' }, 'options.subCode: isv.app-call-limited or isv.method-call-limited'],
  ['F26', { reason: 'USED' }, 'options.reason: CONTEXT_INCONSISTENT'],
  ['F26', { executed: 'perhaps' }, 'options.executed: yes or no'],
  ['F29', { replyAfterMs: -1 }, 'options.replyAfterMs: not below 0'],
  ['F13', { status: 'PAID' }, 'options.status: WAIT_BUYER_PAY, TRADE_SUCCESS'],
  ['F27', { why: 'no' }, 'options.why: finished, window, sum, contract, 99-silent'],
]
test.each(bad)('%s with %o is refused by name', (fault, options, message) => {
  expect(() => openShop().sandbox.faults.add({ fault, options })).toThrow(message)
})
