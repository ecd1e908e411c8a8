import { expect, test } from 'vitest'
import type { Entry } from '../journal/entry.ts'
import { openControl } from '../testing/control.fixture.ts'
import type { JournalPage } from './journal.ts'

async function openPaid() {
  const control = openControl()
  const { authCode } = control.shop.sandbox.buyers.issueCode()
  await control.shop.pay('order-1', { auth_code: authCode })
  const page = async (query: string) =>
    (await control.call(`GET /journal${query}`)).body as JournalPage
  return { ...control, authCode, page }
}

test('payment codes are masked on every page, also one that begins after the code was issued', async () => {
  const { authCode, page } = await openPaid()
  const all = await page('')
  expect(JSON.stringify(all)).not.toContain(authCode)
  const later = await page('?since=1')
  expect(later.entries[0]?.seq).toBe(2)
  expect(JSON.stringify(later)).not.toContain(authCode)
  expect(all.entries.slice(1)).toEqual(later.entries)
})

test('a code is hidden where only an earlier page tells that it is one', async () => {
  const { authCode, page, shop } = await openPaid()
  const entry = { kind: 'adapter', act: 'sale', startedMs: 0, status: 200 } as const
  const { seq } = shop.sandbox.journal.note({ ...entry, reply: `{"scanned":"${authCode}"}` })
  const { entries } = await page(`?since=${seq - 1}`)
  expect(entries).toMatchObject([{ reply: expect.stringMatching(/28\*[0-9a-f]{8}\*\d\d/) }])
})

test('asked for, codes are shown in full', async () => {
  const { authCode, page } = await openPaid()
  expect(JSON.stringify(await page('?unmasked'))).toContain(authCode)
  expect(JSON.stringify(await page('?unmasked=false'))).not.toContain(authCode)
})

test('pages follow one another without a gap', async () => {
  const { page, shop } = await openPaid()
  const seen: number[] = []
  for (let since = 0; ;) {
    const { entries, last } = await page(`?since=${since}&limit=2`)
    if (entries.length === 0) break
    seen.push(...entries.map(({ seq }) => seq))
    since = last
  }
  expect(seen).toEqual(shop.sandbox.journal.since(0).map(({ seq }) => seq))
})

test('the latest entries and those of one exchange are found', async () => {
  const { page, shop } = await openPaid()
  const request = shop.sandbox.trace().exchanges[0]
  const { entries } = await page(`?exchange=${request?.id}`)
  expect(entries.map(({ kind }) => kind)).toEqual(['request', 'commit', 'answer', 'end'])
  const latest = await page('?latest=2')
  expect(latest.entries.map(({ seq }) => seq)).toEqual([latest.last - 1, latest.last])
})

test('what belongs to one trade is found by either of its numbers, with calls and notifications whole', async () => {
  const { page, shop } = await openPaid()
  await shop.pay('order-2')
  await shop.pass(10_000)
  const { entries } = await page('?trade=order-1')
  const kinds = entries.map(({ kind }) => kind)
  expect(kinds).toEqual(['request', 'commit', 'answer', 'end', 'send', 'reply'])
  expect(JSON.stringify(entries)).not.toContain('order-2')
  const { tradeNo = '' } = shop.sandbox.trades.get('order-1') ?? {}
  expect((await page(`?trade=${tradeNo}`)).entries).toEqual(entries)
  const first = await page('?trade=order-1&limit=3')
  expect(first).toMatchObject({ more: true, entries: entries.slice(0, 3) })
  const rest = await page(`?trade=order-1&since=${first.last}`)
  expect(rest).toMatchObject({ more: false, entries: entries.slice(3) })
  expect((await page('?trade=order-9')).entries).toEqual([])
})

test('a send of a notification is found with the reply of the merchant', async () => {
  const { page, shop } = await openPaid()
  await shop.pass(10_000)
  const { id = '' } = shop.sandbox.trace().deliveries[0] ?? {}
  const { entries } = await page(`?exchange=${id}`)
  expect(entries.map(({ kind }) => kind)).toEqual(['send', 'reply'])
})

test.each(['since=-1', 'limit=0', 'limit=5001', 'latest=x', 'unmasked=maybe', 'from=3'])(
  'the query %s is refused by name',
  async (query) => {
    const { status, body } = await openControl().call(`GET /journal?${query}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ field: query.split('=')[0] })
  },
)

test('a follower gets what was and what comes, masked, and leaves no listener behind', async () => {
  const { send, shop, authCode } = await openPaid()
  const response = await send('GET', '/journal?follow&since=0')
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no stream')
  let text = ''
  const readUntil = async (seq: number): Promise<Entry[]> => {
    while (!text.includes(`id: ${seq}\n`)) text += (await reader.read()).value ?? ''
    return [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? '') as Entry)
  }
  const past = shop.sandbox.journal.since(0).length
  expect(await readUntil(past)).toHaveLength(past)
  shop.sandbox.buyers.issueCode()
  const entries = await readUntil(past + 1)
  expect(entries.at(-1)).toMatchObject({ kind: 'buyer', act: 'code-issued' })
  expect(text).not.toContain(authCode)
  await reader.cancel()
})
