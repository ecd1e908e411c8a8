import { describe, expect, it } from 'vitest'
import {
  SCHEMA_VERSION,
  type Entry,
  type EntryBody,
  type EntryOf,
} from '../server/journal/entry.ts'
import { grade, type Scorecard } from './grade.ts'
import { readTrace } from '../server/journal/trace.ts'
import { reportOf } from './report.ts'
import { undecidedSales } from './rounds.ts'
import { checklist, type Row, type Severity } from './rules/checklist.ts'
import { verdictOf, type Status } from './rules/rule.ts'
import { attest } from './verdicts/attestation.ts'
import { issueCertificate } from './verdicts/certificate.ts'
import { readReport } from './reports/report-schema.ts'
import { meetExpectations, verdictBesides } from './verdicts/expectations.ts'

const said = { en: 'so.', zh: '是。' }

/** What a rule says of the sale of one scenario; `''` is the run as a whole. */
type Says = readonly [scenario: 'early' | 'late' | '', status: Status]

/** A rule that says so whatever the numbers are: no gap is behind it. */
function fixed(severity: Severity, ...says: readonly Says[]): Row {
  return rowOf(`${severity}-fixed`, severity, () =>
    verdictOf(says.map(([scenario, status]) => occurrence(scenario, status))),
  )
}

/** A rule about a gap of `gapMs` in the early sale, of which up to 3 s pass and up to 5 s warn. */
function timed(severity: Severity, gapMs: number): Row {
  return rowOf(`${severity}-timed`, severity, (_trace, { cancelAfterLastWait }) => {
    const late = cancelAfterLastWait.passMs - checklist.parameters.cancelAfterLastWait.passMs
    const status = gapMs <= 3_000 + late ? 'pass' : gapMs <= 5_000 + late ? 'warn' : 'fail'
    return verdictOf([{ ...occurrence('early', status), evidence: GAP }])
  })
}

const occurrence = (scenario: Says[0], status: Status) => ({
  status,
  ...(scenario && { sale: `sale-${scenario}` }),
  said,
  evidence: [] as readonly number[],
})

function rowOf(id: string, severity: Severity, check: Row['rule']['check']): Row {
  const rule = { id, source: 'test', check }
  return { rule, severity, families: ['O'], title: said, trigger: said, remedy: said }
}

type Delay = NonNullable<EntryOf<'run-end'>['delays']>[number]

interface Told {
  delays?: Delay[]
  maxDelayMs?: number
  clientTimeoutMs?: number
  timeScale?: number
  /** When the reply to the payment of the early sale was in. */
  seenMs?: number
}

/** The ends of the gap: the reply of a payment at 20 s, and what followed at 30 s. */
const GAP = [4, 5, 6]

/** Two scenarios, one after the other: gateway seconds 0 to 100, and 200 to 300. */
function runOf(told: Told, timeScale = told.timeScale ?? 1): Entry[] {
  const { delays, clientTimeoutMs, seenMs = 20_000 } = told
  const maxDelayMs = told.maxDelayMs ?? Math.max(0, ...(delays ?? []).map((one) => one.lastedMs))
  const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
  const request = { kind: 'request', protocol: 'openapi-v2', wire, op: 'PAY' } as const
  const bodies: [elapsedMs: number, EntryBody][] = [
    [0, { kind: 'run', merchant: 'm', resultChannel: 'poll', timeScale, seed: 's' }],
    ...open('early', 0),
    [19_950, { ...request, exchange: 'x1', ids: { outTradeNo: 'A1' }, amountFen: 100 }],
    [seenMs, { kind: 'end', exchange: 'x1', by: 'gateway', whole: true, deliveredBytes: 9 }],
    [30_000, { ...request, op: 'CANCEL', exchange: 'x2', ids: { outTradeNo: 'A1' } }],
    [100_000, { kind: 'scenario', scenario: 'early', phase: 'quiescent' }],
    ...open('late', 200_000),
    [300_000, { kind: 'scenario', scenario: 'late', phase: 'quiescent' }],
    [300_000, { kind: 'run-end', maxDelayMs, delays, clientTimeoutMs }],
  ]
  return numbered(bodies)
}

function open(scenario: 'early' | 'late', fromMs: number): [number, EntryBody][] {
  const sale = { saleId: `sale-${scenario}`, scenario, channel: 'barcode' } as const
  return [
    [fromMs, { kind: 'scenario', scenario, phase: 'started' }],
    [fromMs, { kind: 'sale', ...sale, amountFen: scenario === 'early' ? 100 : 101 }],
  ]
}

function numbered(bodies: readonly [elapsedMs: number, EntryBody][], after = 0): Entry[] {
  return bodies.map(([elapsedMs, body], place) => ({
    schemaVersion: SCHEMA_VERSION,
    seq: after + place + 1,
    at: elapsedMs,
    elapsedMs,
    ...body,
  }))
}

const gradeOf = (entries: Entry[], ...rows: Row[]): Scorecard =>
  grade(readTrace(entries), { parameters: checklist.parameters, rows })

const statusOf = (card: Scorecard) => card.rules.map(({ verdict }) => verdict.status).join(' ')

const delay = (fromMs: number, lastedMs: number, who: Delay['who'] = 'merchant'): Delay => ({
  who,
  fromMs,
  toMs: fromMs + 100,
  lastedMs,
})

describe('a gap that is measured beside a delay', () => {
  it.each<[string, Status, Scorecard['verdict'], number, Delay[], number?]>([
    ['without one is what it is', 'fail', 'not-ready', 5_001, []],
    ['far from its ends is what it is', 'fail', 'not-ready', 5_001, [delay(25_000, 900)]],
    ['at its end may be shorter', 'inconclusive', 'incomplete', 5_400, [delay(29_950, 400)]],
    ['at its start may be shorter', 'inconclusive', 'incomplete', 5_400, [delay(19_950, 400)]],
    ['that cannot explain it fails', 'fail', 'not-ready', 5_501, [delay(29_950, 400)]],
    [
      'of two programs in turn',
      'inconclusive',
      'incomplete',
      5_700,
      [delay(29_950, 400), delay(29_950, 300, 'suite')],
    ],
    ['counts in gateway time', 'inconclusive', 'incomplete', 9_000, [delay(29_950, 400)], 0.1],
    [
      'of an hour elsewhere is no excuse',
      'fail',
      'not-ready',
      5_501,
      [delay(29_950, 400), delay(150_000, 3_600_000)],
    ],
    [
      'warns of nothing that the machine may have caused',
      'pass',
      'ready',
      3_400,
      [delay(29_950, 400)],
    ],
    ['warns of what it cannot have caused', 'warn', 'ready', 3_401, [delay(19_000, 400)]],
  ])('%s', (_situation, status, verdict, gapMs, delays, timeScale) => {
    const card = gradeOf(runOf({ delays, timeScale }), timed('critical', gapMs))
    expect([statusOf(card), card.verdict]).toEqual([status, verdict])
    expect(card.tooLate !== undefined).toBe(verdict === 'incomplete')
  })

  it('says what failed, that it is undecided, and by how much the machine was late', () => {
    const card = gradeOf(runOf({ delays: [delay(29_950, 400)] }), timed('critical', 5_400))
    expect(card.rules[0]?.verdict.occurrences[0]).toMatchObject({
      status: 'inconclusive',
      undecided: true,
      said: { en: expect.stringMatching(/^Undecided: so\. .*by 400 ms just then/) },
    })
  })
})

describe('what no delay can cause', () => {
  it.each<[string, Delay[]]>([
    ['beside a delay at its ends', [delay(19_950, 1_500)]],
    ['in a run that was late for minutes', [delay(150_000, 200_000)]],
  ])('stands %s', (_situation, delays) => {
    const card = gradeOf(runOf({ delays }), fixed('critical', ['early', 'fail']))
    expect([statusOf(card), card.verdict]).toEqual(['fail', 'not-ready'])
  })

  it('is undecided where the merchant may have hung up on a reply that was there', () => {
    const of = (lastedMs: number) =>
      gradeOf(
        runOf({ delays: [delay(19_950, lastedMs)], clientTimeoutMs: 5_000 }),
        fixed('critical', ['early', 'fail'], ['late', 'fail']),
      )
    const statuses = (card: Scorecard) =>
      card.rules[0]?.verdict.occurrences.map(({ status }) => status)
    expect(statuses(of(1_900))).toEqual(['fail', 'fail'])
    expect(statuses(of(2_000))).toEqual(['inconclusive', 'fail'])
  })

  it('is undecided where the merchant had no time to show what it knew', () => {
    // The last sign of the sale is at 30 s; at 50 s it is at rest.
    const starved = { who: 'merchant', fromMs: 31_000, toMs: 60_000, lastedMs: 17_000 } as const
    const card = gradeOf(runOf({ delays: [starved] }), fixed('critical', ['early', 'fail']))
    expect(statusOf(card)).toBe('inconclusive')
  })

  it('is never undecided where one message alone shows it', () => {
    const row: Row = { ...fixed('critical', ['early', 'fail']), timeless: true }
    expect(statusOf(gradeOf(runOf({ delays: [delay(19_950, 9_000)] }), row))).toBe('fail')
  })
})

describe('the verdict of a run with something undecided', () => {
  const late = { delays: [delay(29_950, 400)] }
  it.each<[string, Scorecard['verdict'], Row[]]>([
    [
      'is open when it is critical',
      'incomplete',
      [timed('critical', 5_400), fixed('critical', ['late', 'pass'])],
    ],
    [
      'is what it is when it is major',
      'ready',
      [timed('major', 5_400), fixed('critical', ['late', 'pass'])],
    ],
    [
      'is not ready where another critical rule fails',
      'not-ready',
      [timed('critical', 5_400), fixed('critical', ['late', 'fail'])],
    ],
  ])('%s', (_situation, verdict, rows) => {
    expect(gradeOf(runOf(late), ...rows).verdict).toBe(verdict)
  })

  it('is not saved by what went well elsewhere', () => {
    const row = rowOf('R', 'critical', (trace, parameters) =>
      verdictOf([
        ...timed('critical', 5_400).rule.check(trace, parameters).occurrences,
        occurrence('late', 'pass'),
      ]),
    )
    const card = gradeOf(runOf(late), row)
    expect([statusOf(card), card.verdict]).toEqual(['inconclusive', 'incomplete'])
  })
})

describe('a journal that does not tell when it was late', () => {
  it('may have been late at either end of every gap', () => {
    const of = (gapMs: number) =>
      statusOf(gradeOf(runOf({ maxDelayMs: 400 }), timed('critical', gapMs)))
    expect([of(5_800), of(5_801)]).toEqual(['inconclusive', 'fail'])
  })
})

/** The early sale once more, from second 400 on. */
function secondRound(before: Entry[], found: 'late again' | 'in time'): Entry[] {
  const delays = found === 'late again' ? [delay(429_950, 400)] : []
  const more: [number, EntryBody][] = [
    [
      400_000,
      { kind: 'run', merchant: 'm', resultChannel: 'poll', timeScale: 1, seed: 's', round: 2 },
    ],
    [400_000, { kind: 'scenario', scenario: 'early', phase: 'started' }],
    [
      400_000,
      {
        kind: 'sale',
        saleId: 'sale-early-r2',
        again: 'sale-early',
        scenario: 'early',
        channel: 'barcode',
        amountFen: 100,
      },
    ],
    [500_000, { kind: 'scenario', scenario: 'early', phase: 'quiescent' }],
    [500_000, { kind: 'run-end', maxDelayMs: 0, delays }],
  ]
  return [...before, ...numbered(more, before.length)]
}

describe('an undecided sale that is played again', () => {
  const first = runOf({ delays: [delay(29_950, 400)] })
  /** Undecided in the first round; in the second it is what is given. */
  const row = (second: Status, undecided = false) =>
    rowOf('R', 'critical', (trace, parameters) =>
      trace.of('run').at(-1)?.round === 2
        ? verdictOf([
            {
              ...occurrence('', second),
              sale: 'sale-early-r2',
              ...(undecided && { undecided: true }),
            },
          ])
        : timed('critical', 5_400).rule.check(trace, parameters),
    )

  it('is named, for the next round', () => {
    const card = gradeOf(first, row('pass'))
    expect([...undecidedSales(first, card.rules)]).toEqual(['sale-early'])
  })

  it.each<[Status, Scorecard['verdict']]>([
    ['pass', 'ready'],
    ['fail', 'not-ready'],
  ])('counts as it went the second time: %s', (status, verdict) => {
    const entries = secondRound(first, 'in time')
    const card = gradeOf(entries, row(status))
    expect([statusOf(card), card.verdict]).toEqual([status, verdict])
    expect([...undecidedSales(entries, card.rules)]).toEqual([])
    expect(card.playedAgain).toEqual([
      expect.objectContaining({
        scenario: 'early',
        saleId: 'sale-early',
        rounds: 2,
        rules: ['R'],
        decided: true,
      }),
    ])
    expect(card.money.map(({ saleId }) => saleId)).toEqual(['sale-late', 'sale-early-r2'])
  })

  it('stays undecided where the second round says nothing of it', () => {
    const entries = secondRound(first, 'in time')
    const card = gradeOf(entries, row('inconclusive'))
    expect(card.verdict).toBe('incomplete')
    expect(card.playedAgain?.[0]?.decided).toBe(false)
    expect(card.tooLate?.en).toContain('also when played again (2 rounds)')
    expect([...undecidedSales(entries, card.rules)]).toEqual(['sale-early'])
  })
})

describe('the reports of a run that was too late', () => {
  const entries = runOf({ delays: [delay(29_950, 1_922)], timeScale: 0.2 })
  const card = gradeOf(entries, timed('critical', 9_000))
  const words = { en: 'too slow to decide', zh: '测试机过慢' }
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
      expect(text).toContain(
        language === 'en' ? 'Run again with a larger --scale' : '请调大 --scale',
      )
    }
  })
  it('do not ask for a larger scale where there is none', () => {
    const atScale1 = gradeOf(runOf({ maxDelayMs: 9_000 }), timed('critical', 9_000))
    expect(atScale1.tooLate?.en).toMatch(/Run again with fewer programs at once\.$/)
  })
  it('a run that was in time says nothing of it', () => {
    const calm = runOf({ maxDelayMs: 12, delays: [] })
    const text = reportOf(gradeOf(calm, timed('critical', 9_000)), calm, { as: 'json' })
    expect(text).not.toContain('tooLate')
  })
  it('the certificate carries it', () => {
    const json = reportOf(card, entries, { as: 'json' })
    const { payload } = issueCertificate(readReport(json), json, { issuedAt: '2026-01-01' })
    expect(payload).toMatchObject({ verdict: 'incomplete', tooLate: card.tooLate })
  })
  it('answers to the questionnaire make no verdict of it', () => {
    const late = gradeOf(runOf({ maxDelayMs: 5_000 }), timed('critical', 9_000))
    expect(attest(late, {})).toMatchObject({ verdict: 'incomplete', tooLate: late.tooLate })
  })
  it('expected failures make no verdict of it', () => {
    const entry = { rule: 'none', owner: 'o', reason: 'r', expires: '2099-12-31' }
    expect(verdictBesides(card, meetExpectations(card, [entry], '2026-01-01'))).toBe('incomplete')
  })
})
