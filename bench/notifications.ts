// A day of notification retries in virtual time: one trade, whose eight sends must be done in less
// than a second of real time, and a thousand trades for scale.
import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { openShop } from '../server/testing/shop.fixture.ts'
import { HOUR, MINUTE } from '../server/values/instant.ts'
import { keepTo, say, tenths } from './figures.ts'

const BUDGET_MS = 1_000
/** The official table, written out here so that the server's own copy is checked against it. */
const GAPS = [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR]
const SENDS = GAPS.length + 1

/** Sells `trades` times to a merchant that never says "success", then lets 25 hours pass. */
async function day(trades: number) {
  const shop = openShop({ answers: () => new Response('fail') })
  for (let sale = 1; sale <= trades; sale++) await shop.pay(`order-${sale}`)
  const startedMs = performance.now()
  await shop.pass(25 * HOUR)
  const tookMs = performance.now() - startedMs
  assert.equal(shop.received.length, trades * SENDS)
  const sends = shop.received.filter(({ fields }) => fields.out_trade_no === 'order-1')
  const gaps = sends.slice(1).map(({ atMs }, place) => atMs - (sends[place]?.atMs ?? NaN))
  assert.deepEqual(gaps, GAPS)
  shop.sandbox.close()
  return { trades, sends: shop.received.length, tookMs: tenths(tookMs) }
}

// The first trade warms the code and the key up.
await day(1)
const one = await day(1)
say(`notifications: 1 trade, ${one.sends} sends over 24 h 24 min in ${one.tookMs} ms`, {
  bench: 'notifications',
  ...one,
  budgetMs: BUDGET_MS,
})
keepTo(BUDGET_MS, one.tookMs, 'a day of retries')

const many = await day(1_000)
const eachMs = tenths(many.tookMs / many.sends)
say(`notifications: 1000 trades, ${many.sends} sends in ${many.tookMs} ms (${eachMs} ms each)`, {
  bench: 'notifications',
  ...many,
})
