// Faults over real sockets, in both versions of openapi: what a client of Node's own fetch meets, and
// the books afterwards. Waits are for things that happen, never for a time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type RunningServer } from './node.ts'
import { restRequest } from '../testing/rest.fixture.ts'
import { commonParams, formPost, signed } from '../testing/shop.fixture.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, token: 'token' })
})
afterAll(() => server.close())

const DIALECTS = ['openapi-v2', 'openapi-v3'] as const
let orders = 0

function requestFor(dialect: string, name: string, biz: Record<string, unknown>): Request {
  const [app] = server.sandbox.apps.list()
  if (!app) throw new Error('no app')
  if (dialect === 'openapi-v2') {
    const { url, ...form } = partsOf(
      formPost(signed(app, commonParams(app, `alipay.trade.${name}`, biz))),
    )
    return new Request(new URL(url, server.url), form)
  }
  const auth = { timestamp: String(server.sandbox.clock.view().nowMs) }
  const { url, ...rest } = partsOf(
    restRequest(app, { target: `/v3/alipay/trade/${name}`, body: biz, auth }),
  )
  return new Request(new URL(url, server.url), rest)
}

/** What is needed to send the same request to where the server really listens. */
function partsOf(request: Request) {
  const { method, headers, body } = request
  return { url: new URL(request.url).pathname, method, headers, body, duplex: 'half' as const }
}

/** A shop of one order: its faults are its own, whatever else the server does. */
function openOrder(dialect: string, fault: string, options = {}, op = 'PAY') {
  const outTradeNo = `n-${(orders += 1)}`
  server.sandbox.faults.add({ fault, options, match: { op, outTradeNo, count: 1 } })
  const say = (name: string, biz = {}, signal?: AbortSignal) =>
    fetch(requestFor(dialect, name, { out_trade_no: outTradeNo, ...biz }), { signal })
  const auth_code = server.sandbox.buyers.issueCode().authCode
  const order = { total_amount: '88.88', subject: 'x', scene: 'bar_code', auth_code }
  return {
    say,
    pay: (signal?: AbortSignal) => say('pay', order, signal),
    status: () => server.sandbox.trades.get(outTradeNo)?.status ?? 'none',
    /** How the last call of this order ended. */
    end: () => {
      const { exchanges, of } = server.sandbox.trace()
      const mine = exchanges.findLast(({ ids }) => ids.outTradeNo === outTradeNo)
      return of('end').find(({ exchange }) => exchange === mine?.id)
    },
    causes: () =>
      server.sandbox
        .trace()
        .of('commit')
        .filter(({ truth }) => truth?.outTradeNo === outTradeNo)
        .map(({ cause }) => cause),
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing was thrown',
    (error: unknown) => (error instanceof Error ? (error.cause ?? error) : error),
  )

describe.each(DIALECTS)('%s over a socket', (dialect) => {
  test.each([
    ['F03', 'TRADE_SUCCESS'],
    ['F04', 'none'],
    ['F08', 'none'],
  ])('%s: a reset, and the trade is %s', async (fault, after) => {
    const { pay, status, end } = openOrder(dialect, fault)
    expect(await caught(pay())).toMatchObject({ code: 'ECONNRESET' })
    expect(status()).toBe(after)
    expect(end()).toMatchObject({ by: 'gateway', whole: false, deliveredBytes: 0 })
  })

  test.each([
    ['F03', 'TRADE_SUCCESS'],
    ['F04', 'none'],
  ])('%s by fin: an early close, and the trade is %s', async (fault, after) => {
    const { pay, status } = openOrder(dialect, fault, { how: 'fin' })
    expect(await caught(pay())).toMatchObject({ code: 'UND_ERR_SOCKET' })
    expect(status()).toBe(after)
  })

  test.each([
    ['no', 'none'],
    ['yes', 'TRADE_SUCCESS'],
  ])('F05 executed %s: until the client leaves; %s', async (executed, after) => {
    const { pay, status, end } = openOrder(dialect, 'F05', { executed })
    const leave = new AbortController()
    const paying = caught(pay(leave.signal))
    const faults = () => server.sandbox.trace().of('fault').length
    const before = faults()
    await until(() => faults() > before)
    expect(end()).toBeUndefined()
    leave.abort()
    expect(await paying).toMatchObject({ name: 'AbortError' })
    await until(() => end() !== undefined)
    expect(end()).toMatchObject({ by: 'client', deliveredBytes: 0 })
    expect(status()).toBe(after)
  })

  test('F06: slow bytes arrive whole', async () => {
    const { pay, status, end } = openOrder(dialect, 'F06', {
      delayMs: 20,
      chunkBytes: 40,
      everyMs: 1,
    })
    const text = await (await pay()).text()
    expect(text).toContain('"out_trade_no"')
    expect(status()).toBe('TRADE_SUCCESS')
    await until(() => end() !== undefined)
    expect(end()).toMatchObject({
      by: 'gateway',
      whole: true,
      deliveredBytes: Buffer.byteLength(text),
    })
  })

  test('F06: a client that leaves between two bytes has what it has', async () => {
    const slow = { delayMs: 0, chunkBytes: 1, everyMs: 50 }
    const { pay, status, end } = openOrder(dialect, 'F06', slow)
    const leave = new AbortController()
    const response = await pay(leave.signal)
    leave.abort()
    expect(await caught(response.text())).toMatchObject({ name: 'AbortError' })
    await until(() => end() !== undefined)
    expect(end()).toMatchObject({ by: 'client', whole: false })
    expect(end()?.deliveredBytes).toBeGreaterThan(0)
    expect(status()).toBe('TRADE_SUCCESS')
  })

  test('F07: the payment comes after the client was told that there is none', async () => {
    const { pay, say, status, causes } = openOrder(dialect, 'F07', { deltaMs: 30 })
    expect(await caught(pay())).toMatchObject({ code: 'ECONNRESET' })
    expect(await (await say('query')).text()).toContain('ACQ.TRADE_NOT_EXIST')
    expect(status()).toBe('none')
    await until(() => status() === 'TRADE_SUCCESS')
    expect(causes()).toEqual(['late PAY'])
  })

  test('F09: a body that breaks off half-way', async () => {
    const { pay, status, end } = openOrder(dialect, 'F09', { afterBytes: 30 })
    const response = await pay()
    expect(response.status).toBe(200)
    expect(await caught(response.text())).toMatchObject({ code: 'UND_ERR_SOCKET' })
    expect(end()).toMatchObject({ by: 'gateway', whole: false, deliveredBytes: 30 })
    expect(status()).toBe('TRADE_SUCCESS')
  })

  test('F09 with a fitted length: 30 bytes, and HTTP is content', async () => {
    const { pay, status } = openOrder(dialect, 'F09', { afterBytes: 30, length: 'fitted' })
    expect(await (await pay()).text()).toHaveLength(30)
    expect(status()).toBe('TRADE_SUCCESS')
  })

  test.each([
    ['F10', 502, /<html>/],
    ['F11', 200, /upstream: no route/],
  ])('%s: HTTP %i without an answer', async (fault, code, says) => {
    const { pay, status } = openOrder(dialect, fault)
    const response = await pay()
    expect(response.status).toBe(code)
    expect(await response.text()).toMatch(says)
    expect(status()).toBe('none')
  })

  test('F14: the client’s own request is delivered twice, and it pays once', async () => {
    const { pay, status, causes } = openOrder(dialect, 'F14', { gapMs: 60_000 })
    expect((await pay()).status).toBe(200)
    const { fired } = await server.sandbox.clock.advance(60_000)
    expect(fired.map(({ what }) => what)).toEqual([expect.stringContaining('arrives once more')])
    expect(status()).toBe('TRADE_SUCCESS')
    expect(causes()).toEqual(['PAY'])
  })

  test('F15: the cancel overtakes the payment, whose client is answered last', async () => {
    const { pay, say, status, causes, end } = openOrder(dialect, 'F15')
    const faults = () => server.sandbox.trace().of('fault').length
    const before = faults()
    const paying = pay()
    await until(() => faults() > before)
    expect((await say('cancel')).status).toBe(200)
    const paid = await paying
    expect(await paid.text()).toContain('"buyer_pay_amount":"88.88"')
    expect(causes()).toEqual(['late PAY'])
    expect(status()).toBe('TRADE_SUCCESS')
    await until(() => end() !== undefined)
  })

  test('F15: a client that does not wait leaves, and the payment comes all the same', async () => {
    const { pay, say, status, end } = openOrder(dialect, 'F15')
    const faults = () => server.sandbox.trace().of('fault').length
    const before = faults()
    const leave = new AbortController()
    const paying = caught(pay(leave.signal))
    await until(() => faults() > before)
    leave.abort()
    expect(await paying).toMatchObject({ name: 'AbortError' })
    await until(() => end() !== undefined)
    expect(end()).toMatchObject({ by: 'client', whole: false })
    await (await say('cancel')).text()
    await until(() => status() === 'TRADE_SUCCESS')
  })
})
