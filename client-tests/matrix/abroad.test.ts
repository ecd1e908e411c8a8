// A till abroad, at the gateway of AMS: alone, beside one in China, and as a service provider it passes every rule
// that its gateways ask, and is told of each of them.
import { describe, expect, test } from 'vitest'
import { isExercised, type Scorecard } from '../grade/grade.ts'
import type { Variant } from '../merchants/exemplary/in-process.ts'
import { mutantCalled } from '../merchants/mutants/mutants.ts'
import { redCells } from '../merchants/mutants/mutant.ts'
import { exercisedBy } from '../reports/exercised-by.ts'
import { FAMILY_RULES } from '../rules/families.ts'
import { RULES } from '../rules/rules.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { walletsIn } from '../scenario/scenario.ts'
import { gradeBy, gradeInMatrix, playInMatrix } from './matrix.ts'
import { wronglyNamed } from './named.fixture.ts'

const PATIENCE_MS = 600_000

const abroad = (more: Variant['capabilities'] = {}): Variant => ({
  name: 'abroad',
  bend: {},
  capabilities: { wallets: ['ams'], ...more },
})
const FOR_OTHERS = abroad({ sellsForOthers: true })

const family = FAMILY_RULES.find(({ letter }) => letter === 'A')
/** Of a shop; who stands between shops and Alipay is asked more. */
const ASKED = RULES.filter((rule) => family?.asks(rule) && rule.needs !== 'acquirer')
const asked = (isAsked: (rule: (typeof ASKED)[number]) => boolean) =>
  Object.fromEntries(ASKED.filter(isAsked).map(({ id }) => [id, 'pass']))

const statusesIn = ({ rules }: Scorecard) =>
  Object.fromEntries(
    rules
      .filter(({ verdict }) => verdict.status !== 'not-applicable')
      .map(({ id, verdict }) => [id, verdict.status]),
  )

/** Those that a till abroad plays too. */
const OF_AMS = SCENARIOS.filter((one) => walletsIn(one).includes('ams'))

describe('a till abroad that does it right', { timeout: PATIENCE_MS }, () => {
  test('passes all that AMS asks of it, and all of it was exercised', async () => {
    const { card, restless } = await gradeInMatrix(abroad())
    expect(restless).toEqual([])
    expect(statusesIn(card)).toEqual(asked(({ needs }) => needs !== 'agent'))
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
    expect(card.families).toBeUndefined()
    expect(wronglyNamed(card, { families: ['A'] })).toEqual([])
    const unnamed = card.rules.filter(({ id }) => exercisedBy(id, { families: ['A'] }).length === 0)
    const isAsked = ({ verdict }: (typeof unnamed)[number]) => verdict.status !== 'not-applicable'
    expect(unnamed.filter(isAsked).map(({ id }) => id)).toEqual([])
  })

  test('passes the rules about tokens too where it sells for two merchants', async () => {
    const { card, restless } = await gradeInMatrix(FOR_OTHERS)
    expect(restless).toEqual([])
    expect(statusesIn(card)).toEqual(asked(() => true))
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
  })

  test('beside a till in China it is ready at each gateway, and all of both was exercised', async () => {
    const both = abroad({ wallets: ['alipay', 'ams'] })
    const { card, restless } = await gradeInMatrix(both)
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
    expect(card.families).toMatchObject([
      { family: 'openapi', verdict: 'ready', score: 100 },
      { family: 'ams', verdict: 'ready', score: 100 },
    ])
    const open = card.families?.flatMap(({ coverage: { all } }) => all.applicable - all.exercised)
    expect(open).toEqual([0, 0])
  })

  test('by the letter of the seeds, in the gateway and in the rules, too', async () => {
    const { card, restless } = gradeBy('seeds', await playInMatrix(FOR_OTHERS, OF_AMS, 'seeds'))
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card.verdict).toBe('ready')
  })
})

/** Those of the official ams-java-sdk, which departs from its own document. */
const TIMES_OF_THE_SDK = {
  firstQueryAfterMs: 2_000,
  pollEveryMs: 4_500,
  queryRetry: { everyMs: 4_500, forMs: 45_000 },
  pollRetry: { everyMs: 4_500, forMs: 45_000 },
  mostInquiries: 9,
  cancelRetry: { everyMs: 3_600, forMs: 18_000, thenEveryMs: 60_000 },
}

test('a till with the times of the official SDK is warned, and ready', async () => {
  const { card } = await gradeInMatrix({ ...abroad(), bend: TIMES_OF_THE_SDK }, OF_AMS)
  expect(redCells(card)).toEqual({ 'AMS-05': 'W', 'AMS-10': 'W' })
  expect(card.verdict).toBe('ready')
}, 60_000)

/** Flaws that are no matter of a gateway: each rule finds them at AMS as at openapi. */
const SHARED = [
  ['accepts-unsigned-notification', 'NTF-01'],
  ['ignores-amount', 'NTF-05'],
  ['discards-notifications', 'NTF-13'],
  ['books-without-a-lock', 'NTF-15'],
  ['books-refunds-beyond-the-payment', 'REF-03'],
  ['rounds-to-whole-yuan', 'ONE-06'],
] as const

describe('a till abroad that does it wrong', { timeout: PATIENCE_MS }, () => {
  test.each(SHARED)('is found out: %s', async (name, rule) => {
    const { bend } = mutantCalled(name)
    const scenarios = OF_AMS.filter(({ exercises }) => exercises.includes(rule))
    const { card } = await gradeInMatrix({ ...abroad(), bend }, scenarios)
    expect(redCells(card)).toMatchObject({ [rule]: 'F' })
    const exercised = card.rules.filter(isExercised).map(({ id }) => id)
    expect(exercised).toContain(rule)
  })
})
