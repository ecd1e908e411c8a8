// What a buyer decides in the cashier beside paying or not: with which channel, and how the app that
// opened it hears of the end. And how a page frames its code.
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { enter, pay, ticketIn } from '../testing/cashier.fixture.ts'
import type { Params } from '../testing/shop.fixture.ts'

/** What the page hands to the app, as its SDK would. */
function handed(text: string) {
  const shown = /<textarea[^>]*>(.*?)<\/textarea>/s.exec(text)?.[1] ?? ''
  const json = shown.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  return JSON.parse(json) as { memo: string; result: string; resultStatus: string }
}

describe('what an app hears', () => {
  test('9000: the buyer has paid; the result is signed', async () => {
    const { go, get, logIn, app } = await enter('app')
    const { result, resultStatus } = handed((await get(await go(await logIn(), 'pay', pay))).text)
    expect(resultStatus).toBe('9000')
    const [, node = '', sign = ''] =
      /^\{"alipay_trade_app_pay_response":(.*),"sign":"([^"]+)","sign_type":"RSA2"\}$/.exec(
        result,
      ) ?? []
    expect(JSON.parse(node)).toMatchObject({ code: '10000', total_amount: '88.88' })
    const key = createPublicKey(app.alipayPublicKey)
    expect(verify('sha256', Buffer.from(node), key, Buffer.from(sign, 'base64'))).toBe(true)
  })

  test.each([
    ['6001', '用户中途取消', 'leave', undefined, 'the buyer leaves'],
    ['6002', '网络连接出错', 'cut-off', undefined, 'the line breaks before the payment'],
    ['8000', '正在处理中', 'pay-pending', 'TRADE_SUCCESS', 'the payment is still under way'],
    ['6004', '支付结果未知', 'pay-unheard', 'TRADE_SUCCESS', 'the line breaks after the payment'],
  ])('%s %s: %s gives %s, for %s', async (status, memo, does, tradeStatus, _why) => {
    const { get, post, logIn, sandbox } = await enter('app')
    const ticket = ticketIn((await get(await logIn())).text)
    const page = handed((await post(ticket, does, { ...pay, does })).text)
    expect(page).toMatchObject({ resultStatus: status, result: '' })
    expect(page.memo).toContain(memo)
    expect(sandbox.trades.get('order-1')?.status).toBe(tradeStatus)
  })

  test('4000: the purse is empty and the buyer gives up; so too when the order is over', async () => {
    const { get, go, post, logIn, sandbox } = await enter('app')
    const failed = await get(await go(await logIn(-1), 'pay', pay))
    expect(failed.text).toContain('余额不足')
    expect(handed((await post(ticketIn(failed.text), 'leave')).text)).toMatchObject({
      resultStatus: '4000',
      memo: '订单支付失败',
    })
    expect(sandbox.trades.get('order-1')?.status).toBe('WAIT_BUYER_PAY')

    const late = await enter('app', { time_expire: '2026-01-05 10:30:00' })
    const inside = await late.go(await late.logIn(-1), 'pay', pay)
    await late.pass(30 * 60_000)
    expect(handed((await late.get(inside)).text).resultStatus).toBe('4000')
  })

  test('a mistyped password is no failed payment: who then leaves has cancelled', async () => {
    const { get, go, post, logIn } = await enter('app')
    const wrong = await get(await go(await logIn(), 'pay', { password: '1' }))
    expect(handed((await post(ticketIn(wrong.text), 'leave')).text).resultStatus).toBe('6001')
  })

  test('5000: the same payment twice, by the same form or by opening a paid order', async () => {
    const { get, post, logIn, location } = await enter('app')
    const ticket = ticketIn((await get(await logIn())).text)
    await post(ticket, 'pay', pay)
    const twice = await post(ticket, 'pay', pay)
    expect(twice.status).toBe(409)
    expect(handed(twice.text)).toMatchObject({ resultStatus: '5000', memo: '重复请求' })
    expect(handed((await get(location)).text).resultStatus).toBe('5000')
  })

  test('a page in a browser knows none of this', async () => {
    const { get, post, logIn } = await enter('page')
    const inside = (await get(await logIn())).text
    expect(inside).not.toContain('pay-unheard')
    expect((await post(ticketIn(inside), 'leave')).text).not.toContain('resultStatus')
  })
})

describe('the channel', () => {
  const WALLET = [
    { channel: 'POINT', upToFen: 1_000 },
    { channel: 'PCREDIT', upToFen: 1_000_000 },
  ] as const

  async function paidWith(channel: string, biz: Record<string, string> = {}) {
    const shop = await enter('page', biz)
    shop.sandbox.options.set({ wallet: WALLET })
    const inside = await shop.logIn()
    const { text } = await shop.get(inside)
    await shop.go(inside, 'pay', { ...pay, channel })
    const node = await shop.trade('query', { out_trade_no: 'order-1' })
    return { text, funds: node.fund_bill_list }
  }

  test.each([
    [
      '',
      [
        ['10.00', 'POINT'],
        ['78.88', 'PCREDIT'],
      ],
    ],
    ['ALIPAYACCOUNT', [['88.88', 'ALIPAYACCOUNT']]],
    ['PCREDIT', [['88.88', 'PCREDIT']]],
    [
      'POINT',
      [
        ['10.00', 'POINT'],
        ['78.88', 'ALIPAYACCOUNT'],
      ],
    ],
    [
      'NO_SUCH',
      [
        ['10.00', 'POINT'],
        ['78.88', 'PCREDIT'],
      ],
    ],
  ])('%j is paid first, and the balance fills up', async (channel, funds) => {
    const paid = await paidWith(channel)
    expect(paid.text).toContain('<option value="PCREDIT">花呗</option>')
    expect(paid.funds).toEqual(funds.map(([amount, fund_channel]) => ({ amount, fund_channel })))
  })

  test('what the merchant does not take is not offered', async () => {
    const { text } = await paidWith('', { disable_pay_channels: 'pcredit' })
    expect(text).toContain('value="POINT"')
    expect(text).not.toContain('PCREDIT')
  })

  test('a buyer who has only the balance has no choice', async () => {
    const { get, logIn } = await enter('page')
    expect((await get(await logIn())).text).not.toContain('name="channel"')
  })
})

describe('qr_pay_mode', () => {
  test.each([
    [{ qr_pay_mode: '0' }, '600px;height:300px'],
    [{ qr_pay_mode: '1' }, '300px;height:600px'],
    [{ qr_pay_mode: '3' }, '75px;height:75px'],
    [{ qr_pay_mode: '4', qrcode_width: '200' }, '200px;height:200px'],
    [{ qr_pay_mode: '4', qrcode_width: '1' }, '50px;height:50px'],
  ])('%j frames the code', async (biz, size) => {
    const { get, location } = await enter('page', biz)
    const { text } = await get(location)
    expect(text).toContain(`data-mode="${biz.qr_pay_mode}"`)
    expect(text).toContain(`width:${size}`)
  })

  test.each<Params>([{}, { qr_pay_mode: '2' }, { qr_pay_mode: '2', qrcode_width: '200' }])(
    '%j leaves the code on the page',
    async (biz) => {
      const { get, location } = await enter('page', biz)
      expect((await get(location)).text).toMatch(/<p id="qr" data-mode="2">/)
    },
  )
})
