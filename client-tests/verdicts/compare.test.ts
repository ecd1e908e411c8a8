import { expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { buildReport } from '../reports/report.ts'
import { checklistBy } from '../rules/readings.ts'
import { createJournal, type Journal } from '../trace/journal.fixture.ts'
import { goodRun, lateCancelRun } from '../grade/run.fixture.ts'
import { compareReports } from './compare.ts'

const reportOn = (journal: Journal, reading = 'default') => {
  const trace = journal.trace()
  return buildReport(grade(trace, checklistBy(reading)), trace)
}

test('a fix shows as the rule that passes now', () => {
  const comparison = compareReports(reportOn(lateCancelRun()), reportOn(goodRun()))
  expect(comparison.rules).toEqual([
    { id: 'POLL-05', severity: 'critical', before: 'fail', after: 'pass', turn: 'better' },
  ])
  expect(comparison).toMatchObject({ money: [], unlike: [] })
})

test('a relapse shows as worse, and the money it cost order by order', () => {
  const paidUnseen = createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'OK')
    .books(1, 'A1', 'TRADE_SUCCESS')
    .belief(2, 'UNPAID')
    .until(60)
  const { rules, money, differing } = compareReports(reportOn(goodRun()), reportOn(paidUnseen))
  expect(rules).toContainEqual({
    id: 'ONE-06',
    severity: 'critical',
    before: 'pass',
    after: 'fail',
    turn: 'worse',
  })
  expect(money).toEqual([
    {
      saleId: 's1',
      before: 'UNPAID equal TRADE_CLOSED (nothing)',
      after: 'UNPAID differs TRADE_SUCCESS (all)',
    },
  ])
  expect(differing).toEqual([0, 1])
})

test('a rule that is no longer exercised is neither better nor worse', () => {
  const { rules } = compareReports(reportOn(goodRun()), reportOn(createJournal().until(1)))
  expect(rules.find(({ id }) => id === 'POLL-05')).toMatchObject({ turn: 'other' })
})

test('reports by different texts are called unlike', () => {
  const { unlike } = compareReports(reportOn(goodRun()), reportOn(goodRun(), 'seeds'))
  expect(unlike).toEqual(['reading: default → seeds'])
})
