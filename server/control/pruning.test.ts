// A journal with bounds: what goes, what stays, and that a run keeps it whole.
import { expect, test } from 'vitest'
import { openSqlite } from '../hosts/sqlite.ts'
import { nextTurn } from '../hosts/memory.ts'
import { openControl } from '../testing/control.fixture.ts'
import type { ShopOptions } from '../testing/shop.fixture.ts'
import { HOUR } from '../values/instant.ts'
import type { JournalPage } from './journal.ts'
import type { Pruned } from './pruning.ts'

function openNoted(count: number, options: ShopOptions = {}) {
  const control = openControl(options)
  const { journal } = control.shop.sandbox
  const note = (times: number, reply = 'ok') => {
    for (let nth = 0; nth < times; nth++) {
      journal.note({ kind: 'adapter', act: 'sale', startedMs: 0, status: 200, reply })
    }
  }
  note(count)
  const span = () => [journal.pruning.view().first, journal.latest(1)[0]?.seq]
  /** Until whatever prunes has had its turns. */
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await nextTurn()
    return span()
  }
  return { ...control, journal, note, settle, span }
}

test('without bounds nothing is ever pruned', async () => {
  const { settle, call } = openNoted(2_000)
  expect(await settle()).toEqual([1, 2_000])
  expect((await call('GET /journal/bounds')).body).toEqual({ first: 1, isHeld: false })
})

test('with a bound on entries the journal keeps the latest, looked at every hundred', async () => {
  const { settle, note, call } = openNoted(0, { journalBounds: { entries: 150 } })
  note(1_000)
  expect(await settle()).toEqual([851, 1_000])
  note(99)
  expect(await settle()).toEqual([851, 1_099])
  note(1)
  expect(await settle()).toEqual([951, 1_100])
  expect((await call('GET /journal/bounds')).body).toMatchObject({ entries: 150, first: 951 })
})

test('with a bound on bytes the latest that fit are kept, whatever their size', async () => {
  const { settle, note, journal } = openNoted(500)
  note(100, 'x'.repeat(5_000))
  journal.pruning.setBounds({ bytes: 64 * 1_024 })
  const [first, last] = await settle()
  const kept = journal.since(0).map((entry) => JSON.stringify(entry).length)
  const sum = kept.reduce((total, length) => total + length, 0)
  expect(last).toBe(600)
  expect(kept).toHaveLength(600 - (first ?? 0) + 1)
  expect(sum).toBeLessThanOrEqual(64 * 1_024)
  expect(sum + (kept[0] ?? 0)).toBeGreaterThan(64 * 1_024)
})

test('with a bound on age only time that really passed makes an entry old', async () => {
  const { settle, note, journal, shop } = openNoted(200)
  journal.pruning.setBounds({ ageMs: HOUR })
  await shop.sandbox.clock.advance(48 * HOUR)
  note(100)
  expect(await settle()).toEqual([1, 301])
  await shop.pass(HOUR + 1)
  note(100)
  expect(await settle()).toEqual([302, 401])
})

test('the last entry stays, so that numbers go on after a restart', async () => {
  const sql = openSqlite(':memory:')
  const { settle, journal, shop } = openNoted(200, { sql, journalBounds: { ageMs: 1_000 } })
  await shop.pass(5_000)
  expect(await journal.pruning.prune({ ageMs: 1_000 })).toBe(199)
  expect(await settle()).toEqual([200, 200])
  const again = openNoted(1, { sql })
  expect(again.span()).toEqual([200, 201])
  expect(again.journal.pruning.view().bounds).toEqual({ ageMs: 1_000 })
})

test('pages, cursors and codes after a pruning: a page says where the journal begins', async () => {
  const { call, shop } = openNoted(0)
  const { authCode } = shop.sandbox.buyers.issueCode()
  await shop.pay('o-1', { auth_code: authCode, subject: `till says ${authCode}` })
  for (let nth = 0; nth < 40; nth++) await shop.trade('query', { out_trade_no: 'o-1' })
  const whole = (await call('GET /journal?limit=5000')).body as JournalPage
  const { status, body } = await call('POST /journal/prune', { entries: 100 })
  const { removed, first } = body as Pruned
  expect([status, removed, first]).toEqual([200, whole.entries.length - 100, removed + 1])
  const page = (await call('GET /journal?limit=5000')).body as JournalPage
  expect(page.first).toBe(first)
  expect(page.entries).toEqual(whole.entries.slice(-100))
  const [back] = ((await call(`GET /journal?latest=10&before=${first + 1}`)).body as JournalPage)
    .entries
  expect(back?.seq).toBe(first)
  await shop.trade('query', { out_trade_no: 'o-1', memo: `paid by ${authCode}` })
  expect(JSON.stringify((await call('GET /journal?latest=9')).body)).not.toContain(authCode)
})

test('a run of the suite keeps the journal whole from then on, across a restart too', async () => {
  const sql = openSqlite(':memory:')
  const bounded = { sql, journalBounds: { entries: 100 } }
  const { journal, note, settle, call } = openNoted(0, bounded)
  const run = { merchant: 'm', resultChannel: 'poll', timeScale: 1, seed: 's' } as const
  journal.note({ kind: 'run', ...run })
  note(500)
  expect(await settle()).toEqual([1, 501])
  expect(await call('POST /journal/prune', { entries: 100 })).toMatchObject({
    status: 400,
    body: { field: 'journal', detail: 'a run of the suite is in it; it stays whole' },
  })
  const again = openNoted(300, bounded)
  expect(await again.settle()).toEqual([1, 801])
})

test.each([
  ['entries', { entries: 5 }, 'at least 100, or leave it out'],
  ['bytes', { bytes: 1.5 }, 'at least 64K, or leave it out'],
  ['age', { age: '5ms' }, 'at least 1s, or leave it out'],
  ['age', { age: 'long' }, 'write for example 90s, 25h or 1d12h, at most 3660d'],
  ['age', {}, 'give an age, entries or bytes to keep'],
])('bounds that nobody can have meant are refused: %s %o', async (field, given, detail) => {
  const { call } = openNoted(0)
  expect(await call('POST /journal/prune', given)).toMatchObject({
    status: 400,
    body: { field, detail },
  })
})

test('others are served while a long journal is pruned', async () => {
  const { journal, settle } = openNoted(3_000)
  let isOver = false
  const pruning = journal.pruning.prune({ entries: 100 }).then((removed) => {
    isOver = true
    return removed
  })
  await nextTurn()
  await nextTurn()
  expect(isOver).toBe(false)
  expect(journal.pruning.view().first).toBeGreaterThan(1)
  expect(await pruning).toBe(2_900)
  expect(await settle()).toEqual([2_901, 3_000])
})
