// A browser, a server with a shop that pays and is notified, and the console of that server, for tests.
import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { startServer, type RunningServer } from '../server/hosts/node.ts'
import { commonParams, signed, type Params } from '../server/testing/shop.fixture.ts'

const TOKEN = 'a-token-for-the-console'

const whereIs = (program: string) =>
  spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()

export interface Stage {
  server: RunningServer
  browser: Browser
  /** Where a notification of this order was acknowledged: by a shop of ours. */
  notifyUrl: string
  /** A page with the console open, ready: `#/default/trades`. */
  open(route?: string, options?: BrowserContextOptions, browser?: Browser): Promise<Visit>
  /** A page of the gateway itself, such as the cashier. */
  look(address: string, options?: BrowserContextOptions): Promise<Visit>
  /** A signed call of the gateway; `undefined` where nobody answered. */
  call(method: string, biz: object, bend?: (params: Params) => Params): Promise<string | undefined>
  /** A payment by code. */
  pay(outTradeNo: string, authCode: string, biz?: object): Promise<string | undefined>
  /** The same server, gone and started again. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface Visit {
  page: Page
  /** What the browser complained about: errors of scripts, and of the content policy. */
  complaints: string[]
  /** Addresses that were asked for outside the server. */
  strangers: string[]
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** `more`: further switches of chromium. */
export const launch = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: whereIs('chromium'),
    // Tests run as root in containers, where the sandbox of the browser cannot be had.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-prefers-reduced-motion', ...more],
  })

export async function openStage(): Promise<Stage> {
  const shop = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end('success'))
  })
  const notifyUrl = `${await listening(shop)}/notify`
  const browser = await launch()
  let server = await startServer({ port: 0, token: TOKEN })

  const call: Stage['call'] = async (method, biz, bend = (params) => params) => {
    const [app] = server.sandbox.apps.list()
    if (!app) throw new Error('a fresh sandbox has an app')
    const params = commonParams(app, method, biz, { notify_url: notifyUrl })
    const body = new URLSearchParams(bend(signed(app, params)))
    return fetch(`${server.url}/gateway.do`, { method: 'POST', body }).then(
      (reply) => reply.text(),
      () => undefined,
    )
  }
  return {
    get server() {
      return server
    },
    browser,
    notifyUrl,
    open: async (route = '', options = {}, other = browser) =>
      visit(other, `${server.url}/_sim/#token=${TOKEN}&${route}`, options),
    look: (address, options = {}) => visit(browser, address, options),
    call,
    pay: (out_trade_no, auth_code, biz = {}) => {
      const order = { out_trade_no, auth_code, total_amount: '88.88', subject: '一杯咖啡' }
      return call('alipay.trade.pay', { ...order, scene: 'bar_code', ...biz })
    },
    restart: async () => {
      const { port } = server
      await server.close()
      server = await startServer({ port, token: TOKEN })
    },
    close: async () => {
      await browser.close()
      await server.close()
      shop.closeAllConnections()
      shop.close()
    },
  }
}

export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const complaints: string[] = []
  const strangers: string[] = []
  const { origin } = new URL(address)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A server that is not there is a complaint of the network, which a test asks for itself.
    if (message.type() !== 'error' || message.text().includes('net::ERR_CONNECTION')) return
    complaints.push(message.text())
  })
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) strangers.push(url)
  })
  await page.goto(address)
  await page.waitForSelector('h1')
  return { page, complaints, strangers }
}

/** What a screen reader or a person with weak eyes would stumble over; asked past the content policy. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: there } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await there.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  })
}

export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
