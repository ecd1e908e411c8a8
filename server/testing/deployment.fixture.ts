// The simulator as it is deployed, in the Workers runtime on this machine, with a shop beside it and its
// control API at hand: for tests.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'
import type { AppView } from '../control/apps.ts'
import { commonParams, signed, type Params } from './shop.fixture.ts'
import { scratchFolder } from './scratch.fixture.ts'
import { startWorkerd, type RunningWorkerd, type Runtime } from './workerd.fixture.ts'

export const OPERATOR = 'the-operators-token'

type Listen = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A shop that hears of payments; it answers `success` unless told otherwise. */
export async function openWebShop(
  answer: Listen = (_request, response) => response.end('success'),
) {
  const received: Params[] = []
  let listen = answer
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push(Object.fromEntries(new URLSearchParams(body)))
      listen(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return {
    url: `http://127.0.0.1:${port}/notify`,
    received,
    answers: (other: Listen) => {
      listen = other
    },
  }
}

const VARS = { SIM_TOKEN: OPERATOR, SIM_READY_MADE_KEYS: 'yes', SIM_NOTIFY_HOSTS: 'local' }

/** Ends with the tests of the file. Its clocks run as fast as those of any sandbox. */
export async function deploy({ vars, ...more }: Partial<Runtime> = {}) {
  const runtime: Runtime = {
    folder: scratchFolder(afterAll),
    ...more,
    vars: { ...VARS, ...vars },
  }
  let workerd: RunningWorkerd = await startWorkerd(runtime)
  afterAll(() => workerd.kill())

  const send = (method: string, path: string, body?: object, token = OPERATOR) =>
    fetch(`${workerd.url}/_sim${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    })
  const control = async <T>(
    method: string,
    path: string,
    body?: object,
    token?: string,
  ): Promise<T> => {
    const response = await send(method, path, body, token)
    const answer = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`)
    return (answer === '' ? undefined : JSON.parse(answer)) as T
  }
  return {
    folder: runtime.folder,
    url: () => workerd.url,
    twinUrl: () => workerd.twinUrl,
    log: () => workerd.log(),
    send,
    control,
    client: (sandbox = 'default') => openClient(() => workerd.url, control, sandbox),
    /** Ends the runtime as a machine fails, and starts another over the same objects. */
    restart: async (meanwhile: () => void = () => {}): Promise<void> => {
      await workerd.kill()
      meanwhile()
      workerd = await startWorkerd(runtime)
    },
  }
}

type Control = <T>(method: string, path: string, body?: object) => Promise<T>

/** A merchant of one sandbox that signs by hand. */
async function openClient(url: () => string, control: Control, sandbox: string) {
  const here = `/sandboxes/${sandbox}`
  const [app] = await control<AppView[]>('GET', `${here}/apps`)
  const key = app?.appPrivateKey?.pkcs8Pem
  if (!app || !key) throw new Error(`${sandbox} has no app with a key`)
  const unused = { alipayPrivateKey: '', appPublicKey: '', alipayPublicKey: '' }
  const { certificates: _none, ...account } = {
    ...app,
    ...unused,
    credentials: {},
    appPrivateKey: key,
  }
  const params = (method: string, biz: object, more: Params = {}) =>
    signed(account, commonParams(account, method, biz, more))
  const post = (sent: Params, to = url()) =>
    fetch(`${to}/gateway.do`, { method: 'POST', body: new URLSearchParams(sent) })
  return {
    app,
    params,
    post,
    control: <T>(method: string, path: string, body?: object) =>
      control<T>(method, `${here}${path}`, body),
    /** The business node of `alipay.trade.<name>`. */
    trade: async (
      name: string,
      biz: object,
      more: Params = {},
    ): Promise<Record<string, string>> => {
      const answer = await post(params(`alipay.trade.${name}`, biz, more))
      const said = (await answer.json()) as Record<string, Record<string, string>>
      return said[`alipay_trade_${name.replaceAll('.', '_')}_response`] ?? {}
    },
    pay: async function (outTradeNo: string, more: Params = {}, amount = '88.88') {
      const { authCode } = await control<{ authCode: string }>('POST', `${here}/buyers/codes`, {})
      const order = { out_trade_no: outTradeNo, total_amount: amount, subject: '一杯咖啡' }
      return this.trade('pay', { ...order, scene: 'bar_code', auth_code: authCode }, more)
    },
  }
}
