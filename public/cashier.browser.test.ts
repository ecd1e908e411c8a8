// The cashier as a person meets it in a browser, and an integrator's own browser test: by label, by id.
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { commonParams, signed, type Params } from '../server/testing/shop.fixture.ts'
import { findings, overflow } from '../server/testing/chromium.fixture.ts'
import { openStage, type Stage } from './browser.fixture.ts'

const isOut = isMissing('chromium')
let stage: Stage
beforeAll(async () => {
  if (!isOut) stage = await openStage()
})
afterAll(() => stage?.close())

/** What a shop's page sends the browser to. */
function order(product: 'page' | 'wap', outTradeNo: string, biz: Params = {}) {
  const [app] = stage.server.sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has an app')
  const codes = { page: 'FAST_INSTANT_TRADE_PAY', wap: 'QUICK_WAP_WAY' }
  const content = {
    out_trade_no: outTradeNo,
    total_amount: '88888888.88',
    subject: '一张很长很长的订单，名字也很长很长'.repeat(6),
    product_code: codes[product],
    ...biz,
  }
  const addresses = { notify_url: stage.notifyUrl, return_url: back('/return') }
  const params = commonParams(app, `alipay.trade.${product}.pay`, content, addresses)
  return `${stage.server.url}/gateway.do?${new URLSearchParams(signed(app, params))}`
}

const back = (path: string) => new URL(path, stage.notifyUrl).href

async function isWhole(page: Page): Promise<void> {
  expect(await overflow(page)).toBe(0)
  expect(await findings(page)).toEqual([])
}

test.skipIf(isOut)(
  'page.pay: log in, a wrong password, pay, back to the shop, notified',
  async () => {
    const amount = { total_amount: '88.88', subject: '一杯咖啡', timeout_express: '5m' }
    const { page, complaints } = await stage.look(order('page', 'web-1', amount), {
      locale: 'en-GB',
    })
    expect(await page.locator('#amount').textContent()).toBe('88.88')
    const left = () =>
      page
        .locator('#left')
        .evaluate((element) => Number(getComputedStyle(element).getPropertyValue('--left')))
    const before = await left()
    expect(before).toBeGreaterThan(200)
    await expect.poll(left, { timeout: 60_000 }).toBeLessThan(before)

    await page.getByLabel('Account').selectOption({ index: 0 })
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByLabel('Payment password').fill('123456')
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Wrong payment password')
    expect(stage.server.sandbox.trades.get('web-1')?.status).toBe('WAIT_BUYER_PAY')
    await page.getByLabel('Payment password').fill('111111')
    await page.getByRole('button', { name: 'Pay', exact: true }).click()
    await page.waitForURL((url) => url.pathname === '/return')
    const returned = Object.fromEntries(new URL(page.url()).searchParams)
    expect(returned).toMatchObject({ out_trade_no: 'web-1', total_amount: '88.88' })
    expect(returned['sign']).toMatch(/^[\w+/]{342}==$/)
    await expect
      .poll(() => stage.server.sandbox.notifications.list()[0]?.state, { timeout: 60_000 })
      .toBe('acknowledged')
    expect(complaints).toEqual([])
  },
)

test.skipIf(isOut)('wap.pay on a phone: confirm, leave, and the order stays unpaid', async () => {
  const quit = { quit_url: back('/quit') }
  const { page } = await stage.look(order('wap', 'wap-1', quit), { locale: 'zh-CN' })
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '确认付款' }).click()
  await page.getByRole('button', { name: '离开' }).click()
  await page.waitForURL((url) => url.pathname === '/quit')
  expect(stage.server.sandbox.trades.get('wap-1')?.status).toBe('WAIT_BUYER_PAY')
})

const LOOKS = [
  { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 375, height: 800 } },
] as const

test.skipIf(isOut).each(LOOKS)(
  'its pages in $locale, $colorScheme, $viewport.width wide, are whole and readable by all',
  async (look) => {
    const name = look.locale
    const options = { ...look, bypassCSP: true }
    const { page } = await stage.look(order('wap', `look-${name}`), options)
    await isWhole(page)
    await page.locator('button[value=log-in]').click()
    await page.locator('button[value=confirm]').click()
    await page.locator('#password').fill('123456')
    await page.locator('button[value=pay]').click()
    await page.getByRole('alert').waitFor()
    await isWhole(page)
    await page.locator('button[value=leave]').click()
    await page.locator('#state').waitFor()
    await isWhole(page)
    await page.goto(order('page', `framed-${name}`, { qr_pay_mode: '1' }))
    await isWhole(page)
    await page.locator('#language').click()
    await page.waitForFunction(
      (was) => document.documentElement.lang !== was,
      name === 'zh-CN' ? 'zh-CN' : 'en',
    )
  },
)

/** A batch of refunds at the old gateway, with the password of the merchant. */
function batch() {
  const [app] = stage.server.sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has an app')
  const { md5Key } = app.credentials.mapi as { md5Key: string }
  const now = stage.server.sandbox.clock.view().now
  const params: Params = {
    service: 'refund_fastpay_by_platform_pwd',
    partner: app.pid,
    _input_charset: 'utf-8',
    seller_user_id: app.pid,
    refund_date: now,
    batch_no: `${now.slice(0, 10).replaceAll('-', '')}001`,
    batch_num: '2',
    detail_data: '2026010522001000000000000000^1.00^ok#2026010522001000000000000001^2.50^ok',
  }
  const text = Object.entries(params)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const sign = createHash('md5').update(`${text}${md5Key}`).digest('hex')
  const query = new URLSearchParams({ ...params, sign_type: 'MD5', sign })
  return `${stage.server.url}/gateway.do?${query}`
}

test.skipIf(isOut)(
  'a batch of refunds: a wrong password, the right one, accepted; in both languages',
  async () => {
    const { page, complaints } = await stage.look(batch(), { locale: 'en-GB' })
    expect(await page.locator('#amount').textContent()).toBe('3.50')
    await isWhole(page)
    await page.getByLabel('Payment password').fill('000000')
    await page.getByRole('button', { name: 'Refund' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('Wrong payment password')
    await page.locator('#language').click()
    await page.getByLabel('支付密码').fill('111111')
    await page.getByRole('button', { name: '确认退款' }).click()
    expect(await page.locator('#state').textContent()).toContain('退款申请已受理')
    await isWhole(page)
    expect(stage.server.sandbox.batches.list().at(-1)?.state).not.toBe('asked')
    expect(complaints).toEqual([])
  },
  120_000,
)
