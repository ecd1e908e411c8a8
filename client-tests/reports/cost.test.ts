// Whose loss the orders are that differ, and what each failed rule put at stake.
import { expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { costlyRun } from '../grade/run.fixture.ts'
import { costOf } from './cost.ts'
import { ordersOf } from './orders.ts'
import { reportOf } from './formats.ts'
import { readReport, type Report } from './report-schema.ts'

type Line = Report['money'][number]

const line = (netFen: number, believedNetFen: number | undefined, match: Line['match']): Line => ({
  outTradeNos: ['A1'],
  amountFen: 20_00,
  believedNetFen,
  paidFen: netFen,
  refundedFen: 0,
  netFen,
  state: 'TRADE_SUCCESS',
  match,
})

test('money that the shop believes, money that it does not know of, and books that are wrong', () => {
  const { missing, unknown, booked, said } = costOf([
    line(0, 12_34, 'differs'),
    line(20_00, 0, 'differs'),
    line(20_00, undefined, 'differs'),
    line(20_00, 20_00, 'differs'),
    line(20_00, 20_00, 'equal'),
    line(20_00, undefined, 'unread'),
  ])
  expect(missing).toEqual({ orders: 1, fen: 12_34 })
  expect(unknown).toEqual({ orders: 2, fen: 40_00 })
  expect(booked).toEqual({ orders: 1, fen: 0 })
  expect(said.map(({ en }) => en.split(':')[0])).toEqual([
    '12.34 yuan in 1 order',
    '40.00 yuan in 2 orders',
    '1 order',
  ])
  expect(said.map(({ zh }) => zh.split('：')[0])).toEqual([
    '1 笔共 12.34 元',
    '2 笔共 40.00 元',
    '1 笔',
  ])
})

test('of two currencies each has a sum of its own', () => {
  const abroad = (netFen: number, believed: number, currency: string) => ({
    ...line(netFen, believed, 'differs'),
    currency,
  })
  const { missing, said } = costOf([
    line(0, 20_00, 'differs'),
    abroad(0, 5_99, 'USD'),
    abroad(0, 1_000, 'JPY'),
    abroad(0, 4_01, 'USD'),
  ])
  expect(missing).toEqual({
    orders: 4,
    fen: 20_00,
    others: [
      { currency: 'USD', amount: 10_00 },
      { currency: 'JPY', amount: 1_000 },
    ],
  })
  expect(said[0]?.en).toMatch(/^20\.00 yuan and USD 10\.00 and JPY 1000 in 4 orders:/)
  const alone = ordersOf([abroad(5_99, 6_00, 'USD')], () => undefined)
  expect(alone.stake?.en).toContain(
    '1 order of USD 20.00 differs; merchant and gateway are USD 0.01',
  )
  expect(alone.all[0]).toMatchObject({ difference: '+USD 0.01' })
})

test('where nothing differs, that is said, and where nothing was compared, that it is not known', () => {
  const [none] = costOf([line(20_00, 20_00, 'equal')]).said
  expect(none?.en).toBe('Nothing that is known of: 1 order compared, none differs.')
  const [unread] = costOf([line(20_00, undefined, 'unread')]).said
  expect(unread?.en).toContain('Unknown: no order was compared')
})

test('the JSON report holds the first page: cost, what to fix first with its stake, what stayed open', () => {
  const run = costlyRun()
  const { summary, rules } = readReport(reportOf(grade(run.trace()), run.entries(), { as: 'json' }))
  expect(summary).toMatchObject({
    word: { en: 'NOT READY', zh: '不可上线' },
    cost: { unknown: { orders: 1, fen: 20_00 }, missing: { orders: 0, fen: 0 } },
    fixFirst: [{ rule: 'POLL-05', severity: 'critical', stake: { en: '20.00 yuan in 1 order' } }],
  })
  // What only followed from another rule is not to be fixed by itself.
  expect(rules.find(({ id }) => id === 'ONE-06')?.status).toBe('fail')
  expect(summary?.fixFirst.map(({ rule }) => rule)).not.toContain('ONE-06')
  expect(summary?.criticalOpen).toContainEqual(
    expect.objectContaining({ rule: 'EXC-05', scenario: expect.stringMatching(/^S47 \(/) }),
  )
})
