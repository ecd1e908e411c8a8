// A page of the journal costs what it shows, whatever the bodies are and however many entries there are.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'
import { formPost } from '../testing/shop.fixture.ts'
import { KEPT_LENGTH } from '../journal/cut.ts'
import { successRate } from '../journal/success-rate.ts'
import { PAGE_BYTES } from '../storage/journal.ts'
import type { JournalPage } from './journal.ts'
import { rateOf } from './rates.ts'

const BIG = 80_000

/** Replies of a till, which the journal keeps whole. */
function openFull(count: number) {
  const control = openControl()
  const entry = { kind: 'adapter', act: 'sale', startedMs: 0, status: 200 } as const
  for (let nth = 0; nth < count; nth++) {
    control.shop.sandbox.journal.note({ ...entry, reply: `${nth} `.padEnd(BIG, 'x ') })
  }
  const page = async (query: string) =>
    (await control.call(`GET /journal${query}`)).body as JournalPage
  return { ...control, page }
}

test('a page ends before it is larger than its bound, and the cursor goes on without a gap', async () => {
  const { page, shop } = openFull(12)
  const seen: number[] = []
  let pages = 0
  for (let since = 0, more = true; more; pages++) {
    const next = await page(`?since=${since}`)
    expect(JSON.stringify(next.entries).length).toBeLessThan(PAGE_BYTES + 1_000)
    seen.push(...next.entries.map(({ seq }) => seq))
    since = next.last
    more = next.more
  }
  expect(seen).toEqual(shop.sandbox.journal.since(0).map(({ seq }) => seq))
  expect(pages).toBeGreaterThan(3)
})

test('the latest that fit are shown, and `before` goes back to the first of all', async () => {
  const { page, shop } = openFull(7)
  const newest = await page('?latest=5000')
  expect(newest.more).toBe(true)
  expect(newest.last).toBe(shop.sandbox.journal.latest(1)[0]?.seq)
  let [first] = newest.entries
  for (let back = newest; back.more; [first] = back.entries) {
    back = await page(`?latest=5000&before=${first?.seq}`)
    expect(back.entries.at(-1)?.seq).toBe((first?.seq ?? 0) - 1)
  }
  expect(first?.seq).toBe(1)
})

test('an entry that is larger than a page is a page of its own', async () => {
  const { page, shop } = openFull(0)
  const entry = { kind: 'adapter', act: 'sale', startedMs: 0, status: 200 } as const
  const { seq } = shop.sandbox.journal.note({ ...entry, reply: 'y '.repeat(PAGE_BYTES) })
  expect(await page(`?since=${seq - 1}`)).toMatchObject({
    entries: [{ seq }],
    last: seq,
    more: false,
  })
})

test('a follower is given no more than a page at once', async () => {
  const { send } = openFull(12)
  const response = await send('GET', '/journal?follow&since=0')
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no stream')
  let text = ''
  while (!text.includes('id: 12\n')) {
    const { value = new Uint8Array() } = await reader.read()
    expect(value.length).toBeLessThan(PAGE_BYTES + 10_000)
    text += new TextDecoder().decode(value)
  }
  await reader.cancel()
})

test.each([
  ['unsigned', { app_id: undefined }],
  ['of an app that nobody knows', { app_id: '2021000000000000' }],
])('a long request %s is kept as its beginning and a digest', async (_what, change) => {
  const { page, shop } = openFull(0)
  const app_id = 'app_id' in change && change.app_id ? change.app_id : shop.app.appId
  const request = formPost({ app_id, method: 'alipay.trade.query', memo: 'm '.repeat(BIG) })
  const whole = Buffer.from(await request.clone().arrayBuffer())
  await shop.text(request)
  const [entry] = (await page('?exchange=x1')).entries
  if (entry?.kind !== 'request') throw new Error('no request')
  expect(entry.wire.body.length).toBeGreaterThan(KEPT_LENGTH / 2)
  expect(entry.wire.body.length).toBeLessThanOrEqual(KEPT_LENGTH)
  expect(whole.toString().startsWith(entry.wire.body)).toBe(true)
  expect(entry.wire.cut).toEqual({
    body: { bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') },
  })
})

test('a short refused request is kept whole, and a long one that was taken too', async () => {
  const { page, shop } = openFull(0)
  await shop.text(formPost({ app_id: shop.app.appId, method: 'alipay.trade.query' }))
  await shop.pay('order-1', { body: 'b'.repeat(100), memo: 'm '.repeat(BIG) })
  const wires = (await page('')).entries.flatMap((entry) =>
    entry.kind === 'request' ? [entry.wire] : [],
  )
  expect(wires.map(({ cut }) => cut)).toEqual([undefined, undefined])
  expect(wires[1]?.body.length).toBeGreaterThan(BIG)
})

test('whatever is refused, its whole exchange stays small', async () => {
  const { page, shop } = openFull(0)
  const long = 'm '.repeat(BIG)
  const fields = { app_id: shop.app.appId, method: long, charset: 'utf-8', sign_type: 'RSA2' }
  const rest = { version: '1.0', timestamp: '2026-01-01 00:00:00', sign: 'c2ln' }
  await shop.text(formPost({ ...fields, ...rest, biz_content: long }))
  await shop.text(
    new Request(`http://127.0.0.1/gateway.do?memo=${'%20m'.repeat(BIG / 4)}`, {
      headers: { 'x-memo': 'm'.repeat(40_000) },
    }),
  )
  for (const exchange of ['x1', 'x2']) {
    const { entries } = await page(`?exchange=${exchange}`)
    expect(entries.map(({ kind }) => kind)).toEqual(['request', 'answer', 'end'])
    expect(JSON.stringify(entries).length).toBeLessThan(12 * KEPT_LENGTH)
  }
})

test('of a request that was cut, no explanation is made up: it asks for the whole of it', async () => {
  const { call, shop } = openFull(0)
  await shop.text(formPost({ app_id: '2021000000000000', memo: 'm '.repeat(BIG) }))
  const { status, body } = await call('POST /explain', { exchange: 'x1' })
  expect(status).toBe(400)
  expect(body).toMatchObject({ field: 'exchange', detail: expect.stringContaining('as message') })
})

test('the success rate reads every entry once, in pieces, and the same as from a saved journal', async () => {
  const { call, shop } = openFull(0)
  for (let n = 0; n < 150; n++) await shop.pay(`o-${n}`)
  const whole = () => successRate(shop.sandbox.journal.since(0))
  const [one, other] = await Promise.all([
    call('GET /journal/success-rate'),
    call('GET /journal/success-rate'),
  ])
  expect(one.body).toEqual(whole())
  expect(other.body).toEqual(whole())
  expect(one.body).toMatchObject({ orders: { asked: 150, paid: 150 } })
  await shop.trade('query', { out_trade_no: 'o-1' })
  expect((await call('GET /journal/success-rate')).body).toEqual(whole())
})

test('asked again, the success rate reads only what is new', async () => {
  const { shop } = openFull(0)
  const read: string[] = []
  const { journal, ...rest } = shop.sandbox
  const pageAfter: typeof journal.pageAfter = (...asked) => {
    const page = journal.pageAfter(...asked)
    read.push(...page.entries.map(({ kind }) => kind))
    return page
  }
  const counted = { ...rest, journal: { ...journal, pageAfter } }
  for (let n = 0; n < 10; n++) await shop.pay(`o-${n}`)
  await rateOf(counted)
  const before = read.length
  await shop.trade('query', { out_trade_no: 'o-1' })
  expect((await rateOf(counted)).ops.map(({ op, calls }) => [op, calls])).toEqual([
    ['PAY', 10],
    ['QUERY', 1],
  ])
  expect(read.slice(before)).toEqual(['request', 'answer', 'end'])
})
