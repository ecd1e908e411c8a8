// Every page, in both languages, at both widths, light and dark: nothing overflows, nothing is hard to
// read or unnamed, nothing that came over the wire runs.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { findings, overflow, visit } from '../server/testing/chromium.fixture.ts'
import { openStage, TOKEN, type Stage } from './browser.fixture.ts'
import { postGrades } from './grades.fixture.ts'

const isOut = isMissing('chromium')
const HOSTILE = `<img src=x onerror="alert(1)"><script>alert(2)</script>`
let stage: Stage

beforeAll(async () => {
  if (isOut) return
  stage = await openStage()
  const { buyers } = stage.server.sandbox
  await stage.pay('page-1', buyers.issueCode().authCode)
  await stage.pay('hostile-1', buyers.issueCode().authCode, { subject: HOSTILE, body: HOSTILE })
  const long = '一杯很长很长的咖啡'.repeat(20)
  const { authCode } = buyers.issueCode({ pays: 'never' })
  await stage.pay('waiting-with-a-very-long-number-0123456789-0123456789', authCode, {
    subject: long,
    total_amount: '100000.00',
  })
  await stage.call('alipay.trade.query', { out_trade_no: HOSTILE }, (params) => ({
    ...params,
    sign: HOSTILE,
  }))
  stage.server.sandbox.faults.add({ fault: 'F02', match: { op: 'PAY', outTradeNo: HOSTILE } })
  postGrades(stage.server.sandbox, HOSTILE)
  await stage.server.sandbox.settled()
})
afterAll(() => stage?.close())

/** Every page, and what is there once all of it is. */
const ROUTES = {
  trades: 'tbody tr',
  'trades/page-1': '.timeline .row',
  'trades/hostile-1': '.timeline .row',
  journal: '.line',
  notifications: 'tbody tr',
  faults: '.catalogue li',
  clock: '.clock-face',
  wallet: 'svg',
  'wallet?screen=bills': 'h1',
  till: 'h1',
  grades: 'tbody tr',
  'grades/late': '.verdict',
  'grades/running': 'progress',
  'grades/stopped': '.failed',
  'grades/hostile?with=late': '.compared',
  'grades/hostile?status=fail': '.graded',
  apps: '.keys li',
}

const LOOKS = [
  { locale: 'en-GB', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 375, height: 800 } },
  { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 375, height: 800 } },
] as const

test.skipIf(isOut).each(LOOKS)(
  'every page in $locale, $colorScheme, $viewport.width wide, is whole and readable by all',
  async (look) => {
    const { page, complaints, strangers } = await stage.open('', { ...look, bypassCSP: true })
    for (const [route, content] of Object.entries(ROUTES)) {
      await page.evaluate((to) => {
        location.hash = `#/default/${to}`
      }, route)
      // Not the page before, which is drawn until this one is.
      await page.locator(`main[data-shown="#/default/${route}"] ${content}`).first().waitFor()
      await page.waitForFunction(() => !document.querySelector('.loading'))
      expect({ route, overflow: await overflow(page) }).toEqual({ route, overflow: 0 })
      expect({ route, findings: await findings(page) }).toEqual({ route, findings: [] })
    }
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(
      look.locale.slice(0, 2) === 'zh' ? 'zh-CN' : 'en',
    )
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
  },
)

test.skipIf(isOut)('what others wrote stands there as text', async () => {
  const { page, complaints } = await stage.open('/default/trades/hostile-1')
  await page.locator('.timeline .row').first().waitFor()
  for (const row of await page.locator('.timeline .row').all()) await row.click()
  await page.goto(`${page.url().split('#')[0]}#/default/journal`)
  for (const line of await page.locator('.line').all()) await line.click()
  await page.locator('.explained').first().waitFor()
  expect(await page.locator('main').textContent()).toContain('<img src=x')
  for (const route of ['grades', 'grades/hostile?status=fail', 'grades/hostile?with=late']) {
    await page.goto(`${page.url().split('#')[0]}#/default/${route}`)
    await page
      .locator(`main[data-shown="#/default/${route}"] :text("<img src=x")`)
      .first()
      .waitFor()
    for (const one of await page.locator('.graded summary').all()) await one.click()
    expect(await page.locator('main img, main script').count()).toBe(0)
  }
  expect(await page.locator('main img, main script').count()).toBe(0)
  expect(complaints).toEqual([])
})

test.skipIf(isOut)('the language and the colours that somebody chose stay', async () => {
  const { page } = await stage.open()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: '交易' }).waitFor()
  await page.getByRole('button', { name: '配色：跟随系统' }).click()
  await page.getByRole('button', { name: '配色：浅色' }).click()
  await page.reload()
  await page.getByRole('heading', { name: '交易' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
})

test.skipIf(isOut)('the keyboard alone goes through pages, searches, and comes back', async () => {
  const { page } = await stage.open()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.getByRole('heading', { name: 'Clock' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await page.getByRole('heading', { name: 'Grades' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByRole('heading', { name: 'Trades' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('page-1')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
  expect(page.url()).toContain('q=page-1')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'page-1' }).press('Enter')
  await page.locator('.timeline').waitFor()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
})

test.skipIf(isOut)(
  'of 10,000 lines of the journal the newest are drawn, and the oldest are a few clicks away',
  async () => {
    const { id } = await stage.server.directory.create('busy')
    const { journal } = stage.server.directory.get(id)
    for (let nth = 1; nth <= 10_000; nth++) {
      journal.note({ kind: 'clock', act: `line ${nth}`, from: nth, to: nth })
    }
    const { page, complaints } = await stage.open('/busy/journal')
    await page.locator('.line', { hasText: 'line 10000' }).waitFor()
    expect(await page.locator('.line').count()).toBeLessThan(400)
    const more = page.locator('.pager button')
    for (let clicks = 0; clicks < 4; clicks++) await more.click()
    await page.locator('.line', { hasText: 'line 9500' }).waitFor()
    await page.getByRole('searchbox').fill('line 9501')
    await page.waitForFunction(() => document.querySelectorAll('.line').length === 1)
    journal.note({ kind: 'clock', act: 'line 9501 again', from: 1, to: 1 })
    await page.locator('.line', { hasText: 'line 9501 again' }).waitFor()
    expect(complaints).toEqual([])
  },
)

test.skipIf(isOut)('the console works behind a path of a proxy', async () => {
  const proxy = createServer((request, response) => {
    const to = new URL(stage.server.url + (request.url ?? '').replace('/pay/sim', ''))
    const { authorization = '' } = request.headers
    const carry = async () => {
      const reply = await fetch(to, { headers: { authorization } })
      const type = reply.headers.get('content-type') ?? ''
      response.writeHead(reply.status, { 'content-type': type })
      for await (const bytes of reply.body ?? []) response.write(bytes)
      response.end()
    }
    // The stream of the journal ends with the server.
    carry().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  const { page } = await visit(stage.browser, `${origin}/pay/sim/_sim/#token=${TOKEN}`)
  await page.getByRole('link', { name: 'page-1' }).waitFor()
  await page.locator('.connection.live').waitFor()
  await page.context().close()
  proxy.closeAllConnections()
  proxy.close()
})

test.skipIf(isOut)(
  'a server that goes away is missed, and found again when it is back',
  async () => {
    const other = await openStage()
    const { page } = await other.open('/default/journal')
    await page.locator('.connection.live').waitFor()
    await other.server.close()
    await page.getByRole('alert').waitFor()
    await other.restart()
    await page.locator('.connection.live').waitFor()
    await other.pay('again-1', other.server.sandbox.buyers.issueCode().authCode)
    await page.locator('.line', { hasText: 'again-1' }).first().waitFor()
    await other.close()
  },
)

test.skipIf(isOut)('a sandbox of its own has a journal of its own', async () => {
  await stage.server.directory.create('job-7')
  const { page } = await stage.open('/job-7/trades')
  await page.getByText('No trade yet').waitFor()
  await page.getByLabel('Sandbox').selectOption('default')
  await page.getByRole('link', { name: 'page-1' }).waitFor()
})
