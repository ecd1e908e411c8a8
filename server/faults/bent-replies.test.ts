// Faults on the way out, in both versions of openapi: what the client can make out, and the books.
import { describe, expect, test } from 'vitest'
import { booksOf, DIALECTS, NOTHING, PAID, speakFaulty } from '../testing/dialects.fixture.ts'

const BODIES = {
  'not-json': /^[^{]*upstream: no route[^}]*$/,
  'wrong-envelope': /^\{"alipay_unexpected_response":\{"code":"10000"/,
  empty: /^$/,
}

describe.each(DIALECTS)('%s', (dialect) => {
  const faulty = speakFaulty(dialect)

  test('F06: the reply comes 800 ms later, whole and signed; paid', async () => {
    const { shop, pay, trace } = faulty('F06')
    const paying = pay('o-1')
    await shop.pass(799)
    expect(booksOf(shop)).toEqual(PAID)
    expect(trace().of('end')).toEqual([])
    await shop.pass(1)
    expect(await paying).toMatchObject({ code: '10000', verified: true })
    expect(trace().of('end')).toMatchObject([{ by: 'gateway', whole: true }])
    expect(trace().exchanges[0]?.result?.code).toBe('10000')
    expect(trace().of('fault')).toMatchObject([{ catalogueId: 'F06', faultKind: 'slow' }])
  })

  test('F06 with jitter: later by what the seed draws, and by the same in every run', async () => {
    const delays = await Promise.all(
      [1, 2].map(async () => {
        const { shop, pay, trace } = faulty('F06', { delayMs: 100, jitterMs: 1_000 }, {})
        const paying = [pay('o-1'), pay('o-2')]
        await shop.pass(1_100)
        await Promise.all(paying)
        return trace()
          .of('end')
          .map(({ elapsedMs }) => elapsedMs)
      }),
    )
    const [first = [], second] = delays
    expect(first).toEqual(second)
    expect(first.every((ms) => ms >= 100 && ms <= 1_100)).toBe(true)
    expect(new Set(first).size).toBe(2)
  })

  test('F06 in pieces: 16 bytes every 50 ms', async () => {
    const { shop, pay } = faulty('F06', { delayMs: 0, chunkBytes: 16, everyMs: 50 })
    let text = ''
    const paying = pay('o-1').then((heard) => (text = heard.text))
    await shop.pass(1_000)
    expect(text).toBe('')
    await shop.pass(120_000)
    await paying
    expect(text.length).toBeGreaterThan(16 * 10)
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F08: no byte and no execution', async () => {
    const { shop, pay, trace } = faulty('F08', {}, { durationMs: 10_000 })
    await expect(pay('o-1')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(booksOf(shop)).toEqual(NOTHING)
    expect(trace().of('end')).toMatchObject([{ deliveredBytes: 0 }])
    await shop.pass(10_000)
    expect(await pay('o-1')).toMatchObject({ code: '10000' })
  })

  test.each([0, 20])('F09 after %i bytes: the body breaks off; paid', async (afterBytes) => {
    const { shop, pay, trace } = faulty('F09', { afterBytes })
    await expect(pay('o-1')).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } })
    expect(booksOf(shop)).toEqual(PAID)
    expect(trace().of('end')).toMatchObject([{ whole: false, deliveredBytes: afterBytes }])
    expect(trace().exchanges[0]?.result).toBeUndefined()
  })

  test('F09 with a fitted length: half a text that HTTP is content with; paid', async () => {
    const { shop, pay, trace } = faulty('F09', { length: 'fitted' })
    const heard = await pay('o-1')
    expect(heard).toMatchObject({ status: 200, code: undefined })
    expect(heard.text.length).toBeGreaterThan(50)
    expect(trace().exchanges[0]?.result).toBeUndefined()
    expect(booksOf(shop)).toEqual(PAID)
  })

  test.each([
    [502, 'no', NOTHING],
    ['503', 'no', NOTHING],
    [504, 'no', NOTHING],
    [502, 'yes', PAID],
    [503, 'yes', PAID],
    [504, 'yes', PAID],
  ])('F10 HTTP %s, executed %s', async (status, executed, books) => {
    const { shop, pay, trace } = faulty('F10', { status, executed })
    const heard = await pay('o-1')
    expect(heard.status).toBe(Number(status))
    expect(heard.text).toContain('<html>')
    expect(booksOf(shop)).toEqual(books)
    expect(trace().exchanges[0]?.result).toBeUndefined()
  })

  test.each([
    ['not-json', 'no', NOTHING],
    ['not-json', 'yes', PAID],
    ['wrong-envelope', 'no', NOTHING],
    ['wrong-envelope', 'yes', PAID],
    ['empty', 'no', NOTHING],
    ['empty', 'yes', PAID],
  ])('F11 %s, executed %s', async (kind, executed, books) => {
    const { shop, pay, trace } = faulty('F11', { kind, executed })
    const { status, text, verified } = await pay('o-1')
    expect({ status, verified }).toEqual({ status: 200, verified: false })
    expect(text).toMatch(BODIES[kind as keyof typeof BODIES])
    expect(booksOf(shop)).toEqual(books)
    expect(trace().exchanges[0]?.result).toBeUndefined()
  })

  test.each(['altered', 'stranger', 'missing'])(
    'F12 %s: nobody can verify it; paid',
    async (how) => {
      const { shop, pay, trace } = faulty('F12', { how })
      const heard = await pay('o-1')
      expect(heard).toMatchObject({ code: '10000', verified: false })
      expect(heard.fields.out_trade_no).toBe('o-1')
      expect(booksOf(shop)).toEqual(PAID)
      expect(trace().exchanges[0]?.result).toBeUndefined()
      expect(trace().of('fault')).toMatchObject([{ catalogueId: 'F12', stage: 'answer' }])
    },
  )

  test('F13: the paid neighbour’s reply, genuine; this buyer has not paid', async () => {
    const { shop, pay, query } = faulty('F13', {}, { outTradeNo: 'o-2' })
    await pay('o-1')
    const heard = await pay('o-2', { pays: 'never' })
    expect(heard).toMatchObject({ code: '10000', verified: true, fields: { out_trade_no: 'o-1' } })
    expect(heard.fields.buyer_pay_amount).toBe('88.88')
    expect(booksOf(shop, 'o-2').status).toBe('WAIT_BUYER_PAY')
    const asked = await query('o-2')
    expect(asked.fields).toMatchObject({ out_trade_no: 'o-2', trade_status: 'WAIT_BUYER_PAY' })
  })

  test.each(['query', 'cancel', 'refund', 'precreate', 'close'])('F13 on %s', async (name) => {
    const { shop, pay, say, query } = faulty('F13', { of: 'o-1' }, { op: name.toUpperCase() })
    await pay('o-1')
    if (name !== 'precreate') await pay('o-2', name === 'close' ? { pays: 'never' } : {})
    const order = { total_amount: '1.00', subject: 'x', refund_amount: '1.00', out_request_no: 'r' }
    const heard = await say(name, { out_trade_no: 'o-2', ...order })
    expect(heard).toMatchObject({ code: '10000', verified: true, fields: { out_trade_no: 'o-1' } })
    const { fields } = await query('o-1')
    expect(fields.trade_status).toBe('TRADE_SUCCESS')
    expect(booksOf(shop, 'o-1').refundedFen).toBeUndefined()
    expect(booksOf(shop, 'o-1').sumFen).toBe(0)
  })

  test('F13 of a state: the latest order that is in it, however many came after', async () => {
    const { shop, pay, query } = faulty('F13', { status: 'TRADE_SUCCESS' }, { op: 'QUERY' })
    await pay('o-1')
    await pay('o-2', { pays: 'never' })
    await pay('o-3', { pays: 'never' })
    const { fields } = await query('o-2')
    expect(fields).toMatchObject({ out_trade_no: 'o-1', trade_status: 'TRADE_SUCCESS' })
    expect(booksOf(shop, 'o-2').status).toBe('WAIT_BUYER_PAY')
  })

  test('F13 where there is no other order: a number that nobody has', async () => {
    const { shop, pay } = faulty('F13')
    const { fields } = await pay('o-1')
    expect(fields).toMatchObject({ out_trade_no: 'o-0', buyer_pay_amount: '88.88' })
    expect(booksOf(shop)).toEqual(PAID)
  })
})
