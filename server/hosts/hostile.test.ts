// Whatever arrives, at whichever endpoint: an answer, no bug, and a sandbox that goes on working.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBillShop } from '../testing/bill-shop.fixture.ts'
import { enter } from '../testing/cashier.fixture.ts'
import { openControl } from '../testing/control.fixture.ts'
import { openShop, type Shop } from '../testing/shop.fixture.ts'

const ORIGIN = 'http://gateway.test'
const RUNS = { numRuns: 60 }

const bytes = fc.uint8Array({ maxLength: 200 })
/** Bytes as a form, as a query, as anything: escaped here, raw there. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '__proto__',
    'constructor',
    '\0',
    '%',
    '../..',
    '2026-01-05',
    '支付',
  ),
)
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded;charset=GBK',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json',
  'text/plain;charset=nonsense',
)
const pairs = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), words)
const verb = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH')

/** A memory host throws what it takes for a bug, so an answer is proof that there was none. */
async function statusOf(shop: Pick<Shop, 'sandbox'>, path: string, init: RequestInit = {}) {
  const response = await shop.sandbox.fetch(new Request(`${ORIGIN}${path}`, init))
  await response.arrayBuffer()
  return response.status
}

async function stillPays(shop: Shop) {
  expect(await shop.pay('afterwards')).toMatchObject({ code: '10000' })
  // Every exchange that was opened has ended.
  const entries = shop.sandbox.journal.since(0)
  const opened = entries.filter(({ kind }) => kind === 'request').length
  expect(entries.filter(({ kind }) => kind === 'end')).toHaveLength(opened)
}

test('gateway.do: random bytes, types and queries', async () => {
  const shop = openShop()
  const common = pairs('app_id', 'method', 'charset', 'sign', 'sign_type', 'biz_content', 'x')
  await fc.assert(
    fc.asyncProperty(bytes, type, common, verb, async (body, contentType, query, method) => {
      const headers = { 'content-type': contentType }
      const path = `/gateway.do?${new URLSearchParams(query)}`
      const init = { method, headers, ...(method !== 'GET' && { body: Buffer.from(body) }) }
      expect(await statusOf(shop, path, init)).toBe(200)
    }),
    RUNS,
  )
  await stillPays(shop)
})

test('gateway.do: random common parameters of a known app', async () => {
  const shop = openShop()
  const common = pairs('method', 'charset', 'sign', 'sign_type', 'timestamp', 'version', 'format')
  await fc.assert(
    fc.asyncProperty(common, async (params) => {
      const body = new URLSearchParams({ app_id: shop.app.appId, ...params })
      expect(await statusOf(shop, '/gateway.do', { method: 'POST', body })).toBe(200)
    }),
    RUNS,
  )
  await stillPays(shop)
})

test('notify_verify: random partners and ids are not genuine', async () => {
  const shop = openShop()
  await fc.assert(
    fc.asyncProperty(pairs('partner', 'notify_id', 'charset'), bytes, async (asked, body) => {
      const query = new URLSearchParams({ ...asked, service: 'notify_verify' })
      const init = { method: 'POST', body: Buffer.from(body) }
      const request = new Request(`${ORIGIN}/gateway.do?${query}`, init)
      expect(await shop.text(request)).toMatch(/^(false|invalid)$/)
    }),
    RUNS,
  )
  await stillPays(shop)
})

test('v3: random verbs, paths, headers and bytes', async () => {
  const shop = openShop()
  const header = fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,60}$/)
  const path = fc.array(words, { maxLength: 4 }).map((all) => all.map(encodeURIComponent).join('/'))
  await fc.assert(
    fc.asyncProperty(verb, path, header, bytes, async (method, rest, authorization, body) => {
      const headers = { authorization, 'alipay-encrypt-type': 'AES' }
      const init = { method, headers, ...(method !== 'GET' && { body: Buffer.from(body) }) }
      expect(await statusOf(shop, `/v3/x${rest}`, init)).toBe(400)
    }),
    RUNS,
  )
  await stillPays(shop)
})

test('the cashier: random codes, tickets and forms', async () => {
  const visit = await enter('app')
  const fields = pairs('does', 'ticket', 'logonId', 'password', 'channel', 'lang')
  const does = fc.constantFrom('log-in', 'pay', 'pay-unheard', 'confirm', 'leave', 'cut-off', '')
  const code = fc.oneof(
    fc.constant(visit.location),
    words.map((one) => `/cashier/${encodeURIComponent(one)}/x`),
  )
  await fc.assert(
    fc.asyncProperty(
      code,
      fields,
      does,
      bytes,
      type,
      async (path, form, step, body, contentType) => {
        const query = new URLSearchParams(form).toString()
        expect(await statusOf(visit, `${path}?${query}`)).toBeLessThan(500)
        const filled = new URLSearchParams({ ...form, does: step })
        expect(await statusOf(visit, path, { method: 'POST', body: filled })).toBeLessThan(500)
        const raw = {
          method: 'POST',
          headers: { 'content-type': contentType },
          body: Buffer.from(body),
        }
        expect(await statusOf(visit, path, raw)).toBeLessThan(500)
      },
    ),
    RUNS,
  )
  expect(visit.sandbox.trades.list()).toEqual([])
  await stillPays(visit)
})

test('the download of a bill: random links, and a true one bent', async () => {
  const shop = openBillShop()
  await shop.pay('order-1')
  await shop.nextDay()
  const link = new URL(await shop.link('trade', '2026-01-05'))
  const names = [
    'bizType',
    'userId',
    'fileType',
    'bizDates',
    'fileId',
    'timestamp',
    'token',
  ] as const
  await fc.assert(
    fc.asyncProperty(pairs(...names), fc.boolean(), verb, async (bent, isWhole, method) => {
      const query = new URLSearchParams(isWhole ? link.search : '')
      for (const [name, value] of Object.entries(bent)) query.set(name, value)
      const isTrue = query.toString() === link.searchParams.toString()
      const status = await statusOf(shop, `${link.pathname}?${query}`, { method })
      expect(status).toBe(method !== 'GET' ? 405 : isTrue ? 200 : 403)
    }),
    RUNS,
  )
  expect(await shop.pay('order-2')).toMatchObject({ code: '10000' })
})

test('the control API: random parameters, queries and bodies at every operation', async () => {
  const control = openControl()
  const { body: document } = await control.call('GET /openapi.json')
  const { paths } = document as { paths: Record<string, Record<string, unknown>> }
  const operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.keys(verbs)
      .filter((method) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map((method) => [method.toUpperCase(), path.replace(/^\/_sim/, '')] as const),
  )
  expect(operations.length).toBeGreaterThan(30)
  const body = fc.oneof(fc.json(), words, fc.constant('{}'))
  const statuses = new Set<number>()
  for (const [method, path] of operations) {
    await fc.assert(
      fc.asyncProperty(words, fc.dictionary(words, words), body, async (word, query, text) => {
        const value = encodeURIComponent(word === '' || word.startsWith('.') ? 'x' : word)
        const at = `${path.replace(/\{\w+\}/g, value)}?${new URLSearchParams(query)}`
        const response = await control.send(method, at, method === 'GET' ? undefined : text)
        // Says which request it was, and what went wrong.
        const what = { method, at, text, bugs: control.bugs.map(String) }
        expect(response.status, JSON.stringify(what)).toBeLessThan(500)
        statuses.add(response.status)
        await response.body?.cancel()
      }),
      { numRuns: 15 },
    )
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404]))
  expect(control.bugs).toEqual([])
  expect(await control.shop.pay('afterwards')).toMatchObject({ code: '10000' })
})
