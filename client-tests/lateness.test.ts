import { describe, expect, it } from 'vitest'
import { SCHEMA_VERSION, type Entry, type EntryBody } from '../server/journal/entry.ts'
import { grade, type Scorecard } from './grade.ts'
import { readTrace } from '../server/journal/trace.ts'
import { reportOf } from './report.ts'
import { checklist, type Row, type Severity } from './rules/checklist.ts'
import { verdictOf, type Status } from './rules/rule.ts'
import { attest } from './verdicts/attestation.ts'
import { issueCertificate } from './verdicts/certificate.ts'
import { readReport } from './reports/report-schema.ts'
import { meetExpectations, verdictBesides } from './verdicts/expectations.ts'

const said = { en: 'so', zh: '是' }

type Timing = 'ordinary' | 'timeless'
/** What a rule says of the sale of one scenario; `''` is the run as a whole. */
type Says = readonly [scenario: 'early' | 'late' | '', status: Status]

function rowOf(severity: Severity, timing: Timing, says: readonly Says[]): Row {
  const occurrences = says.map(([scenario, status]) => ({
    status,
    ...(scenario && { sale: `sale-${scenario}` }),
    said,
    evidence: [],
  }))
  return {
    rule: { id: `${severity}-${timing}`, source: 'test', check: () => verdictOf(occurrences) },
    severity,
    families: ['O'],
    title: said,
    trigger: said,
    remedy: said,
    ...(timing === 'timeless' && { timeless: true }),
  }
}

interface RunEnd {
  maxDelayMs: number
  delays?: { fromMs: number; toMs: number; lastedMs: number }[]
  clientTimeoutMs?: number
}

/** Two scenarios, one after the other: gateway seconds 0 to 100, and 200 to 300. */
function runOf(end: RunEnd, timeScale = 1): Entry[] {
  const bodies: [elapsedMs: number, EntryBody][] = [
    [0, { kind: 'run', merchant: 'm', resultChannel: 'poll', timeScale, seed: 's' }],
    ...(['early', 'late'] as const).flatMap((scenario, place): [number, EntryBody][] => {
      const fromMs = place * 200_000
      const saleId = `sale-${scenario}`
      return [
        [fromMs, { kind: 'scenario', scenario, phase: 'started' }],
        [fromMs, { kind: 'sale', saleId, scenario, channel: 'barcode', amountFen: 100 + place }],
        [fromMs + 100_000, { kind: 'scenario', scenario, phase: 'quiescent' }],
      ]
    }),
    [300_000, { kind: 'run-end', ...end }],
  ]
  return bodies.map(([elapsedMs, body], place) => ({
    schemaVersion: SCHEMA_VERSION,
    seq: place + 1,
    at: elapsedMs,
    elapsedMs,
    ...body,
  }))
}

const gradeOf = (entries: Entry[], ...rows: Row[]): Scorecard =>
  grade(readTrace(entries), { parameters: checklist.parameters, rows })

const failing = (timing: Timing) => rowOf('critical', timing, [['early', 'fail']])
const statusOf = (card: Scorecard) => card.rules.map(({ verdict }) => verdict.status).join(' ')

describe('a failure in a run whose machine was late, nobody knows when', () => {
  it.each<[string, Timing, Status, Scorecard['verdict'], number, number?, number?]>([
    ['within the allowance', 'ordinary', 'fail', 'not-ready', 300],
    ['beyond the allowance', 'ordinary', 'inconclusive', 'incomplete', 301],
    ['the allowance is of real time', 'ordinary', 'fail', 'not-ready', 300, 0.2],
    ['within half of a short time-out', 'ordinary', 'fail', 'not-ready', 250, 1, 500],
    ['beyond half of a short time-out', 'ordinary', 'inconclusive', 'incomplete', 251, 1, 500],
    [
      'beyond half of a time-out that scaled time makes short',
      'ordinary',
      'inconclusive',
      'incomplete',
      101,
      0.2,
      1_000,
    ],
    ['in one message alone', 'timeless', 'fail', 'not-ready', 4_999],
    ['in one message alone, late by a whole time-out', 'timeless', 'fail', 'incomplete', 5_000],
  ])('%s', (_situation, timing, status, verdict, maxDelayMs, timeScale, clientTimeoutMs) => {
    const card = gradeOf(runOf({ maxDelayMs, clientTimeoutMs }, timeScale), failing(timing))
    expect([statusOf(card), card.verdict]).toEqual([status, verdict])
    expect(card.tooLate !== undefined).toBe(verdict === 'incomplete')
  })
})

describe('a run that was late from second 10 to 13', () => {
  const late = (lastedMs = 3_000) =>
    runOf({ maxDelayMs: lastedMs, delays: [{ fromMs: 10_000, toMs: 13_000, lastedMs }] })

  it.each<[string, Status, Scorecard['verdict'], Says[]]>([
    ['a failure meanwhile is set aside', 'inconclusive', 'incomplete', [['early', 'fail']]],
    ['a failure of a scenario that began later stands', 'fail', 'not-ready', [['late', 'fail']]],
    [
      'one later stands beside one set aside',
      'fail',
      'not-ready',
      [
        ['early', 'fail'],
        ['late', 'fail'],
      ],
    ],
    ['one of the run as a whole is set aside', 'inconclusive', 'incomplete', [['', 'fail']]],
    [
      'what went well elsewhere redeems nothing',
      'inconclusive',
      'incomplete',
      [
        ['early', 'fail'],
        ['late', 'pass'],
      ],
    ],
    [
      'a warning that stands hides no failure set aside',
      'warn',
      'incomplete',
      [
        ['early', 'fail'],
        ['late', 'warn'],
      ],
    ],
    ['what went well meanwhile went well', 'pass', 'ready', [['early', 'pass']]],
  ])('%s', (_situation, status, verdict, says) => {
    const card = gradeOf(late(), rowOf('critical', 'ordinary', says))
    expect([statusOf(card), card.verdict]).toEqual([status, verdict])
  })

  it('a failure that is set aside is no longer listed among the proofs', () => {
    const card = gradeOf(
      late(),
      rowOf('critical', 'ordinary', [
        ['early', 'fail'],
        ['late', 'fail'],
      ]),
    )
    const [rule] = card.rules
    expect(rule?.verdict.occurrences.map(({ status, sale }) => [status, sale])).toEqual([
      ['fail', 'sale-late'],
      ['inconclusive', undefined],
    ])
  })
  it('is never ready because a failure was set aside, however much else was exercised', () => {
    const good = Array.from({ length: 9 }, () => rowOf('critical', 'ordinary', [['late', 'pass']]))
    expect(gradeOf(late(), failing('ordinary'), ...good).verdict).toBe('incomplete')
  })
  it('may be ready where only a major rule was set aside, as it may where one fails', () => {
    const major = rowOf('major', 'ordinary', [['early', 'fail']])
    const card = gradeOf(late(), rowOf('critical', 'ordinary', [['late', 'pass']]), major)
    expect([card.verdict, statusOf(card)]).toEqual(['ready', 'pass inconclusive'])
  })
  it('for as long as a whole time-out proves nothing, whatever else was seen', () => {
    const passes = rowOf('critical', 'ordinary', [['late', 'pass']])
    expect(gradeOf(late(5_000), passes).verdict).toBe('incomplete')
    expect(gradeOf(late(5_000), rowOf('critical', 'ordinary', [['late', 'fail']])).verdict).toBe(
      'incomplete',
    )
  })
  it('delays that follow each other add up, those that are far apart do not', () => {
    const lateAt = (second: number) =>
      runOf({
        maxDelayMs: 200,
        delays: [
          { fromMs: 10_000, toMs: 10_200, lastedMs: 200 },
          { fromMs: second * 1_000, toMs: second * 1_000 + 200, lastedMs: 200 },
        ],
      })
    const statusAt = (second: number) => statusOf(gradeOf(lateAt(second), failing('ordinary')))
    expect([statusAt(11), statusAt(12)]).toEqual(['inconclusive', 'fail'])
  })
  it('a warning needs half as much', () => {
    const warned = rowOf('critical', 'ordinary', [['early', 'warn']])
    const statusAt = (lastedMs: number) => statusOf(gradeOf(late(lastedMs), warned))
    expect([statusAt(150), statusAt(151)]).toEqual(['warn', 'inconclusive'])
  })
  it('a sale may be late for a minute after its last sign, and no longer', () => {
    const lateAt = (fromMs: number) =>
      runOf({ maxDelayMs: 400, delays: [{ fromMs, toMs: fromMs + 10, lastedMs: 400 }] })
    const verdictOfEarly = (fromMs: number) =>
      statusOf(gradeOf(lateAt(fromMs), failing('ordinary')))
    expect([verdictOfEarly(60_000), verdictOfEarly(60_001)]).toEqual(['inconclusive', 'fail'])
  })
})

describe('the reports of a run that was too late', () => {
  const entries = runOf({ maxDelayMs: 1_922, clientTimeoutMs: 5_000 }, 0.2)
  const card = gradeOf(entries, failing('ordinary'))
  const words = {
    en: 'too slow for scale 0.2',
    zh: '对时间比例 0.2 过慢',
  }
  it.each(['en', 'zh'] as const)('say why and what to do (%s)', (language) => {
    const forms = [
      reportOf(card, entries, { as: 'terminal', language, color: false, width: 400 }),
      reportOf(card, entries, { as: 'json' }),
      reportOf(card, entries, { as: 'junit', language }),
      reportOf(card, entries, { as: 'markdown', language }),
      reportOf(card, entries, { as: 'html', language }),
    ]
    for (const text of forms) {
      expect(text).toContain(words[language])
      expect(text).not.toContain('覆盖不足')
      expect(text).toContain('1922')
      expect(text).toContain(language === 'en' ? 'Run again with a larger scale' : '请调大时间比例')
    }
  })
  it('do not ask for a larger scale where there is none', () => {
    const atScale1 = gradeOf(runOf({ maxDelayMs: 9_000 }), failing('ordinary'))
    expect(atScale1.tooLate?.en).toMatch(/Run again with fewer programs at once\.$/)
  })
  it('a run that was in time says nothing of it', () => {
    const calm = runOf({ maxDelayMs: 12, delays: [] })
    const text = reportOf(gradeOf(calm, failing('ordinary')), calm, { as: 'json' })
    expect(text).not.toContain('tooLate')
  })
  it('the certificate carries it', () => {
    const json = reportOf(card, entries, { as: 'json' })
    const { payload } = issueCertificate(readReport(json), json, { issuedAt: '2026-01-01' })
    expect(payload).toMatchObject({ verdict: 'incomplete', tooLate: card.tooLate })
  })
  it('answers to the questionnaire make no verdict of it', () => {
    const passes = rowOf('critical', 'ordinary', [['late', 'pass']])
    const late = gradeOf(runOf({ maxDelayMs: 5_000 }), passes)
    expect(attest(late, {})).toMatchObject({ verdict: 'incomplete', tooLate: late.tooLate })
  })
  it('expected failures make no verdict of it', () => {
    const entry = { rule: 'none', owner: 'o', reason: 'r', expires: '2099-12-31' }
    expect(verdictBesides(card, meetExpectations(card, [entry], '2026-01-01'))).toBe('incomplete')
  })
})
