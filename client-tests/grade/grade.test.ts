import { describe, expect, test } from 'vitest'
import { readTrace } from '../../server/journal/trace.ts'
import { grade, gradeEntries } from './grade.ts'
import { checklist, type Checklist } from '../rules/checklist.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { verdictOf, type Rule, type Severity, type Status } from '../rules/rule.ts'
import { goodRun, lateCancelRun } from './run.fixture.ts'

const said = { en: 'so', zh: '是' }

function planned(severity: Severity, statuses: readonly Status[]): Rule[] {
  return statuses.map((status, index) => ({
    id: `${severity}-${index}`,
    source: 'test',
    severity,
    families: ['O'],
    title: said,
    trigger: said,
    remedy: said,
    seenBy: 'traffic',
    check: () => verdictOf([{ status, said, evidence: [] }]),
  }))
}

const list = (...rules: Rule[][]): Checklist => ({ ...checklist, rules: rules.flat() })
const gradeOf = (...rules: Rule[][]) => grade(readTrace([]), list(...rules))

describe('verdict', () => {
  test('any critical failure is not ready, however little was exercised', () => {
    const silent: Status[] = Array.from({ length: 9 }, () => 'inconclusive')
    expect(gradeOf(planned('critical', ['fail', ...silent])).verdict).toBe('not-ready')
  })
  test('a major failure alone does not stop it', () => {
    expect(gradeOf(planned('critical', ['pass']), planned('major', ['fail'])).verdict).toBe('ready')
  })
  test('four of five critical rules exercised is enough', () => {
    const card = gradeOf(planned('critical', ['pass', 'pass', 'warn', 'pass', 'inconclusive']))
    expect(card.verdict).toBe('ready')
    expect(card.coverage.critical).toEqual({ exercised: 4, applicable: 5 })
  })
  test('three of four is not', () => {
    expect(gradeOf(planned('critical', ['pass', 'pass', 'pass', 'inconclusive'])).verdict).toBe(
      'incomplete',
    )
  })
  test('a rule that is needed bars it by itself, unless it does not concern the merchant', () => {
    const enough = planned('critical', ['pass', 'pass', 'pass', 'pass'])
    const needed = (status: Status) =>
      planned('minor', [status]).map((rule) => ({
        ...rule,
        needed: true as const,
        ...(status === 'inconclusive' && { check: () => verdictOf([]) }),
      }))
    expect(gradeOf(enough, needed('inconclusive')).verdict).toBe('incomplete')
    expect(gradeOf(enough, needed('pass')).verdict).toBe('ready')
    expect(gradeOf(enough, needed('not-applicable')).verdict).toBe('ready')
  })
  test('what is not applicable does not count against coverage', () => {
    expect(gradeOf(planned('critical', ['pass', 'not-applicable', 'not-applicable'])).verdict).toBe(
      'ready',
    )
  })
  test('an empty journal is incomplete', () => {
    expect(gradeEntries([])).toMatchObject({ verdict: 'incomplete', score: null })
  })
})

describe('score', () => {
  test('weighs critical 10, major 4, minor 1 and halves a warning', () => {
    const card = gradeOf(
      planned('critical', ['pass', 'warn', 'not-applicable']),
      planned('major', ['fail']),
      planned('minor', ['pass', 'not-applicable']),
    )
    expect(card.score).toBe(64) // (10 + 5 + 0 + 1) of 25
  })
  test('is none without a verdict, however well the little went that was exercised', () => {
    const card = gradeOf(planned('critical', ['pass', 'inconclusive']))
    expect(card).toMatchObject({ verdict: 'incomplete', score: null })
  })
})

describe('a rule that throws', () => {
  test('is inconclusive with its message', () => {
    const check = () => {
      throw new Error('no such exchange')
    }
    const card = gradeOf(planned('critical', ['pass']).map((rule) => ({ ...rule, check })))
    expect(card.rules[0]?.verdict).toMatchObject({
      status: 'inconclusive',
      occurrences: [{ said: { en: 'The rule itself failed: no such exchange' } }],
    })
    expect(card.verdict).toBe('incomplete')
  })
})

describe('the checklist', () => {
  test('has 140 rules with different ids, within a topic in order', () => {
    const ids = checklist.rules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(140)
    const topics = Object.values(Object.groupBy(ids, (id) => id.split('-')[0] ?? ''))
    expect(ids).toEqual(topics.flatMap((topic) => topic?.toSorted()))
  })
  test('a family the merchant does not speak is not applicable', () => {
    const card = grade(goodRun().trace(), checklist, { families: ['A'] })
    const byId = new Map(card.rules.map((rule) => [rule.id, rule.verdict.status]))
    expect(byId.get('POLL-01')).toBe('not-applicable')
    expect(byId.get('ONE-06')).toBe('pass')
  })
  test('says which rules a merchant declared away', () => {
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

describe('a merchant of two gateways', () => {
  const declared = {
    roles: ['merchant'],
    device: false,
    itemCampaign: false,
    sellers: [],
    supports: {},
  } as const
  const asked = (family: string, atS: number) =>
    ({
      kind: 'request',
      family,
      exchange: `f${atS}`,
      protocol: family,
      op: 'QUERY',
      ids: {},
    }) as const
  const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
  const run = (...families: readonly string[]) =>
    families.reduce(
      (journal, family, place) => journal.write(place, { ...asked(family, place), wire }),
      createJournal({ capabilities: { ...declared, families: ['O', 'W'] } }),
    )
  const rules = [
    ...planned('critical', ['pass']),
    ...planned('critical', ['pass']).map((rule) => ({
      ...rule,
      id: 'of-wechat',
      families: ['W'] as const,
    })),
  ]

  test('is told of each, and of both together', () => {
    const card = grade(run('openapi', 'wechat').trace(), list(rules))
    expect(card).toMatchObject({ verdict: 'ready', score: 100 })
    expect(card.families).toMatchObject([
      { family: 'openapi', verdict: 'ready' },
      { family: 'wechat', verdict: 'ready' },
    ])
  })
  test('is no readier than at the one that it declares and never reached', () => {
    const silent = rules.map((rule) =>
      rule.id === 'of-wechat' ? { ...rule, check: () => verdictOf([]) } : rule,
    )
    const card = grade(run('openapi').trace(), list(silent))
    expect(card).toMatchObject({ verdict: 'incomplete', score: null })
    expect(card.families).toMatchObject([
      { family: 'openapi', verdict: 'ready' },
      { family: 'wechat', verdict: 'incomplete', score: null },
    ])
  })
})

describe('a run', () => {
  test('that polls, cancels at once and believes what is true fails nothing', () => {
    const card = grade(goodRun().trace())
    expect(card.rules.filter(({ verdict }) => ['fail', 'warn'].includes(verdict.status))).toEqual(
      [],
    )
    expect(card.money).toMatchObject([
      { saleId: 's1', belief: 'UNPAID', believedNetFen: 0, netFen: 0, match: 'equal' },
    ])
  })
  test('that sleeps before CANCEL fails POLL-05 and nothing else', () => {
    const card = grade(lateCancelRun().trace())
    const failed = card.rules.filter(({ verdict }) => verdict.status === 'fail')
    expect(failed.map(({ id }) => id)).toEqual(['POLL-05'])
    expect(card.verdict).toBe('not-ready')
  })
  test('shows where belief and books part, to the fen', () => {
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
})
