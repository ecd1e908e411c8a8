// A sandbox closed, or killed, and opened again over the same file.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openShop } from '../testing/shop.fixture.ts'
import { openSqlite } from '../hosts/sqlite.ts'
import { START_AT, VirtualTime } from '../hosts/memory.ts'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'
import { scratchFolder } from '../testing/scratch.fixture.ts'

const folder = scratchFolder(afterAll)

const open = (name: string, startAt = START_AT) =>
  openShop({ sql: openSqlite(join(folder, name)), time: new VirtualTime(startAt) })

test('trades, refunds, people, rules, options and the journal are as they were', async () => {
  const before = open('all.sqlite')
  await before.pay('o-1')
  const refund = { out_trade_no: 'o-1', refund_amount: '1.00', out_request_no: 'r-1' }
  await before.trade('refund', refund)
  before.sandbox.faults.add({ fault: 'F01', match: { op: 'CANCEL', count: 1 } })
  before.sandbox.options.set({ tombstone: true })
  const picture = ({ sandbox }: typeof before) => ({
    seed: sandbox.seed,
    apps: sandbox.apps.list(),
    buyers: sandbox.buyers.list(),
    trades: sandbox.trades.list(),
    notifications: sandbox.notifications.list(),
    rules: sandbox.faults.list(),
    options: sandbox.options.get(),
    journal: sandbox.journal.since(0),
  })
  const pictured = picture(before)
  before.sandbox.close()
  const after = open('all.sqlite')
  expect(picture(after)).toEqual(pictured)
  expect(await after.trade('cancel', { out_trade_no: 'o-1' })).toMatchObject({ code: '20000' })
  after.sandbox.close()
})

test('no number is drawn twice: counters go on where they were', async () => {
  const before = open('count.sqlite')
  await before.pay('o-1')
  before.sandbox.close()
  const after = open('count.sqlite')
  await after.pay('o-2')
  const numbers = after.sandbox.trades.list().map(({ tradeNo }) => tradeNo)
  expect(new Set(numbers).size).toBe(2)
  expect(after.sandbox.journal.since(0).map(({ seq }) => seq)).toEqual(
    after.sandbox.journal.since(0).map((_entry, n) => n + 1),
  )
  after.sandbox.close()
})

test('a pending notification, an expiry and a parked call happen after the restart', async () => {
  const before = open('jobs.sqlite')
  await before.pay('o-1')
  const auth_code = before.sandbox.buyers.issueCode({ pays: 'never' }).authCode
  await before.pay('o-2', { auth_code, timeout_express: '5m' })
  before.sandbox.faults.add({ fault: 'F07', match: { op: 'PAY', count: 1 } })
  await expect(before.pay('o-3')).rejects.toThrow('fetch failed')
  before.sandbox.close()
  const after = open('jobs.sqlite', START_AT + SECOND)
  expect(after.sandbox.trades.get('o-3')).toBeUndefined()
  await after.pass(5 * MINUTE)
  expect(after.received.map(({ fields }) => fields.out_trade_no)).toEqual(['o-1', 'o-3'])
  expect(after.sandbox.trades.get('o-2')?.closedBy).toBe('timeout')
  after.sandbox.close()
})

test('a moved clock stays moved, and goes on while the program is down', async () => {
  const before = open('moved.sqlite')
  await before.sandbox.clock.advance(25 * HOUR)
  before.sandbox.close()
  const after = open('moved.sqlite', START_AT + MINUTE)
  expect(after.sandbox.clock.view().nowMs).toBe(START_AT + 25 * HOUR + MINUTE)
  after.sandbox.close()
})

test('a frozen clock stands where it stood', () => {
  const before = open('frozen.sqlite')
  before.sandbox.clock.setRate(0)
  before.sandbox.close()
  const after = open('frozen.sqlite', START_AT + HOUR)
  expect(after.sandbox.clock.view()).toMatchObject({ nowMs: START_AT, rate: 0 })
  after.sandbox.close()
})

test('after a kill no clock runs backwards, although nobody saved it', async () => {
  const before = open('killed.sqlite')
  before.sandbox.clock.setRate(60)
  before.time.ringNext(10 * MINUTE)
  await before.pay('o-1')
  const last = before.sandbox.journal.latest(1)[0]
  expect(last).toMatchObject({ at: START_AT + 10 * HOUR, elapsedMs: 10 * HOUR })
  // What a killed process leaves behind: the files as they are, and nothing closed.
  for (const tail of ['', '-wal']) {
    copyFileSync(join(folder, `killed.sqlite${tail}`), join(folder, `copy.sqlite${tail}`))
  }
  const after = open('copy.sqlite', START_AT + 10 * MINUTE)
  const view = after.sandbox.clock.view()
  expect(view.rate).toBe(60)
  expect(view.nowMs).toBeGreaterThanOrEqual(START_AT + 10 * HOUR)
  expect(view.elapsedMs).toBeGreaterThanOrEqual(10 * HOUR)
  await after.pay('o-2')
  const stamps = after.sandbox.journal.since(0)
  for (const [n, { at, elapsedMs }] of stamps.entries()) {
    expect(at).toBeGreaterThanOrEqual(stamps[n - 1]?.at ?? 0)
    expect(elapsedMs).toBeGreaterThanOrEqual(stamps[n - 1]?.elapsedMs ?? 0)
  }
  after.sandbox.close()
  before.sandbox.close()
})

test('an answer that comes after the end touches nothing', async () => {
  const late = Promise.withResolvers<Response>()
  const shop = openShop({ answers: () => late.promise })
  await shop.pay('o-1')
  await shop.pass(5 * SECOND)
  expect(shop.received).toHaveLength(1)
  shop.sandbox.close()
  late.resolve(new Response('success'))
  await expect(shop.pass(SECOND)).resolves.toBeUndefined()
})
