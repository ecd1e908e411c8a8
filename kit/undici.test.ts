// The dispatcher under every client that stands on undici: the official SDK 4, urllib, undici itself and
// the `fetch` of this Node. What reaches a real host by mistake must fail here.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk'
import * as undici from 'undici'
import * as undici8 from 'undici-8'
import * as urllib from 'urllib'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { signed } from '../client-tests/drives/openapi-client.ts'
import { createSandbox } from '../server/hosts/memory.ts'
import { failureOf } from './failure.fixture.ts'
import { createTestSandbox } from './test.ts'
import { createDispatcher } from './undici.ts'

const PRODUCTION = 'https://openapi.alipay.com/gateway.do'
const QUERY = { bizContent: { outTradeNo: 'T1' } }

const before = undici.getGlobalDispatcher()
afterEach(() => undici.setGlobalDispatcher(before))

let alipay = createTestSandbox()
beforeEach(() => {
  alipay = createTestSandbox({ merchant: () => new Response('success') })
  onTestFinished(() => alipay.close())
})

const sdkWith = (config: Partial<AlipaySdkConfig> = {}) =>
  new AlipaySdk({ ...alipay.sdkConfig(), gateway: PRODUCTION, ...config })

const payWith = (sdk: AlipaySdk, outTradeNo = 'T1') =>
  sdk.exec(
    'alipay.trade.pay',
    {
      notifyUrl: 'https://shop.example/notify',
      bizContent: {
        outTradeNo,
        subject: 'tea',
        totalAmount: '8.88',
        scene: 'bar_code',
        authCode: alipay.code(),
      },
    },
    { validateSign: true },
  )

describe('each way to put it in', () => {
  test('proxyAgent of alipay-sdk 4: a payment at the production address, and its notification', async () => {
    expect(await payWith(sdkWith())).toMatchObject({ code: '10000' })
    expect((await alipay.notification()).reply).toMatchObject({ acknowledged: true })
  })

  test('setGlobalDispatcher of urllib: alipay-sdk 4 as the shop has set it up', async () => {
    urllib.setGlobalDispatcher(alipay.dispatcher)
    expect(await payWith(sdkWith({ proxyAgent: undefined }))).toMatchObject({ code: '10000' })
  })

  test('setGlobalDispatcher of undici: undici.request, undici.fetch and the fetch of this Node', async () => {
    undici.setGlobalDispatcher(alipay.dispatcher)
    for (const get of [undici.fetch, fetch] as (typeof fetch)[]) {
      const reply = await get(`${PRODUCTION}?a=1`)
      expect([reply.status, await reply.text()]).toEqual([
        200,
        expect.stringContaining('_response'),
      ])
    }
    const { statusCode, body } = await undici.request(PRODUCTION, {
      method: 'POST',
      query: { b: 2 },
    })
    expect([statusCode, await body.text()]).toEqual([200, expect.stringContaining('_response')])
    expect(
      alipay.sandbox
        .trace()
        .of('request')
        .map(({ wire }) => wire.start),
    ).toEqual([`GET ${PRODUCTION}?a=1`, `GET ${PRODUCTION}?a=1`, `POST ${PRODUCTION}?b=2`])
  })

  test('undici 8, whose callbacks are others, and interceptors by compose', async () => {
    undici8.setGlobalDispatcher(alipay.dispatcher)
    const retry = undici8.interceptors.retry({ maxRetries: 1, minTimeout: 1 })
    const dispatcher = alipay.dispatcher.compose(retry)
    for (const options of [{}, { dispatcher }]) {
      const { statusCode, body } = await undici8.request(PRODUCTION, options)
      expect([statusCode, await body.text()]).toEqual([200, expect.stringContaining('_response')])
    }
    const cut = undici8.request('https://mobilegw.alipay.com/gateway.do')
    expect(await failureOf(cut)).toContain('RefusedByAlipaySim')
  })

  test('over a sandbox of createSandbox, and hosts of one’s own', async () => {
    const sandbox = createSandbox({ merchant: () => new Response('success') })
    const dispatcher = createDispatcher(sandbox, { hosts: ['pay.example:8443'] })
    const { statusCode } = await undici.request('https://pay.example:8443/gateway.do', {
      dispatcher,
    })
    expect(statusCode).toBe(200)
    expect(await failureOf(undici.request(PRODUCTION, { dispatcher }))).toContain(
      'RefusedByAlipaySim',
    )
  })
})

describe('other hosts', () => {
  test('a payment host without a sandbox is refused, also where others pass', async () => {
    for (const others of ['refuse', 'pass'] as const) {
      const dispatcher = createDispatcher(alipay, { others })
      const failed = await failureOf(
        undici.request('https://mobilegw.alipay.com/gateway.do', { dispatcher }),
      )
      expect(failed).toBe(
        'RefusedByAlipaySim: alipay-sim keeps this request from the real mobilegw.alipay.com: no sandbox answers ' +
          'for it; add it to `hosts` (now openapi.alipay.com, openapi-sandbox.dl.alipaydev.com, ' +
          'openapi.alipaydev.com, mapi.alipay.com, mapi.alipaydev.com, notify.alipay.com, api.mch.weixin.qq.com, api2.mch.weixin.qq.com) [ERR_ALIPAY_SIM_REFUSED]',
      )
    }
  })

  test('any other host is refused until it may pass', async () => {
    const { dispatcher } = alipay
    const call = undici.request('https://shop.invalid/', { dispatcher })
    expect(await failureOf(call)).toContain('let it through with `others: "pass"`')
    const passing = createDispatcher(alipay, { others: 'pass' })
    const passed = undici.request('https://shop.invalid/', { dispatcher: passing })
    expect(await failureOf(passed)).toMatch(/ENOTFOUND|EAI_AGAIN/)
  })

  test('what passes names no dispatcher any more: the undici of Node 22 refuses that', async () => {
    const named: boolean[] = []
    class Recording extends undici.Agent {
      override dispatch(
        options: undici.Agent.DispatchOptions,
        handler: undici.Dispatcher.DispatchHandler,
      ) {
        named.push('dispatcher' in options)
        return super.dispatch(options, handler)
      }
    }
    undici.setGlobalDispatcher(new Recording())
    const dispatcher = createDispatcher(alipay, { others: 'pass' })
    await failureOf(undici.request('https://shop.invalid/', { dispatcher }))
    expect(named).toEqual([false])
  })

  test('this machine passes always, by undici and by the fetch of this Node', async () => {
    const server = createServer((_request, response) => response.end('here'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    undici.setGlobalDispatcher(alipay.dispatcher)
    expect(await (await fetch(url)).text()).toBe('here')
    expect(await (await undici.request(url)).body.text()).toBe('here')
    expect((await urllib.request(url, { dataType: 'text' })).data).toBe('here')
  })
})

describe('faults travel', () => {
  test('F05, no answer: the SDK gives up after its 5 s, by the gateway’s clock', async () => {
    alipay.faults.once('F05', { op: 'QUERY' }, { executed: 'yes' })
    const wall = alipay.time.wallMs()
    const failed = await failureOf(sdkWith().exec('alipay.trade.query', QUERY))
    expect(failed).toContain('HttpClientRequestTimeoutError: Request timeout for 5000 ms')
    expect(failed).toContain('HeadersTimeoutError')
    expect(alipay.time.wallMs() - wall).toBe(5_000)
    expect(alipay.sandbox.trace().of('end')).toMatchObject([{ by: 'client', whole: false }])
  })

  test('F05, no answer, for a client without a time-out: until it hangs up', async () => {
    alipay.faults.once('F05')
    const hangUp = new AbortController()
    undici.setGlobalDispatcher(alipay.dispatcher)
    const call = fetch(urlOfAQuery(), { signal: hangUp.signal })
    setTimeout(() => hangUp.abort(), 30)
    expect(await failureOf(call)).toContain('AbortError')
  })

  test('F03, a reset: the SDK sends again by itself, as on a socket, and a rule counts one call', async () => {
    alipay.faults.once('F03', { op: 'QUERY' })
    const failed = await failureOf(sdkWith().exec('alipay.trade.query', QUERY))
    expect(failed).toContain('HttpClient Request error: read ECONNRESET')
    expect(alipay.sandbox.trace().exchanges).toHaveLength(2)
    const found = await sdkWith().exec('alipay.trade.query', QUERY)
    expect(found).toMatchObject({ subCode: 'ACQ.TRADE_NOT_EXIST' })
  })

  test('F03, always: the errors are those of a socket', async () => {
    const { dispatcher } = alipay
    const ask = () => undici.request(urlOfAQuery(), { dispatcher })
    alipay.faults.always('F03', {}, { how: 'rst' })
    expect(await failureOf(ask())).toBe('Error: read ECONNRESET [ECONNRESET]')
    alipay.faults.clear()
    alipay.faults.always('F03', {}, { how: 'fin' })
    const closed = await ask().catch((error: unknown) => error)
    expect(closed).toBeInstanceOf(undici.errors.UndiciError)
    expect(closed).toMatchObject({ name: 'SocketError', code: 'UND_ERR_SOCKET' })
  })

  test('F09, cut: the head arrives, and the body breaks', async () => {
    alipay.faults.always('F09', {}, { afterBytes: 10 })
    const { statusCode, body } = await undici.request(urlOfAQuery(), {
      dispatcher: alipay.dispatcher,
    })
    expect(statusCode).toBe(200)
    expect(await failureOf(body.text())).toContain('UND_ERR_SOCKET')
  })

  test('F06, drip: arrives whole, late by the gateway’s clock alone; a short bodyTimeout gives up', async () => {
    const { dispatcher } = alipay
    alipay.faults.always('F06', {}, { delay: '2s', chunkBytes: 100, every: '1s' })
    const wall = alipay.time.wallMs()
    const whole = await undici.request(urlOfAQuery(), { dispatcher })
    expect(await whole.body.text()).toContain('_response')
    expect(alipay.time.wallMs() - wall).toBeGreaterThan(3_000)
    const slow = await undici.request(urlOfAQuery(), { dispatcher, bodyTimeout: 500 })
    expect(await failureOf(slow.body.text())).toContain('BodyTimeoutError')
    const late = undici.request(urlOfAQuery(), { dispatcher, headersTimeout: 1_999 })
    expect(await failureOf(late)).toContain('HeadersTimeoutError')
  })

  test('an outage: the connection is refused', async () => {
    alipay.sandbox.cutOff(1_000)
    const call = undici.request(urlOfAQuery(), { dispatcher: alipay.dispatcher })
    expect(await failureOf(call)).toBe('Error: connect ECONNREFUSED [ECONNREFUSED]')
  })
})

/** A signed query for an order that nobody knows. */
function urlOfAQuery(): string {
  const keys = { ...alipay.app, notifyUrl: undefined, now: alipay.time.wallMs }
  const params = signed(keys, 'alipay.trade.query', { out_trade_no: 'nobody' })
  return `${PRODUCTION}?${new URLSearchParams(params)}`
}

describe('what is handed in', () => {
  test.each([
    [
      { hosts: ['https://openapi.alipay.com/gateway.do'] },
      'hosts: "https://openapi.alipay.com/gateway.do" is no host',
    ],
    [{ hosts: [] }, 'hosts: [] is no list of hosts'],
    [{ others: 'allow' as never }, 'others: "allow" is not known; write "refuse" or "pass"'],
  ])('%j is refused by name', (options, message) => {
    expect(() => createDispatcher(alipay, options)).toThrow(message)
  })

  test('a server in place of a sandbox: the remedy is another one', () => {
    const server = { url: 'http://127.0.0.1:8600' }
    expect(() => createDispatcher(server as never)).toThrow('a server needs no interception')
  })

  test('bodies in every form that undici takes', async () => {
    const form = new undici.FormData()
    form.set('method', 'of-a-form')
    const bodies = [
      'method=text',
      Buffer.from('method=bytes'),
      (async function* () {
        yield 'method='
        yield 'stream'
      })(),
      form,
    ]
    for (const body of bodies) {
      await undici.request(PRODUCTION, {
        method: 'POST',
        body: body as string,
        dispatcher: alipay.dispatcher,
      })
    }
    const sent = alipay.sandbox
      .trace()
      .of('request')
      .map(({ wire }) => wire.body)
    expect(sent.slice(0, 3)).toEqual(['method=text', 'method=bytes', 'method=stream'])
    expect(sent[3]).toContain('of-a-form')
  })

  test('a closed dispatcher carries nothing, and calls that only undici knows are refused in words', async () => {
    const dispatcher = createDispatcher(alipay)
    expect(() => dispatcher.request()).toThrow('call undici.request(url, { dispatcher })')
    await dispatcher.close()
    expect(await failureOf(undici.request(PRODUCTION, { dispatcher }))).toContain('was closed')
  })
})
