// The official SDK, unmodified, builds page, wap and app payments; a browser without scripts walks
// through the cashier, and the SDK checks what comes back.
import { describe, expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { open, pageOf, submit, textOf, type Page } from './browser.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

const RETURN_URL = 'http://shop.test/return'
const PAGE = 'alipay.trade.page.pay'
const WAP = 'alipay.trade.wap.pay'
const APP = 'alipay.trade.app.pay'

const order = (productCode: string, more: Record<string, string> = {}) => ({
  outTradeNo: 'order-1',
  totalAmount: '88.88',
  subject: '一杯咖啡 & 两块"蛋糕"/份 <b>',
  productCode,
  ...more,
})

async function openBoth() {
  const gateway = await openGateway()
  const client = openClient(gateway)
  const [buyer] = gateway.sandbox.buyers.list()
  const logonId = buyer?.logonId ?? ''
  const at = { notifyUrl: gateway.notifyUrl, returnUrl: RETURN_URL }
  return {
    ...gateway,
    ...client,
    logonId,
    /** The page that a redirect leads to. */
    follow: ({ location = '' }: Page) => open(location),
    /** The browser goes to the cashier by way of the gateway. */
    byForm: (bizContent: Record<string, string>, method = PAGE) =>
      submit(pageOf(client.sdk.pageExecute(method, 'POST', { bizContent, ...at }))),
    byLink: (bizContent: Record<string, string>, method = PAGE) =>
      open(client.sdk.pageExecute(method, 'GET', { bizContent, ...at })),
  }
}

type Both = Awaited<ReturnType<typeof openBoth>>

async function logIn({ follow, logonId }: Both, atGateway: Page) {
  const entered = await submit(await follow(atGateway), { does: 'log-in', logonId })
  return follow(entered)
}

const returned = ({ location = '' }: Page) => Object.fromEntries(new URL(location).searchParams)

/** Keys of recorded returns, in their order. */
const RETURN_KEYS = [
  'charset',
  'out_trade_no',
  'method',
  'total_amount',
  'sign',
  'trade_no',
  'auth_app_id',
  'version',
  'app_id',
  'sign_type',
  'seller_id',
  'timestamp',
]

describe.each(['byForm', 'byLink'] as const)('page.pay %s', (how) => {
  test('log in, password, signed return, notification', async () => {
    const both = await openBoth()
    const atGateway = await both[how](order('FAST_INSTANT_TRADE_PAY'))
    expect(atGateway.status).toBe(302)
    expect(await both.query('order-1')).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })

    const asked = await logIn(both, atGateway)
    expect(await both.query('order-1')).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' })
    expect(asked.text).not.toContain('<b>')
    const paid = await submit(asked, { does: 'pay', password: '111111' })
    expect(paid.location?.startsWith(`${RETURN_URL}?charset=`)).toBe(true)
    const fields = returned(paid)
    expect(Object.keys(fields)).toEqual(RETURN_KEYS)
    expect(fields).toMatchObject({ method: `${PAGE}.return`, total_amount: '88.88' })
    expect(both.sdk.checkNotifySign(fields)).toBe(true)
    expect(both.sdk.checkNotifySign({ ...fields, total_amount: '0.01' })).toBe(false)

    await both.pass(5_000)
    expect(both.received).toHaveLength(1)
    const [notice = {}] = both.received
    expect(notice).toMatchObject({ trade_status: 'TRADE_SUCCESS', trade_no: fields.trade_no })
    expect(both.sdk.checkNotifySign(notice)).toBe(true)
  })
})

describe('wap.pay', () => {
  test('the trade comes with the confirmation, and leaving leads to quit_url', async () => {
    const both = await openBoth()
    const content = order('QUICK_WAP_WAY', { quitUrl: 'http://shop.test/basket' })
    const entered = await logIn(both, await both.byForm(content, WAP))
    expect(await both.query('order-1')).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })
    const confirmed = await both.follow(await submit(entered, { does: 'confirm' }))
    expect(await both.query('order-1')).toMatchObject({ tradeStatus: 'WAIT_BUYER_PAY' })
    const left = await submit(confirmed, { does: 'leave' })
    expect(left).toMatchObject({ status: 303, location: 'http://shop.test/basket' })

    const again = await logIn(both, await both.byLink(content, WAP))
    const paid = await submit(again, { does: 'pay', password: '111111' })
    expect(returned(paid)).toMatchObject({ method: `${WAP}.return`, out_trade_no: 'order-1' })
    expect(both.sdk.checkNotifySign(returned(paid))).toBe(true)
  })

  test('a trade that nobody pays closes, and the shop is told', async () => {
    const both = await openBoth()
    const content = order('QUICK_WAP_WAY', { timeoutExpress: '90m' })
    const entered = await logIn(both, await both.byForm(content, WAP))
    await submit(entered, { does: 'confirm' })
    await both.pass(91 * 60_000)
    expect(both.received).toMatchObject([{ trade_status: 'TRADE_CLOSED' }])
  })
})

describe('app.pay', () => {
  test('the order string, submitted as the app would, ends in a signed result', async () => {
    const both = await openBoth()
    const bizContent = order('QUICK_MSECURITY_PAY')
    const orderStr = both.sdk.sdkExecute(APP, { bizContent, notifyUrl: both.notifyUrl })
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const atGateway = await open(both.gateway, { method: 'POST', headers: type, body: orderStr })
    const asked = await logIn(both, atGateway)
    expect(await both.query('order-1')).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })
    const done = await both.follow(await submit(asked, { does: 'pay', password: '111111' }))
    const result = JSON.parse(textOf(done, 'result') ?? '') as Record<string, string>
    expect(result.resultStatus).toBe('9000')
    const parsed = JSON.parse(result.result ?? '') as Record<string, unknown>
    expect(parsed.alipay_trade_app_pay_response).toMatchObject({
      code: '10000',
      app_id: both.app.appId,
    })
    const check = (text = '') =>
      both.sdk.checkResponseSign(text, 'alipay_trade_app_pay_response', String(parsed.sign), '')
    expect(() => check(result.result)).not.toThrow()
    expect(() => check(result.result?.replace('88.88', '0.01'))).toThrow('验签失败')
    expect(await both.query('order-1')).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
  })
})

describe('errors are pages for a person, in GBK', () => {
  test.each([
    ['a wrong product_code', order('QUICK_WAP_WAY'), 'ACCESS_FORBIDDEN', '无权限使用接口'],
    [
      'no subject',
      { ...order('FAST_INSTANT_TRADE_PAY'), subject: '' },
      'INVALID_PARAMETER',
      '参数无效',
    ],
  ])('%s', async (_case, content, code, why) => {
    const { byForm } = await openBoth()
    const page = await byForm(content)
    expect(page.status).toBe(200)
    expect(page.text).toContain('调试错误，请回到请求来源地，重新发起请求。')
    expect(page.text).toContain(`错误代码 ${code} 错误原因: ${why}`)
  })

  test('an order that is paid or closed already', async () => {
    const { byLink, sandbox } = await openBoth()
    await byLink(order('FAST_INSTANT_TRADE_PAY'))
    sandbox.buyers.confirm({ outTradeNo: 'order-1' })
    const page = await byLink(order('FAST_INSTANT_TRADE_PAY'))
    expect(page.text).toContain('错误代码 TRADE_HAS_SUCCESS 错误原因: 交易已被支付')
  })

  test('an address pasted into HTML text: `&timestamp` turns into `×tamp` and spoils its neighbour', async () => {
    const { sdk } = await openBoth()
    const bizContent = order('FAST_INSTANT_TRADE_PAY')
    const { elements } = pageOf(`<p id="link">${sdk.pageExecute(PAGE, 'GET', { bizContent })}</p>`)
    const page = await open(textOf({ elements }, 'link') ?? '')
    expect(page.text).toContain('错误代码 invalid-signature-type')
  })
})
