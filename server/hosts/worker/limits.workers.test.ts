// The platform's limits, where the local runtime does not keep them, and where a user would meet them.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { deploy } from '../../testing/deployment.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

const PATIENCE = { timeout: 120_000, interval: 20 }

/** A shop that keeps its answers until it is told, and knows how many wait at most. */
async function openSlowShop() {
  const held: (() => void)[] = []
  let most = 0
  let asked = 0
  const server = createServer((request, response) => {
    request.resume()
    asked += 1
    held.push(() => response.end('success'))
    most = Math.max(most, held.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/notify`,
    letGo: () => {
      for (const answer of held.splice(0)) answer()
    },
    held: () => held.length,
    most: () => most,
    asked: () => asked,
  }
}

describe.skipIf(!isHere)('a limit', async () => {
  if (!isHere) return
  const sim = await deploy()

  test('of six connections: twenty notifications due at once leave six at a time', async () => {
    const shop = await openSlowShop()
    await sim.control('POST', '/sandboxes', { id: 'busy' })
    const client = await sim.client('busy')
    await client.control('PUT', '/clock/rate', { rate: 0 })
    for (let nth = 0; nth < 20; nth++) await client.pay(`o-${nth}`, { notify_url: shop.url })
    // By the wall: a clock that is advanced waits for each answer before it goes on.
    await client.control('PUT', '/clock/rate', { rate: 1 })
    for (let left = 20; left > 0;) {
      await vi.waitFor(() => expect(shop.held()).toBe(Math.min(6, left)), PATIENCE)
      left -= shop.held()
      shop.letGo()
    }
    expect(shop.most()).toBe(6)
    expect(shop.asked()).toBe(20)
  })

  test('of 50 bytes in a pattern: a longer search finds what it seeks', async () => {
    await sim.control('POST', '/sandboxes', { id: 'search' })
    const client = await sim.client('search')
    const long = `order_${'n'.repeat(56)}`
    await client.pay(long)
    await client.pay('another')
    const found = await client.control<{ outTradeNo: string }[]>(
      'GET',
      `/trades?search=${encodeURIComponent(long.toUpperCase())}`,
    )
    expect(found.map(({ outTradeNo }) => outTradeNo)).toEqual([long])
  })

  test('of 2 MB in a row: the largest call that is taken can be written down', async () => {
    await sim.control('POST', '/sandboxes', { id: 'large' })
    const client = await sim.client('large')
    // Bytes that JSON writes with six characters each.
    const body = `app_id=${client.app.appId}&method=alipay.trade.query&x=${'\u0001'.repeat(261_000)}`
    const answer = await fetch(`${sim.url()}/gateway.do`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    expect(await answer.text()).toContain('"code":"4000')
    const { authCode } = await client.control<{ authCode: string }>('POST', '/buyers/codes', {})
    const order = { out_trade_no: 'o-1', total_amount: '1.00', subject: 'x', scene: 'bar_code' }
    const biz = { ...order, auth_code: authCode, extra: '\u0001'.repeat(24_000) }
    expect(await client.trade('pay', biz)).toMatchObject({ code: '10000' })
    expect(sim.log()).not.toContain('a bug')
  })

  test('of 1,000 rows in a page: every endpoint of the control API answers from an object', async () => {
    const document = await sim.control<{ paths: Record<string, Record<string, unknown>> }>(
      'GET',
      '/openapi.json',
    )
    const reads = Object.entries(document.paths)
      .filter(([path, verbs]) => 'get' in verbs && !path.includes('{') && path !== '/sandboxes')
      .map(([path]) => path)
    expect(reads.length).toBeGreaterThan(10)
    for (const path of reads) {
      const { status } = await sim.send('GET', path)
      expect([path, status < 500]).toEqual([path, true])
    }
  })
})
