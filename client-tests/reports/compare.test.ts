import { expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { buildReport } from './report.ts'
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
  const change = { id: 'POLL-05', severity: 'critical', before: 'fail', after: 'pass' }
  expect(comparison.rules).toEqual([
    { ...change, turn: 'better', title: expect.objectContaining({ en: expect.any(String) }) },
  ])
  expect(comparison).toMatchObject({ money: [], unlike: [], apartFen: [0, 0] })
  expect(comparison.sentence).toEqual({ en: '1 rule got better.', zh: '1 条规则好转。' })
})

test('a relapse shows as worse, and the money it cost order by order', () => {
  const paidUnseen = createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'OK')
    .books(1, 'A1', 'TRADE_SUCCESS')
    .belief(2, 'UNPAID')
    .until(60)
  const compared = compareReports(reportOn(goodRun()), reportOn(paidUnseen))
  const { rules, money, differing, apartFen, sentence } = compared
  const worse = { severity: 'critical', before: 'pass', after: 'fail', turn: 'worse' }
  expect(rules).toContainEqual(expect.objectContaining({ id: 'ONE-06', ...worse }))
  expect(money).toEqual([
    {
      saleId: 's1',
      before: 'UNPAID equal TRADE_CLOSED (nothing)',
      after: 'UNPAID differs TRADE_SUCCESS (all)',
      sides: [
        expect.objectContaining({ match: 'equal' }),
        expect.objectContaining({ match: 'differs', belief: 'UNPAID' }),
      ],
      turn: 'worse',
    },
  ])
  expect(differing).toEqual([0, 1])
  expect(apartFen).toEqual([0, 20_00])
  expect(sentence.en).toContain('and 1 order got worse')
})

test('a rule that is no longer exercised is neither better nor worse', () => {
  const { rules } = compareReports(reportOn(goodRun()), reportOn(createJournal().until(1)))
  expect(rules.find(({ id }) => id === 'POLL-05')).toMatchObject({ turn: 'other' })
})

test('reports by different texts are called unlike', () => {
  const { unlike } = compareReports(reportOn(goodRun()), reportOn(goodRun(), 'seeds'))
  expect(unlike).toEqual(['reading: default → seeds'])
})

test('what got worse stands first, and of that the worst rule', () => {
  const turns = (before: Journal, after: Journal) =>
    compareReports(reportOn(before), reportOn(after)).rules.map(({ turn }) => turn)
  const mixed = [...turns(goodRun(), lateCancelRun()), ...turns(lateCancelRun(), goodRun())]
  expect(mixed).toEqual(['worse', 'better'])
  const empty = turns(goodRun(), createJournal().until(1))
  expect(empty).toEqual(empty.toSorted((a, b) => Number(a === 'other') - Number(b === 'other')))
})

test('a sale that is played no more is neither better nor worse', () => {
  const strange = createJournal().sale().call(1, 'PAY', 'A1', 'OK').books(1, 'A1', 'TRADE_SUCCESS')
  const unseen = reportOn(strange.belief(2, 'UNPAID').until(60))
  const { money } = compareReports(unseen, reportOn(createJournal().until(1)))
  expect(money).toMatchObject([{ saleId: 's1', after: undefined, turn: 'other' }])
})
