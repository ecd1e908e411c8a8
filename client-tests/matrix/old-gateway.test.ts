// A shop at Alipay's old gateway (mapi): alone and beside Alipay's own it passes every rule that its gateway asks, and all
// of them were exercised.
import { describe, expect, test } from 'vitest'
import { isExercised, type Scorecard } from '../grade/grade.ts'
import type { Variant } from '../merchants/exemplary/in-process.ts'
import { mutantCalled } from '../merchants/mutants/mutants.ts'
import { redCells } from '../merchants/mutants/mutant.ts'
import { FAMILY_RULES } from '../rules/families.ts'
import { RULES } from '../rules/rules.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { walletsIn } from '../scenario/scenario.ts'
import { gradeBy, gradeInMatrix, playInMatrix } from './matrix.ts'

const PATIENCE_MS = 600_000

const AT_OLD_GATEWAY: Variant = {
  name: 'at-the-old-gateway',
  bend: {},
  capabilities: { wallets: ['mapi'] },
}

const family = FAMILY_RULES.find(({ letter }) => letter === 'M')
const ASKED = RULES.filter((rule) => family?.asks(rule))

const statusesIn = ({ rules }: Scorecard) =>
  Object.fromEntries(
    rules
      .filter(({ verdict }) => verdict.status !== 'not-applicable')
      .map(({ id, verdict }) => [id, verdict.status]),
  )

/** Those that a shop at the old gateway plays too. */
const OF_MAPI = SCENARIOS.filter((one) => walletsIn(one).includes('mapi'))

describe('a shop at the old gateway that does it right', { timeout: PATIENCE_MS }, () => {
  test('passes all that the gateway asks of it, and all of it was exercised', async () => {
    const { card, restless } = await gradeInMatrix(AT_OLD_GATEWAY)
    expect(restless).toEqual([])
    expect(statusesIn(card)).toEqual(Object.fromEntries(ASKED.map(({ id }) => [id, 'pass'])))
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
    expect(card.families).toBeUndefined()
  })

  test('beside the open platform it has a verdict at each gateway', async () => {
    const both = { ...AT_OLD_GATEWAY, capabilities: { wallets: ['alipay', 'mapi'] } } as const
    const { card, restless } = await gradeInMatrix(both, OF_MAPI)
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card.totals.differing).toBe(0)
    expect(card.families).toMatchObject([
      // Many scenarios of openapi were not played.
      { family: 'openapi', verdict: 'incomplete' },
      { family: 'mapi', verdict: 'ready', score: 100 },
    ])
  })

  test('by the letter of the seeds, in the gateway and in the rules, too', async () => {
    const { card, restless } = gradeBy(
      'seeds',
      await playInMatrix(AT_OLD_GATEWAY, OF_MAPI, 'seeds'),
    )
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card.verdict).toBe('ready')
  })
})

/** Flaws that are no matter of a gateway: each rule finds them here as at openapi. */
const SHARED = [
  ['accepts-unsigned-notification', 'NTF-01'],
  ['ignores-amount', 'NTF-05'],
  ['discards-notifications', 'NTF-13'],
  ['books-without-a-lock', 'NTF-15'],
  ['return-means-paid', 'NTF-01'],
] as const

describe('a shop at the old gateway that does it wrong', { timeout: PATIENCE_MS }, () => {
  test.each(SHARED)('is found out: %s', async (name, rule) => {
    const { bend } = mutantCalled(name)
    const scenarios = OF_MAPI.filter(({ exercises }) => exercises.includes(rule))
    const { card } = await gradeInMatrix({ ...AT_OLD_GATEWAY, bend }, scenarios)
    expect(redCells(card)).toMatchObject({ [rule]: 'F' })
    const exercised = card.rules.filter(isExercised).map(({ id }) => id)
    expect(exercised).toContain(rule)
  })
})
