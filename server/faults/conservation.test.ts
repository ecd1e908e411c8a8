// Whatever goes wrong on the way, no fen is made or lost: asserted after every commit, under every
// fault of the API alone and under many at once.
import { describe, expect, test } from 'vitest'
import { booksOf, DIALECTS, speak, type Dialect } from '../testing/dialects.fixture.ts'
import { openShop, type Shop } from '../testing/shop.fixture.ts'
import { SECOND } from '../values/instant.ts'
import { FAULTS } from './faults.ts'

const API_IDS = FAULTS.flatMap(({ ids }) => ids).filter((id) => id.startsWith('F'))

/** Sums the ledger at every commit, and compares each truth with what its trade moved. */
function watch(shop: Shop) {
  const wrong: string[] = []
  let commits = 0
  shop.sandbox.journal.listen((entry) => {
    if (entry.kind !== 'commit') return
    commits += 1
    const { sumFen } = booksOf(shop)
    if (sumFen !== 0) wrong.push(`${entry.cause}: the ledger is off by ${sumFen} fen`)
    const { truth } = entry
    if (truth && (truth.refundedFen > truth.paidFen || truth.paidFen > truth.totalFen)) {
      wrong.push(`${entry.cause}: ${JSON.stringify(truth)}`)
    }
  })
  return { wrong, commits: () => commits }
}

/** A day in a shop: paid, typed, refunded, cancelled, scanned; replies are of no interest. */
async function live(shop: Shop, dialect: Dialect): Promise<void> {
  const { pay, query, cancel, refund, say } = speak(shop, dialect)
  const acts: (() => Promise<unknown>)[] = [
    () => pay('a'),
    () => pay('b', { pays: 'after-password=2s' }),
    () => query('a'),
    () => refund('a', '0.01', 'r1'),
    () => refund('a', '0.01', 'r1'),
    () => pay('c', { pays: 'never' }),
    () => cancel('c'),
    () => cancel('b'),
    () => cancel('b'),
    () => refund('a', '88.87', 'r2'),
    () => say('precreate', { out_trade_no: 'd', total_amount: '5', subject: 'x' }),
    () => say('close', { out_trade_no: 'd' }),
    () => query('b'),
  ]
  for (const act of acts) {
    void act().catch(() => {})
    await shop.pass(3 * SECOND)
  }
  await shop.pass(120 * SECOND)
}

describe.each(DIALECTS)('%s', (dialect) => {
  test.each(API_IDS)('under %s: no fen made or lost at any commit', async (fault) => {
    const shop = openShop()
    shop.sandbox.faults.add({ fault })
    const { wrong, commits } = watch(shop)
    await live(shop, dialect)
    expect(wrong).toEqual([])
    const { trades, faults, balances } = shop.sandbox
    expect(faults.list()[0]?.hits).toBeGreaterThan(0)
    const earned = trades
      .list()
      .reduce(
        (sum, one) => sum + (one.paidAt === undefined ? 0 : one.totalFen - one.refundedFen),
        0,
      )
    const seller = `seller:${shop.app.pid}`
    const balance = balances.list().find(({ account }) => account === seller)?.balanceFen
    expect(balance).toBe(100_000_000 + earned)
    expect(commits()).toBe(shop.sandbox.trace().of('commit').length)
  })

  test.each(['s1', 's2', 's3', 's4'])('under all of them by chance (seed %s)', async (seed) => {
    const shop = openShop({ seed })
    for (const fault of API_IDS) shop.sandbox.faults.add({ fault, match: { probability: 0.04 } })
    const { wrong, commits } = watch(shop)
    await live(shop, dialect)
    expect(wrong).toEqual([])
    expect(commits()).toBeGreaterThan(0)
    expect(shop.sandbox.trace().of('fault').length).toBeGreaterThan(0)
    expect(booksOf(shop).sumFen).toBe(0)
  })

  const TARGETS: [string, Record<string, unknown>, string[]][] = [
    ['operation', { op: 'QUERY' }, ['query a']],
    ['attempt (out_trade_no)', { op: 'PAY', outTradeNo: 'b' }, ['pay b']],
    ['amount', { op: 'PAY', amountFen: 8_888 }, ['pay a', 'pay b']],
    ['payment code', { authCode: '280000000000000777' }, ['pay b']],
    ['n-th call', { op: 'PAY', nth: 2 }, ['pay b', 'pay c']],
    ['n-th call, once', { op: 'PAY', nth: 2, count: 1 }, ['pay b']],
    ['time', { durationMs: 1_500 }, ['pay a', 'pay b']],
  ]
  test.each(TARGETS)('targeted by %s', async (_what, match, hit) => {
    const shop = openShop()
    shop.sandbox.buyers.issueCode({ authCode: '280000000000000777' })
    shop.sandbox.faults.add({ fault: 'F25', match })
    const { pay, query } = speak(shop, dialect)
    const calls: [string, () => Promise<{ reason: string | undefined }>][] = [
      ['pay a', () => pay('a')],
      ['pay b', () => pay('b', { auth_code: '280000000000000777' })],
      ['pay c', () => pay('c', { total_amount: '1.00' })],
      ['query a', () => query('a')],
    ]
    const refused: string[] = []
    for (const [name, call] of calls) {
      const { reason } = await call()
      if (reason === 'app-call-limited') refused.push(name)
      await shop.pass(SECOND)
    }
    expect(refused).toEqual(hit)
  })
})
