// A browser, a server with a shop that pays and is notified, and the console of that server, for tests.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { startServer, type RunningServer } from '../server/hosts/node.ts'
import { launchChromium, visit, type Visit } from '../server/testing/chromium.fixture.ts'
import { commonParams, signed, type Params } from '../server/testing/shop.fixture.ts'

export const TOKEN = 'a-token-for-the-console'

export interface Stage {
  server: RunningServer
  browser: Browser
  /** Where a notification of this order was acknowledged: by a shop of ours. */
  notifyUrl: string
  /** Where the shop answers what is nearly an acknowledgement. */
  refusesUrl: string
  /** A page with the console open, ready: `#/default/trades`. */
  open(route?: string, options?: BrowserContextOptions, browser?: Browser): Promise<Visit>
  /** A page of the gateway itself, such as the cashier. */
  look(address: string, options?: BrowserContextOptions): Promise<Visit>
  /** A signed call of the gateway; `undefined` where nobody answered. */
  call(
    method: string,
    biz: object,
    bend?: (params: Params) => Params,
    notifyUrl?: string,
  ): Promise<string | undefined>
  /** A payment by code. */
  pay(
    outTradeNo: string,
    authCode: string,
    biz?: object,
    notifyUrl?: string,
  ): Promise<string | undefined>
  /** The same server, gone and started again. */
  restart(): Promise<void>
  close(): Promise<void>
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export async function openStage(): Promise<Stage> {
  const shop = createServer((request, response) => {
    request.resume()
    request.on('end', () => response.end(request.url === '/refuses' ? 'Success' : 'success'))
  })
  const shopUrl = await listening(shop)
  const notifyUrl = `${shopUrl}/notify`
  const browser = await launchChromium()
  let server = await startServer({ port: 0, token: TOKEN })

  const call: Stage['call'] = async (method, biz, bend = (params) => params, to = notifyUrl) => {
    const [app] = server.sandbox.apps.list()
    if (!app) throw new Error('a fresh sandbox has an app')
    const params = commonParams(app, method, biz, { notify_url: to })
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
    refusesUrl: `${shopUrl}/refuses`,
    open: async (route = '', options = {}, other = browser) =>
      visit(other, `${server.url}/_sim/#token=${TOKEN}&${route}`, options),
    look: (address, options = {}) => visit(browser, address, options),
    call,
    pay: (out_trade_no, auth_code, biz = {}, to) => {
      const order = { out_trade_no, auth_code, total_amount: '88.88', subject: '一杯咖啡' }
      return call('alipay.trade.pay', { ...order, scene: 'bar_code', ...biz }, undefined, to)
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
