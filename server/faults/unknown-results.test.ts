// Unknown, late and stale answers in both versions of openapi: every code, and the books behind it.
import { describe, expect, test } from 'vitest'
import { booksOf, DIALECTS, speak } from '../testing/dialects.fixture.ts'
import { openShop } from '../testing/shop.fixture.ts'
import { SECOND } from '../values/instant.ts'

const PAID = {
  status: 'TRADE_SUCCESS',
  totalFen: 8_888,
  paidFen: 8_888,
  earnedFen: 8_888,
  sumFen: 0,
}
const NOTHING = { status: 'none', paidFen: 0, earnedFen: 0, sumFen: 0 }

const CODES = ['20000', '40004']
const SUB_CODES = ['isp.unknow-error', 'aop.unknow-error', 'ACQ.SYSTEM_ERROR', 'AQC.SYSTEM_ERROR']
const BOTH = CODES.flatMap((code) => SUB_CODES.map((subCode) => [code, subCode] as const))

describe.each(DIALECTS)('%s', (dialect) => {
  const isV2 = dialect === 'openapi-v2'
  const faulty = (fault: string, options = {}, match: Record<string, unknown> = {}) => {
    const shop = openShop()
    shop.sandbox.faults.add({ fault, options, match })
    return { shop, ...speak(shop, dialect) }
  }

  test.each(BOTH)('F01 %s %s: not executed', async (code, subCode) => {
    const { shop, pay } = faulty('F01', { code, subCode }, { op: 'PAY' })
    const heard = await pay('o-1')
    expect(heard.reason).toBe(subCode.replace(/^(?:isp|aop)\./, ''))
    expect(heard).toMatchObject(isV2 ? { code, verified: true } : { verified: false })
    expect(heard.status).toBe(isV2 ? 200 : code === '20000' && !subCode.includes('Q.') ? 500 : 400)
    expect(booksOf(shop)).toEqual(NOTHING)
  })

  test.each(BOTH)('F02 %s %s: executed', async (code, subCode) => {
    const { shop, pay, refund } = faulty('F02', { code, subCode }, { op: 'REFUND' })
    await pay('o-1')
    const { reason } = await refund('o-1', '88.88')
    expect(reason).toBe(subCode.replace(/^(?:isp|aop)\./, ''))
    expect(booksOf(shop)).toMatchObject({ status: 'TRADE_CLOSED', refundedFen: 8_888, sumFen: 0 })
    expect(booksOf(shop)).toMatchObject({ paidFen: 0, earnedFen: 0 })
  })

  test.each(['rst', 'fin'])('F03 and F04 by %s: the same to the client', async (how) => {
    const { shop, pay } = faulty('F03', { how }, { outTradeNo: 'o-1' })
    shop.sandbox.faults.add({ fault: 'F04', options: { how }, match: { outTradeNo: 'o-2' } })
    const [first, second] = await Promise.allSettled([pay('o-1'), pay('o-2')])
    expect(first).toMatchObject({ status: 'rejected' })
    expect(first).toEqual(second)
    expect([booksOf(shop, 'o-1').status, booksOf(shop, 'o-2').status]).toEqual([
      'TRADE_SUCCESS',
      'none',
    ])
  })

  test('F07: TRADE_NOT_EXIST, and then the original is executed', async () => {
    const { shop, pay, query } = faulty('F07', { deltaMs: 2_500, answer: 'fin' }, { op: 'PAY' })
    await expect(pay('o-1')).rejects.toThrow('fetch failed')
    expect(await query('o-1')).toMatchObject({ reason: 'ACQ.TRADE_NOT_EXIST' })
    await shop.pass(2_499)
    expect(booksOf(shop)).toEqual(NOTHING)
    await shop.pass(1)
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F16: pending for ever, and paid', async () => {
    const { shop, pay, query } = faulty('F16')
    expect((await pay('o-1')).fields).toMatchObject({ buyer_pay_amount: '0.00' })
    await shop.pass(60 * SECOND)
    const { fields, verified } = await query('o-1')
    expect({ verified, status: fields.trade_status }).toEqual({
      verified: true,
      status: 'WAIT_BUYER_PAY',
    })
    expect(booksOf(shop)).toEqual(PAID)
  })

  test.each(['WAIT', 'NOTEXIST'])('F17 shows %s for 3 s after the payment', async (shows) => {
    const { shop, pay, query } = faulty('F17', { shows, deltaMs: 3_000 })
    await pay('o-1')
    await shop.pass(2_999)
    const { fields, reason } = await query('o-1')
    const shown = shows === 'WAIT' ? fields.trade_status : reason
    expect(shown).toBe(shows === 'WAIT' ? 'WAIT_BUYER_PAY' : 'ACQ.TRADE_NOT_EXIST')
    await shop.pass(1)
    expect((await query('o-1')).fields.trade_status).toBe('TRADE_SUCCESS')
    expect(booksOf(shop)).toEqual(PAID)
  })

  test('F20 twice and no more: count says how often', async () => {
    const { shop, pay, cancel } = faulty('F20', {}, { count: 2 })
    await pay('o-1')
    const flags = [await cancel('o-1'), await cancel('o-1'), await cancel('o-1')]
    expect(flags.map(({ fields }) => fields.retry_flag)).toEqual(['Y', 'Y', 'N'])
    expect(booksOf(shop)).toMatchObject({ status: 'TRADE_CLOSED', paidFen: 0, sumFen: 0 })
  })
})
