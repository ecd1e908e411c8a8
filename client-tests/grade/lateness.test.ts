import { describe, expect, test } from 'vitest'
import type { Scorecard } from './grade.ts'
import {
  delay,
  fixed,
  gradeOf,
  occurrence,
  ruleOf,
  runOf,
  statusOf,
  timed,
  type Delay,
} from './lateness.fixture.ts'
import { verdictOf, type Rule, type Status } from '../rules/rule.ts'

describe('a gap that is measured beside a delay', () => {
  test.each<[string, Status, Scorecard['verdict'], number, Delay[], number?]>([
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

  test('says what failed, that it is undecided, and by how much the machine was late', () => {
    const card = gradeOf(runOf({ delays: [delay(29_950, 400)] }), timed('critical', 5_400))
    expect(card.rules[0]?.verdict.occurrences[0]).toMatchObject({
      status: 'inconclusive',
      undecided: true,
      said: { en: expect.stringMatching(/^Undecided: so\. .*by 400 ms just then/) },
    })
  })
})

describe('what no delay can cause', () => {
  test.each<[string, Delay[]]>([
    ['beside a delay at its ends', [delay(19_950, 1_500)]],
    ['in a run that was late for minutes', [delay(150_000, 200_000)]],
  ])('stands %s', (_situation, delays) => {
    const card = gradeOf(runOf({ delays }), fixed('critical', ['early', 'fail']))
    expect([statusOf(card), card.verdict]).toEqual(['fail', 'not-ready'])
  })

  test('is undecided where the merchant may have hung up on a reply that was there', () => {
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

  test('is undecided where the merchant had no time to show what it knew', () => {
    // The last sign of the sale is at 30 s; at 50 s it is at rest.
    const starved = { who: 'merchant', fromMs: 31_000, toMs: 60_000, lastedMs: 17_000 } as const
    const card = gradeOf(runOf({ delays: [starved] }), fixed('critical', ['early', 'fail']))
    expect(statusOf(card)).toBe('inconclusive')
  })

  test.each<[string, Status, number, number]>([
    ['so late that one before may have been given up', 'inconclusive', 15_000, 1_300],
    ['late, and the machine was not', 'fail', 15_000, 1_100],
    ['in time', 'fail', 16_000, 1_300],
  ])('the first call came %s', (_situation, status, soldMs, lastedMs) => {
    const delays = [delay(17_000, lastedMs)]
    const run = runOf({ delays, soldMs, clientTimeoutMs: 5_000 })
    expect(statusOf(gradeOf(run, fixed('critical', ['early', 'fail'])))).toBe(status)
  })

  test('is never undecided where one message alone shows it', () => {
    const row: Rule = { ...fixed('critical', ['early', 'fail']), timeless: true }
    expect(statusOf(gradeOf(runOf({ delays: [delay(19_950, 9_000)] }), row))).toBe('fail')
  })
})

describe('too many calls', () => {
  const crowd = (size: number): Rule => ({
    ...ruleOf('crowd', 'critical', (_trace, { callRate }) => {
      const status = size > callRate.minute.most ? 'fail' : 'pass'
      return verdictOf([{ ...occurrence('early', status), evidence: [5, 7] }])
    }),
    counts: true,
  })
  // The merchant may have hung up on a reply, and the minute may have been two.
  const delays = [delay(19_950, 55_000)]

  test.each<[string, Status, number]>([
    ['as many as two minutes may hold are undecided', 'inconclusive', 150],
    ['more than two minutes may hold fail, however late the machine was', 'fail', 151],
  ])('%s', (_situation, status, size) => {
    expect(statusOf(gradeOf(runOf({ delays, clientTimeoutMs: 5_000 }), crowd(size)))).toBe(status)
  })
})

describe('the verdict of a run with something undecided', () => {
  const late = { delays: [delay(29_950, 400)] }
  test.each<[string, Scorecard['verdict'], Rule[]]>([
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

  test('is not saved by what went well elsewhere', () => {
    const row = ruleOf('R', 'critical', (trace, parameters) =>
      verdictOf([
        ...timed('critical', 5_400).check(trace, parameters).occurrences,
        occurrence('late', 'pass'),
      ]),
    )
    const card = gradeOf(runOf(late), row)
    expect([statusOf(card), card.verdict]).toEqual(['inconclusive', 'incomplete'])
  })
})

describe('a journal that does not tell when it was late', () => {
  test('may have been late at either end of every gap', () => {
    const of = (gapMs: number) =>
      statusOf(gradeOf(runOf({ maxDelayMs: 400 }), timed('critical', gapMs)))
    expect([of(5_800), of(5_801)]).toEqual(['inconclusive', 'fail'])
  })
})
