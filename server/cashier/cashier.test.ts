// The cashier in process: each page by the state of its order, forms that work once, what a buyer
// can do wrong, and what the journal says of it.
import { createPublicKey, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { OpenapiApp } from '../protocols/openapi/credentials.ts'
import { enter, pay, ticketIn } from '../testing/cashier.fixture.ts'
import { toSign, type Params } from '../testing/shop.fixture.ts'

describe('forms', () => {
  test('a ticket works once: the same form posted again does nothing', async () => {
    const { get, post, location, sandbox, buyers } = await enter('wap')
    const ticket = ticketIn((await get(location)).text)
    const { to } = await post(ticket, 'log-in', { logonId: buyers[0]?.logonId ?? '' })
    const second = ticketIn((await get(to)).text)
    expect(await post(second, 'confirm')).toMatchObject({ status: 303 })
    expect(await post(second, 'pay', pay)).toMatchObject({ status: 409 })
    expect(await get(to)).toMatchObject({ status: 410 })
    expect(sandbox.trades.get('order-1')).toMatchObject({ status: 'WAIT_BUYER_PAY' })
  })

  test.each(['', 'guessed', 'a'.repeat(32)])('the ticket %j opens nothing', async (ticket) => {
    const { post, sandbox } = await enter('page')
    expect(await post(ticket, 'pay', pay)).toMatchObject({ status: 409 })
    expect(sandbox.trades.get('order-1')).toBeUndefined()
  })

  test('a password without a log-in only shows the log-in again', async () => {
    const { go, get, location, sandbox } = await enter('page')
    expect((await get(await go(location, 'pay', pay))).text).toContain('name="logonId"')
    expect(sandbox.trades.get('order-1')).toBeUndefined()
  })

  test('what a merchant writes is text, never markup', async () => {
    const subject = '<script>alert("1")</script>&\''
    const { get, location } = await enter('page', { subject })
    const { text, response } = await get(location)
    expect(text).not.toContain('<script')
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('a form larger than any of ours is not read', async () => {
    const { post } = await enter('page')
    expect(await post('t', 'pay', { password: '1'.repeat(20_000) })).toMatchObject({ status: 413 })
  })

  test('a step that is none, and an order that is none', async () => {
    const { post, get } = await enter('page')
    expect(await post('t', 'rob')).toMatchObject({ status: 400 })
    expect(await get('/cashier/9021/bax1')).toMatchObject({ status: 404 })
  })
})

describe('what a page may do in a browser', () => {
  const policyOf = async (
    product: 'page' | 'wap' | 'app',
    biz: Params = {},
    more: Params = {},
  ): Promise<string> => {
    const { get, location } = await enter(product, biz, more)
    return (await get(location)).response.headers.get('content-security-policy') ?? ''
  }

  test('no script, no base, no frame, and forms to nobody else', async () => {
    expect(await policyOf('app')).toMatch(
      /^default-src 'none'; base-uri 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'self'; frame-ancestors 'none'$/,
    )
    const { get } = await enter('app')
    const { response } = await get('/cashier/9021/bax1')
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'; frame")
  })

  test('a form may lead back to the merchant, where there is a way back', async () => {
    const back = { return_url: 'http://shop.test/return' }
    expect(await policyOf('page', {}, back)).toContain("form-action 'self' http: https:;")
    const quit = { quit_url: 'http://shop.test/' }
    expect(await policyOf('wap', quit)).toContain("form-action 'self' http: https:;")
  })

  test.each([
    ['2', "'none'"],
    ['4', 'http: https:'],
  ])('qr_pay_mode %s: a page that may be framed by %s', async (qr_pay_mode, ancestors) => {
    expect(await policyOf('page', { qr_pay_mode })).toContain(`frame-ancestors ${ancestors}`)
  })
})

describe('the buyer', () => {
  test('a wrong password can be mended', async () => {
    const { go, get, logIn, sandbox } = await enter('page')
    const wrong = await go(await logIn(), 'pay', { password: '123456' })
    expect((await get(wrong)).text).toContain('支付密码错误')
    expect(sandbox.trades.get('order-1')).toMatchObject({ status: 'WAIT_BUYER_PAY' })
    await go(wrong, 'pay', pay)
    expect(sandbox.trades.get('order-1')).toMatchObject({ status: 'TRADE_SUCCESS' })
  })

  test('no such account', async () => {
    const { go, get, location } = await enter('page')
    const next = await go(location, 'log-in', { logonId: 'nobody@sandbox.com' })
    expect((await get(next)).text).toContain('账户不存在')
  })

  test('an empty wallet is told so, and the trade waits', async () => {
    const { go, get, logIn, sandbox } = await enter('wap')
    const next = await go(await logIn(-1), 'pay', pay)
    expect((await get(next)).text).toContain('余额不足')
    expect(sandbox.trades.get('order-1')).toMatchObject({ status: 'WAIT_BUYER_PAY' })
  })

  test('a second buyer is turned away from a page that somebody has opened', async () => {
    const { get, logIn } = await enter('page')
    await logIn(0)
    expect((await get(await logIn(1))).text).toContain('已由其他买家打开')
  })

  test('leaving without quit_url shows that nothing was paid; the order stays', async () => {
    const { get, post, logIn, sandbox } = await enter('page')
    const left = await post(ticketIn((await get(await logIn())).text), 'leave')
    expect(left.text).toContain('您已离开收银台')
    expect(sandbox.trades.get('order-1')).toMatchObject({ status: 'WAIT_BUYER_PAY' })
  })

  test('the journal tells of each step, and never of the password', async () => {
    const { go, logIn, sandbox, jsonl } = await enter('wap')
    const inside = await go(await logIn(), 'confirm')
    const wrong = await go(inside, 'pay', { password: '654321' })
    await go(wrong, 'pay', pay)
    const acts = sandbox.journal.since(0).flatMap((one) => (one.kind === 'buyer' ? [one.act] : []))
    expect(acts).toEqual(['confirmed', 'refused', 'paid'])
    expect(jsonl()).not.toMatch(/654321|111111/)
  })
})

describe('pages by the state of the order', () => {
  test('paid: only who paid is led back', async () => {
    const { go, get, logIn, location } = await enter('app')
    const done = await go(await logIn(), 'pay', pay)
    expect((await get(done)).text).toContain('&quot;resultStatus&quot;:&quot;9000&quot;')
    const otherVisitor = await get(location)
    expect(otherVisitor.text).toContain('支付成功')
    expect(otherVisitor.text).not.toContain('sign')
  })

  test('paid, without return_url: the page says so', async () => {
    const { go, get, logIn } = await enter('page', {}, {})
    expect((await get(await go(await logIn(), 'pay', pay))).text).toContain('支付成功')
  })

  test('expired before anybody came, closed by the merchant, closed by time', async () => {
    const early = await enter('page', { timeout_express: '5m' })
    await early.pass(5 * 60_000)
    expect((await early.get(early.location)).text).toContain('订单已超时')

    const closed = await enter('page')
    await closed.logIn()
    await closed.trade('close', { out_trade_no: 'order-1' })
    expect((await closed.get(closed.location)).text).toContain('订单已关闭')
    expect(await (await closed.ask()).text()).toContain('TRADE_HAS_CLOSE')

    const late = await enter('page', { timeout_express: '5m' })
    const inside = await late.logIn()
    await late.pass(5 * 60_000)
    expect((await late.get(inside)).text).toContain('订单已超时')
  })

  test('English for who asks for it, by query or by header', async () => {
    const { get, location } = await enter('page')
    expect((await get(`${location}?lang=en`)).text).toContain('Log in')
    expect((await get(location, { 'accept-language': 'en-GB,en' })).text).toContain('Log in')
    expect((await get(location)).text).toContain('登录')
  })
})

describe('the way back', () => {
  test.each([
    ['http://shop.test/r', 'http://shop.test/r?charset=utf-8&'],
    ['http://shop.test/r?a=1&b=2', 'http://shop.test/r?a=1&b=2&charset=utf-8&'],
    ['http://shop.test/r?', 'http://shop.test/r?charset=utf-8&'],
  ])('%s keeps its own query', async (returnUrl, start) => {
    const { go, logIn } = await enter('page', {}, { return_url: returnUrl })
    const back = await go(await logIn(), 'pay', pay)
    expect(back.slice(0, start.length)).toBe(start)
  })

  test('speaks the charset and the signature of the order', async () => {
    const more = { return_url: 'http://shop.test/r', charset: 'GBK', sign_type: 'RSA' }
    const { go, logIn, app } = await enter('page', { subject: 'tea' }, more)
    const back = new URL(await go(await logIn(), 'pay', pay))
    const fields = Object.fromEntries(back.searchParams)
    expect(fields).toMatchObject({ charset: 'GBK', sign_type: 'RSA' })
    expect(isSigned(app, fields, 'sha1')).toBe(true)
  })

  test('a fragment stays at the end', async () => {
    const { go, logIn } = await enter('page', {}, { return_url: 'http://shop.test/r#top' })
    expect(await go(await logIn(), 'pay', pay)).toMatch(/r\?charset=.*#top$/)
  })

  test('a buyer who confirms by the API can be led back too', async () => {
    const { sandbox } = await enter('page')
    expect(await sandbox.cashier.handBack('order-1')).toBeUndefined()
    sandbox.buyers.confirm({ outTradeNo: 'order-1', pays: 'never' })
    expect(await sandbox.cashier.handBack('order-1')).toBeUndefined()
    sandbox.buyers.pay('order-1')
    expect(await sandbox.cashier.handBack('order-1')).toContain('http://shop.test/return?charset=')
  })
})

describe('a forged return (N21)', () => {
  test.each(['none', 'random', 'wrong-key', 'stolen', 'field-changed'])(
    '%s: a buyer who leaves unpaid comes back as if paid, and no signature fits',
    async (variant) => {
      const { get, post, logIn, sandbox, app, trade } = await enter('page')
      sandbox.faults.add({ fault: 'N21', options: { variant } })
      const left = await post(ticketIn((await get(await logIn())).text), 'leave')
      const fields = Object.fromEntries(new URL(left.to).searchParams)
      expect(fields).toMatchObject({ out_trade_no: 'order-1', total_amount: '88.88' })
      expect('sign' in fields).toBe(variant !== 'none')
      expect(isSigned(app, fields)).toBe(false)
      const { trade_status } = await trade('query', { out_trade_no: 'order-1' })
      expect(trade_status).toBe('WAIT_BUYER_PAY')
      const fault = sandbox.journal.since(0).find(({ kind }) => kind === 'fault')
      expect(fault).toMatchObject({ catalogueId: 'N21', stage: 'return' })
    },
  )

  test('a buyer who pays comes back genuinely, whatever rules there are', async () => {
    const { go, logIn, sandbox, app } = await enter('page')
    sandbox.faults.add({ fault: 'N21' })
    const back = await go(await logIn(), 'pay', pay)
    expect(isSigned(app, Object.fromEntries(new URL(back).searchParams))).toBe(true)
  })
})

/** By the rule of returns: everything but `sign` and `sign_type`. */
function isSigned(
  app: OpenapiApp,
  { sign = '', sign_type: _type, ...fields }: Params,
  digest = 'sha256',
) {
  const text = Buffer.from(toSign(fields))
  return verify(digest, text, createPublicKey(app.alipayPublicKey), Buffer.from(sign, 'base64'))
}

describe('what a request may hold', () => {
  test.each([
    ['page', { product_code: '' }, {}, 'INVALID_PARAMETER'],
    ['page', { qr_pay_mode: '5' }, {}, 'qr_pay_mode：只能是 0、1、2、3、4 之一'],
    ['page', { qrcode_width: 'wide' }, {}, 'qrcode_width：应为数字'],
    ['page', { goods_type: '2' }, {}, 'goods_type'],
    ['page', { integration_type: 'MOBILE' }, {}, 'integration_type'],
    ['page', { total_amount: '' }, {}, 'total_amount'],
    ['page', { timeout_express: '1.5h' }, {}, 'timeout_express'],
    ['page', { time_expire: '2026-01-05 09:00:00' }, {}, 'NOW_TIME_AFTER_EXPIRE_TIME_ERROR'],
    ['page', { total_amount: '0' }, {}, 'TOTAL_FEE_EXCEED 错误原因: 订单总金额不在允许范围内'],
    ['wap', { quit_url: 'javascript:alert(1)' }, {}, 'quit_url：应为 http 或 https 地址'],
    ['wap', {}, { return_url: 'javascript:alert(1)' }, 'return_url'],
    ['page', {}, { return_url: 'http://shop.test/\r\nx: 1' }, 'return_url：'],
    ['page', {}, { return_url: 'http://shop.test/\0' }, '不能含换行等控制字符'],
    [
      'wap',
      { quit_url: 'http://shop.test/\n' },
      {},
      'quit_url：应为 http 或 https 地址，不能含换行',
    ],
    ['wap', { quit_url: 'http://shop.test/\x85' }, {}, '不能含换行等控制字符'],
    ['app', { enable_pay_channels: 'balance', disable_pay_channels: 'pcredit' }, {}, '不能与'],
  ] as const)('%s.pay %j %j', async (product, biz, more, says) => {
    const { ask, location } = await enter(product, biz, more)
    expect(location).toBe('')
    const page = new TextDecoder('gbk').decode(await (await ask()).arrayBuffer())
    expect(page).toContain(says)
  })

  test.each(['wap', 'app'] as const)('%s.pay has its product_code by default', async (product) => {
    const { location } = await enter(product, { product_code: '' })
    expect(location).toMatch(/^\/cashier\/\d{16}\/bax/)
  })
})
