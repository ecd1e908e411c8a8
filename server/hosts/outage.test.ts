// Nobody reaches the gateway: over real sockets and in process.
import { afterEach, expect, test } from 'vitest'
import { SECOND } from '../values/instant.ts'
import { openControl } from '../testing/control.fixture.ts'
import { startServer, type RunningServer } from './node.ts'

const TOKEN = 'a-token-for-tests'
let server: RunningServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The status of a request to the gateway, or why there is none. */
async function reach(url: string): Promise<number | string> {
  try {
    return (await fetch(`${url}/gateway.do`)).status
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } }
    return cause?.code ?? 'unknown'
  }
}

test('I01: connections are refused, the control port stays, and the gateway comes back', async () => {
  server = await startServer({ port: 0, controlPort: 0, token: TOKEN })
  const { url, controlUrl = '' } = server
  expect(await reach(url)).toBe(200)
  const asked = await post(`${controlUrl}/_sim/outage`, { for: '400ms' })
  expect(await asked.json()).toEqual({ forMs: 400 })
  const answers: (number | string)[] = []
  while (answers.at(-1) !== 'ECONNREFUSED') answers.push(await reach(url))
  expect((await fetch(`${controlUrl}/_sim/health`)).status).toBe(200)
  const again = await post(`${controlUrl}/_sim/outage`, { for: '1s' })
  expect(await again.json()).toMatchObject({ field: 'for' })
  while (answers.at(-1) !== 200) answers.push(await reach(url))
  expect(server.sandbox.trace().of('fault')).toMatchObject([
    { catalogueId: 'I01', faultKind: 'outage' },
  ])
  expect(server.sandbox.trace().of('request').length).toBeLessThan(answers.length)
})

test('I01: the control port serves no gateway', async () => {
  server = await startServer({ port: 0, controlPort: 0, token: TOKEN })
  expect(await reach(server.controlUrl ?? '')).toBe(404)
  expect((await fetch(`${server.url}/_sim/health`)).status).toBe(200)
})

test('I01: a server that is closed during its outage ends', async () => {
  server = await startServer({ port: 0, token: TOKEN })
  server.directory.cutOff(3_600_000)
  const { url } = server
  await server.close()
  server = undefined
  expect(await reach(url)).toBe('ECONNREFUSED')
})

test('I01 in process: what was under way goes on, and no call comes in', async () => {
  const { shop, call } = openControl()
  await shop.pay('o-1')
  await call('POST /outage', { for: '20s' })
  const query = () => shop.trade('query', { out_trade_no: 'o-1' })
  await expect(query()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await shop.pass(19 * SECOND)
  await expect(query()).rejects.toThrow('fetch failed')
  expect(shop.received).toHaveLength(1)
  await shop.pass(SECOND)
  expect(await query()).toMatchObject({ trade_status: 'TRADE_SUCCESS' })
  expect(shop.sandbox.trace().of('request')).toHaveLength(2)
  expect(shop.sandbox.trace().of('fault')).toMatchObject([
    { catalogueId: 'I01', faultKind: 'outage' },
  ])
  expect(shop.sandbox.trades.get('o-1')).toMatchObject({ status: 'TRADE_SUCCESS', refundedFen: 0 })
})

test.each(['forever', '2h'])('I01 for "%s" is refused', async (length) => {
  const { call } = openControl()
  expect(await call('POST /outage', { for: length })).toMatchObject({
    status: 400,
    body: { field: 'for' },
  })
})

test('K05: a server whose clock is 90 s behind', async () => {
  server = await startServer({ port: 0, token: TOKEN, clockSkewMs: -90 * SECOND })
  const behindMs = Date.now() - server.sandbox.clock.view().nowMs
  expect(behindMs).toBeGreaterThan(89 * SECOND)
  expect(behindMs).toBeLessThan(91 * SECOND)
})
