// A batch of refunds with the merchant's payment password: the page, the forms of it, and what is refunded when.
import { describe, expect, test } from 'vitest'
import { detailsOf, openPaid } from '../../testing/mapi-shop.fixture.ts'
import { HOUR, SECOND } from '../../values/instant.ts'

describe('with the payment password, on a page', () => {
  const openPage = async (more: Record<string, string> = {}, how?: 'GET' | 'POST') => {
    const shop = await openPaid('o-1')
    const params = shop.batch('001', [shop.item('o-1', '8.88')], more)
    const { location, status, said } = await shop.call(
      'refund_fastpay_by_platform_pwd',
      params,
      how,
    )
    return { ...shop, location, status, said, params }
  }

  test.each(['GET', 'POST'] as const)(
    'by %s: nothing is refunded before it is typed',
    async (how) => {
      const shop = await openPage({}, how)
      expect(shop.status).toBe(302)
      const text = await shop.get(shop.location)
      expect(text).toContain('20260105001')
      expect(text).toMatch(/id="amount">8\.88</)
      await shop.pass(HOUR)
      expect(shop.received).toEqual([])
      const next = await shop.step(shop.location, 'refund', { password: '111111' })
      expect(await shop.get(next)).toContain('退款申请已受理')
      await shop.pass(10 * SECOND)
      expect(detailsOf(shop)).toEqual([['1', `${shop.tradeNo('o-1')}^8.88^SUCCESS`]])
    },
  )

  test('a wrong one refunds nothing, and may be mended', async () => {
    const shop = await openPage()
    const next = await shop.step(shop.location, 'refund', { password: '000000' })
    expect(await shop.get(next)).toContain('role="alert"')
    await shop.pass(HOUR)
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(0)
    await shop.step(next, 'refund', { password: '111111' })
    await shop.pass(10 * SECOND)
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(888)
  })

  test('typed twice, it refunds once; submitted again before and after, it is one batch', async () => {
    const shop = await openPage()
    const again = () => shop.call('refund_fastpay_by_platform_pwd', shop.params)
    expect((await again()).location).toBe(shop.location)
    await shop.step(shop.location, 'refund', { password: '111111' })
    await shop.step(shop.location, 'refund', { password: '111111' })
    await shop.pass(10 * SECOND)
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(888)
    expect((await again()).said).toBe('DUPLICATE_BATCH_NO')
  })

  test('what is refused is shown on an error page', async () => {
    expect(await openPage({ batch_num: '2' })).toMatchObject({
      status: 200,
      said: 'BATCH_NUM_NOT_EQUAL_TOTAL',
    })
  })

  test('there is no page for a code that nobody gave out', async () => {
    const shop = await openPage()
    expect(await shop.get(shop.location.replace(/\w+$/, 'abc'))).toContain('没有这批退款')
  })
})
