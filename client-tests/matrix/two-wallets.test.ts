// A till of WeChat's payment codes, alone and beside Alipay's: it passes every rule that its gateways ask, is told
// of each of them and of both together, and what it does wrong at WeChat's is found by the rules it shares.
import { describe, expect, test } from 'vitest'
import type { Scorecard } from '../grade/grade.ts'
import type { Variant } from '../merchants/exemplary/in-process.ts'
import { mutantCalled } from '../merchants/mutants/mutants.ts'
import { redCells } from '../merchants/mutants/mutant.ts'
import { FAMILY_RULES } from '../rules/families.ts'
import { RULES } from '../rules/rules.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { gradeBy, gradeInMatrix, playInMatrix } from './matrix.ts'

const PATIENCE_MS = 600_000

const OF_WECHAT: Variant = { name: 'wechat', bend: {}, capabilities: { wallets: ['wechat'] } }
const OF_BOTH: Variant = {
  name: 'two-wallets',
  bend: {},
  capabilities: { wallets: ['alipay', 'wechat'] },
}

const wechat = FAMILY_RULES.find(({ letter }) => letter === 'W')
const ASKED = RULES.filter((rule) => wechat?.asks(rule)).map(({ id }) => id)

const statusesIn = ({ rules }: Scorecard) =>
  Object.fromEntries(
    rules
      .filter(({ verdict }) => verdict.status !== 'not-applicable')
      .map(({ id, verdict }) => [id, verdict.status]),
  )

describe('a till that does it right', { timeout: PATIENCE_MS }, () => {
  test('with WeChat alone it passes all that WeChat asks, and all of it was exercised', async () => {
    const { card, restless } = await gradeInMatrix(OF_WECHAT)
    expect(restless).toEqual([])
    expect(statusesIn(card)).toEqual(Object.fromEntries(ASKED.map((id) => [id, 'pass'])))
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
    expect(card.families).toBeUndefined()
  })

  test('with both wallets it is ready at each gateway, and together', async () => {
    const { card, restless } = await gradeInMatrix(OF_BOTH)
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card).toMatchObject({ verdict: 'ready', score: 100, totals: { differing: 0 } })
    expect(card.families).toMatchObject([
      { family: 'openapi', verdict: 'ready', score: 100 },
      { family: 'wechat', verdict: 'ready', score: 100 },
    ])
    const open = card.rules.filter(({ verdict }) => verdict.status === 'inconclusive')
    expect(open.map(({ id }) => id)).toEqual([])
  })

  test('by the letter of the seeds, in the gateway and in the rules, too', async () => {
    const { card, restless } = gradeBy('seeds', await playInMatrix(OF_WECHAT, undefined, 'seeds'))
    expect(restless).toEqual([])
    expect(redCells(card)).toEqual({})
    expect(card.verdict).toBe('ready')
  })
})

/** Flaws that are no matter of a wallet: each rule finds them at WeChat's gateway as at Alipay's. */
const SHARED = [
  ['first-query-after-15s', { firstQueryAfterMs: 20_000 }, 'POLL-01'],
  ['query-every-12s', { pollEveryMs: 16_000, pollForMs: 50_000 }, 'POLL-02'],
  ['poll-for-9s', {}, 'POLL-03'],
  ['polls-on-after-success', {}, 'POLL-04'],
  ['pause-before-cancel', {}, 'POLL-05'],
  ['pay-again-while-pending', {}, 'POLL-06'],
  ['asks-for-padded-number', {}, 'POLL-07'],
  ['three-cancels', {}, 'EXC-02'],
  ['late-query-after-unknown-pay', {}, 'EXC-07'],
  ['system-error-is-failure', {}, 'EXC-13'],
  ['refunds-by-cancel', {}, 'CAN-02'],
  ['rounds-to-whole-yuan', {}, 'ONE-06'],
  ['manual-query-reads-the-books', {}, 'CASH-01'],
  ['never-fetches-the-bill', {}, 'REC-01'],
  ['compares-totals-only', {}, 'REC-03'],
  ['cancel-refund-unexplained', {}, 'REC-04'],
  ['misses-what-nobody-paid', {}, 'REC-05'],
] as const

describe('a till of WeChat that does it wrong', { timeout: PATIENCE_MS }, () => {
  test.each(SHARED)('is found out: %s', async (name, more, rule) => {
    const { bend } = mutantCalled(name)
    const flawed = { ...OF_WECHAT, bend: { ...bend, ...more } }
    const scenarios = SCENARIOS.filter(({ exercises }) => exercises.includes(rule))
    const { card } = await gradeInMatrix(flawed, scenarios)
    expect(redCells(card)).toMatchObject({ [rule]: 'F' })
  })
})

describe('a customer who takes out the other wallet', { timeout: PATIENCE_MS }, () => {
  const OTHER = SCENARIOS.filter(({ id }) => id === 'S103')

  test('is charged again only when the first try has ended', async () => {
    const { card } = await gradeInMatrix(OF_BOTH, OTHER)
    expect(redCells(card)).toEqual({})
    const passed = card.rules.filter(({ verdict }) => verdict.status === 'pass').map(({ id }) => id)
    expect(passed).toEqual(expect.arrayContaining(['POLL-06', 'ONE-03', 'ONE-06']))
  })

  test('and charged twice where the till does not look across: no gateway alone can tell', async () => {
    const flawed = { ...OF_BOTH, bend: mutantCalled('pay-again-while-pending').bend }
    const { card } = await gradeInMatrix(flawed, OTHER)
    expect(redCells(card)).toMatchObject({ 'POLL-06': 'F' })
    expect(card.verdict).toBe('not-ready')
    expect(card.families?.map(({ verdict }) => verdict)).not.toContain('not-ready')
  })
})
