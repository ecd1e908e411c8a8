// The handlers in a real browser: a page under msw's worker calls Alipay's production address.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signed } from '../client-tests/drives/openapi-client.ts'
import { startServer, type RunningServer } from '../server/hosts/node.ts'
import { launchChromium } from '../server/testing/chromium.fixture.ts'
import { isMissing } from '../server/testing/programs.fixture.ts'
import { servePage, type Generation } from './browser-page.fixture.ts'
import { listen, type Listening } from './listen.fixture.ts'
import { PRODUCTION } from './msw.fixture.ts'

const told: string[] = []
let server: RunningServer
let shop: Listening
let browser: Browser

const isOut = isMissing('chromium')

beforeAll(async () => {
  if (isOut) return
  server = await startServer({ port: 0, token: 'a-token-for-tests' })
  shop = await listen(
    createServer((request, response) => {
      void text(request).then((body) => {
        told.push(body)
        response.end('success')
      })
    }),
  )
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  shop?.close()
  await server?.close()
})

beforeEach(() => {
  if (isOut) return
  server.sandbox.faults.clear()
})

/** The form of a signed call, as the shop's own back end would hand it to the page. */
function form(method: string, biz: Record<string, unknown>): string {
  const [app] = server.sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  const { appId, appPrivateKey } = app
  const setup = { appId, appPrivateKey, notifyUrl: `${shop.url}/notify`, now: Date.now }
  return new URLSearchParams(signed(setup, method, biz)).toString()
}

const payment = (outTradeNo: string) =>
  form('alipay.trade.pay', {
    out_trade_no: outTradeNo,
    subject: 'tea',
    total_amount: '8.88',
    scene: 'bar_code',
    auth_code: server.sandbox.buyers.issueCode().authCode,
  })

const query = () => form('alipay.trade.query', { out_trade_no: 'nobody' })

/** `fetch` in the page: the text of the reply, or why there is none. */
const fetchIn = (page: Page, url: string, body: string, patienceMs = 60_000): Promise<string> =>
  page.evaluate(
    async ([to, sent, ms]) => {
      const signal = AbortSignal.timeout(ms)
      const headers = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
      try {
        return await (await fetch(to, { method: 'POST', headers, body: sent, signal })).text()
      } catch (error) {
        return String(error)
      }
    },
    [url, body, patienceMs] as const,
  )

/** The same by what axios uses there. */
const xhrIn = (page: Page, url: string, body: string): Promise<string> =>
  page.evaluate(
    ([to, sent]) =>
      new Promise<string>((resolve, reject) => {
        const request = new XMLHttpRequest()
        request.open('POST', to)
        request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
        request.addEventListener('load', () => resolve(request.responseText))
        request.addEventListener('error', () => reject(new Error('network error')))
        request.send(sent)
      }),
    [url, body] as const,
  )

const GENERATIONS: readonly Generation[] = ['msw', 'msw-2']

describe.skipIf(isOut).each(GENERATIONS)('a page under the worker of %s', (generation) => {
  let origin: Listening
  let page: Page

  beforeAll(async () => {
    origin = await servePage(server.url, generation)
    page = await browser.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(origin.url)
    await page.waitForFunction(() => document.title === 'the worker is ready')
  }, 180_000)
  afterAll(async () => {
    await page?.close()
    origin?.close()
  })

  test('pays by fetch at the production address, and the shop is notified', async () => {
    const order = `${generation}-by-fetch`
    expect(await fetchIn(page, PRODUCTION, payment(order))).toContain('"code":"10000"')
    await server.sandbox.clock.advance(10_000)
    const notifications = told.map((body) => new URLSearchParams(body))
    const ours = notifications.filter((fields) => fields.get('out_trade_no') === order)
    expect(ours.map((fields) => fields.get('trade_status'))).toEqual(['TRADE_SUCCESS'])
  })

  test('pays by XMLHttpRequest, as axios does there', async () => {
    const order = `${generation}-by-xhr`
    expect(await xhrIn(page, PRODUCTION, payment(order))).toContain('"code":"10000"')
    expect(server.sandbox.trades.get(order)).toMatchObject({ status: 'TRADE_SUCCESS' })
  })

  test('asks a real gateway that no handler answers for: refused, and the remedy is named', async () => {
    const said = page.waitForEvent('console', (message) => message.text().includes('keeps this'))
    const reply = await fetchIn(page, 'https://mobilegw.alipay.com/gateway.do', 'a=1')
    expect(reply).toBe('TypeError: Failed to fetch')
    expect((await said).text()).toContain(
      'keeps this request from the real mobilegw.alipay.com: no sandbox answers for it; add it to `hosts`',
    )
  })

  test('asks others as ever', async () => {
    expect(await fetchIn(page, `${origin.url}/nowhere`, 'a=1')).toBe('nothing here')
  })

  test('meets F02, what the gateway says, as it is', async () => {
    const order = `${generation}-unknown`
    server.sandbox.faults.add({ fault: 'F02', options: {}, match: { op: 'PAY' } })
    expect(await fetchIn(page, PRODUCTION, payment(order))).toContain('"code":"20000"')
    expect(server.sandbox.trades.get(order)).toMatchObject({ status: 'TRADE_SUCCESS' })
  })

  test('meets F03, a reset, as a network error', async () => {
    server.sandbox.faults.add({ fault: 'F03', options: {}, match: {} })
    expect(await fetchIn(page, PRODUCTION, query())).toBe('TypeError: Failed to fetch')
  })

  test('meets F05, no answer, until it gives up', async () => {
    server.sandbox.faults.add({ fault: 'F05', options: {}, match: {} })
    expect(await fetchIn(page, PRODUCTION, query(), 500)).toMatch(/TimeoutError|AbortError/)
  })

  test('meets F09, a cut reply, as a body that breaks', async () => {
    server.sandbox.faults.add({ fault: 'F09', options: { afterBytes: 10 }, match: {} })
    expect(await fetchIn(page, PRODUCTION, query())).toMatch(/^TypeError: /)
  })
})
