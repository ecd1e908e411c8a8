import { describe, expect, it } from 'vitest'
import { readTrace } from '../../server/journal/trace.ts'
import { grade, gradeEntries } from './grade.ts'
import { checklist, type Checklist, type Row, type Severity } from '../rules/checklist.ts'
import { createJournal } from '../rules/journal.fixture.ts'
import { verdictOf, type Status } from '../rules/rule.ts'
import { goodRun, lateCancelRun } from '../run.fixture.ts'

const said = { en: 'so', zh: '是' }

function planned(severity: Severity, statuses: readonly Status[]): Row[] {
  return statuses.map((status, index) => ({
    rule: {
      id: `${severity}-${index}`,
      source: 'test',
      check: () => verdictOf([{ status, said, evidence: [] }]),
    },
    severity,
    families: ['O'],
    title: said,
    trigger: said,
    remedy: said,
  }))
}

const list = (...rows: Row[][]): Checklist => ({
  parameters: checklist.parameters,
  rows: rows.flat(),
})
const gradeOf = (...rows: Row[][]) => grade(readTrace([]), list(...rows))

describe('verdict', () => {
  it('any critical failure is not ready, however little was exercised', () => {
    const silent: Status[] = Array.from({ length: 9 }, () => 'inconclusive')
    expect(gradeOf(planned('critical', ['fail', ...silent])).verdict).toBe('not-ready')
  })
  it('a major failure alone does not stop it', () => {
    expect(gradeOf(planned('critical', ['pass']), planned('major', ['fail'])).verdict).toBe('ready')
  })
  it('four of five critical rules exercised is enough', () => {
    const card = gradeOf(planned('critical', ['pass', 'pass', 'warn', 'pass', 'inconclusive']))
    expect(card.verdict).toBe('ready')
    expect(card.coverage.critical).toEqual({ exercised: 4, applicable: 5 })
  })
  it('three of four is not', () => {
    expect(gradeOf(planned('critical', ['pass', 'pass', 'pass', 'inconclusive'])).verdict).toBe(
      'incomplete',
    )
  })
  it('a rule that is needed bars it by itself, unless it does not concern the merchant', () => {
    const enough = planned('critical', ['pass', 'pass', 'pass', 'pass'])
    const needed = (status: Status) =>
      planned('minor', [status]).map((row) => {
        const untried = { ...row.rule, check: () => verdictOf([]) }
        const rule = status === 'inconclusive' ? untried : row.rule
        return { ...row, rule, needed: true as const }
      })
    expect(gradeOf(enough, needed('inconclusive')).verdict).toBe('incomplete')
    expect(gradeOf(enough, needed('pass')).verdict).toBe('ready')
    expect(gradeOf(enough, needed('not-applicable')).verdict).toBe('ready')
  })
  it('what is not applicable does not count against coverage', () => {
    expect(gradeOf(planned('critical', ['pass', 'not-applicable', 'not-applicable'])).verdict).toBe(
      'ready',
    )
  })
  it('an empty journal is incomplete', () => {
    expect(gradeEntries([])).toMatchObject({ verdict: 'incomplete', score: null })
  })
})

describe('score', () => {
  it('weighs critical 10, major 4, minor 1 and halves a warning', () => {
    const card = gradeOf(
      planned('critical', ['pass', 'warn', 'not-applicable']),
      planned('major', ['fail']),
      planned('minor', ['pass', 'not-applicable']),
    )
    expect(card.score).toBe(64) // (10 + 5 + 0 + 1) of 25
  })
  it('is none without a verdict, however well the little went that was exercised', () => {
    const card = gradeOf(planned('critical', ['pass', 'inconclusive']))
    expect(card).toMatchObject({ verdict: 'incomplete', score: null })
  })
})

describe('a rule that throws', () => {
  it('is inconclusive with its message', () => {
    const [row] = planned('critical', ['pass'])
    const rule = {
      id: 'X-01',
      source: 'test',
      check: () => {
        throw new Error('no such exchange')
      },
    }
    const card = gradeOf(row ? [{ ...row, rule }] : [])
    expect(card.rules[0]?.verdict).toMatchObject({
      status: 'inconclusive',
      occurrences: [{ said: { en: 'The rule itself failed: no such exchange' } }],
    })
    expect(card.verdict).toBe('incomplete')
  })
})

describe('the checklist', () => {
  it('has 92 rules with different ids', () => {
    expect(new Set(checklist.rows.map(({ rule }) => rule.id)).size).toBe(92)
  })
  it('a family the merchant does not speak is not applicable', () => {
    const card = grade(goodRun().trace(), checklist, { families: ['A'] })
    const byId = new Map(card.rules.map((rule) => [rule.id, rule.verdict.status]))
    expect(byId.get('POLL-01')).toBe('not-applicable')
    expect(byId.get('ONE-06')).toBe('pass')
  })
  it('says which rules a merchant declared away', () => {
    const why = { en: 'No refunds in this shop.', zh: '本店不退款。' }
    const card = grade(goodRun().trace(), checklist, {
      families: ['O'],
      notApplicable: { 'REF-01': why },
    })
    const refunds = card.rules.find(({ id }) => id === 'REF-01')
    expect(refunds?.verdict).toMatchObject({
      status: 'not-applicable',
      occurrences: [{ said: why }],
    })
  })
})

describe('a run', () => {
  it('that polls, cancels at once and believes what is true fails nothing', () => {
    const card = grade(goodRun().trace())
    expect(card.rules.filter(({ verdict }) => ['fail', 'warn'].includes(verdict.status))).toEqual(
      [],
    )
    expect(card.money).toMatchObject([
      { saleId: 's1', belief: 'UNPAID', believedNetFen: 0, netFen: 0, match: 'equal' },
    ])
  })
  it('that sleeps before CANCEL fails POLL-05 and nothing else', () => {
    const card = grade(lateCancelRun().trace())
    const failed = card.rules.filter(({ verdict }) => verdict.status === 'fail')
    expect(failed.map(({ id }) => id)).toEqual(['POLL-05'])
    expect(card.verdict).toBe('not-ready')
  })
  it('shows where belief and books part, to the fen', () => {
    const journal = createJournal()
      .sale()
      .call(1, 'PAY', 'A1', 'OK')
      .books(1, 'A1', 'TRADE_SUCCESS')
      .belief(2, 'UNPAID')
      .until(60)
    const card = grade(journal.trace())
    expect(card.money).toMatchObject([{ believedNetFen: 0, netFen: 2_000, match: 'differs' }])
    expect(card.totals).toMatchObject({ sales: 1, netFen: 2_000, differing: 1 })
  })
  it('is hashed by what it holds', () => {
    const hash = (journal = goodRun()) => gradeEntries(journal.entries()).transcriptHash
    expect(hash()).toBe(hash())
    expect(hash(lateCancelRun())).not.toBe(hash())
  })
})
