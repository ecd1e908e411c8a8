// The control API over a shop in memory, for tests: requests in, parsed answers out, no socket.
import { Hono } from 'hono'
import { createControl } from '../control/control.ts'
import { createDirectory, DEFAULT_ID } from '../directory/directory.ts'
import { createSandbox } from '../hosts/memory.ts'
import { GATEWAYS } from '../protocols/protocols.ts'
import { GATEWAY, NOTIFY_URL, openShop, type ShopOptions } from './shop.fixture.ts'

const TOKEN = 'a-token-for-tests'

export interface Answer {
  status: number
  headers: Headers
  /** Parsed when it is JSON, else text. */
  body: unknown
}

export function openControl(options: ShopOptions = {}) {
  const shop = openShop({ id: DEFAULT_ID, ...options })
  const store = {
    gateways: GATEWAYS,
    open: (id: string, seed: string) =>
      id === DEFAULT_ID ? shop.sandbox : createSandbox({ id, seed }),
    stored: () => [],
    discard: () => {},
    cutOff: (forMs: number) => shop.sandbox.cutOff(forMs),
  }
  const directory = createDirectory(store, 'alipay-sim')
  const bugs: unknown[] = []
  const onBug = (error: unknown) => void bugs.push(error)
  const ownLine = {
    url: (path: string) => new URL(path, NOTIFY_URL).href,
    fetch: (path: string, init: RequestInit) =>
      shop.sandbox.fetch(new Request(new URL(path, GATEWAY), init)),
  }
  const guard = { token: TOKEN, instance: 'desk', allowedHosts: ['sim.internal'], ownLine }
  const routes = new Hono().route('/_sim', createControl(directory, { ...guard, onBug }))

  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const withToken = { authorization: `Bearer ${TOKEN}`, ...headers }
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    return routes.request(`http://127.0.0.1:8600/_sim${path}`, {
      method,
      headers: withToken,
      body: text,
    })
  }
  return {
    shop,
    directory,
    bugs,
    send,
    /** `call('POST /clock/next')` */
    call: async (
      line: string,
      body?: unknown,
      headers?: Record<string, string>,
    ): Promise<Answer> => {
      const [method = '', path = ''] = line.split(' ')
      const response = await send(method, path, body, headers)
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        headers: response.headers,
        body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
      }
    },
  }
}
