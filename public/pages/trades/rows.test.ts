import { expect, test } from 'vitest'
import { openShop, type Shop } from '../../../server/testing/shop.fixture.ts'
import { EN } from '../../words/en.table.ts'
import { isGap, rowsOf } from './rows.ts'

const rowsFor = ({ sandbox }: Shop, trade: string) =>
  rowsOf(sandbox.trades.entries(trade, 0, 1_000).entries, EN)

const lines = (shop: Shop, trade: string) =>
  rowsFor(shop, trade).map((row) =>
    isGap(row)
      ? `${Math.round(row.passedMs / 1_000)} s passed, ${Math.round(row.movedMs / 3_600_000)} h moved`
      : `${row.from} → ${row.to}: ${row.title}`,
  )

test('a payment is a call, the books, an answer and a notification, each between its lanes', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.pass(10_000)
  expect(lines(shop, 'o-1').filter((line) => line.includes('→'))).toEqual([
    'merchant → gateway: PAY · ¥88.88',
    expect.stringMatching(/^gateway → gateway: .*TradePaid/),
    expect.stringMatching(/^gateway → merchant: 10000/),
    'gateway → merchant: TRADE_SUCCESS · send 1',
    'merchant → gateway: acknowledged',
  ])
})

test('time that passed and a clock that was moved are told apart', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('o-1', { auth_code: authCode })
  await shop.pass(5_000)
  await shop.sandbox.clock.advance(25 * 3_600_000)
  const gaps = rowsFor(shop, 'o-1').filter(isGap)
  expect(gaps.some(({ passedMs }) => passedMs >= 5_000)).toBe(true)
  expect(gaps.reduce((sum, { movedMs }) => sum + movedMs, 0)).toBeGreaterThan(3_600_000)
})

test('an answer that never arrived whole is broken, and the fault stands beside it', async () => {
  const shop = openShop()
  shop.sandbox.faults.add({ fault: 'F09', match: { op: 'PAY', count: 1 } })
  await shop.pay('o-1').catch(() => {})
  const rows = rowsFor(shop, 'o-1').flatMap((row) => (isGap(row) ? [] : [row]))
  const answer = rows.find(({ from, to }) => from === 'gateway' && to === 'merchant')
  expect(answer).toMatchObject({ isBroken: true, tone: 'fault' })
  expect(rows.map(({ title }) => title)).toContain('F09 truncate')
})

test('reading the books is drawn as a call and an answer alone', async () => {
  const shop = openShop()
  await shop.pay('o-1')
  await shop.trade('query', { out_trade_no: 'o-1' })
  const queries = lines(shop, 'o-1').slice(-2)
  expect(queries[0]).toBe('merchant → gateway: QUERY')
  expect(queries[1]).toMatch(/^gateway → merchant: 10000/)
})
