// Every scenario of the library: the exemplary merchant meets its expectations, and a merchant with
// the flaw it teaches about breaks one.
import { describe, expect, test } from 'vitest'
import { SCENARIOS } from './library.ts'
import { pays, walletsIn, type Scenario, type Wallet } from './scenario.ts'
import type { Entry } from '../../server/journal/entry.ts'
import { judge, judgeInEachWallet } from './sentences.ts'
import { runInProcess } from '../drives/in-process/in-process.ts'
import { inProcess, type Variant } from '../merchants/exemplary/in-process.ts'
import { flawsOfScenarios } from '../merchants/mutants/flaws-of-scenarios.ts'
import { mutants } from '../merchants/mutants/mutants.ts'

const EXEMPLARY: Variant = { name: 'exemplary', bend: {} }

/** The same shop, of whose customers some or all pay with WeChat. */
const ofWechat: Variant = { ...EXEMPLARY, capabilities: { wallets: ['wechat'] } }
const ofBoth: Variant = { ...EXEMPLARY, capabilities: { wallets: ['alipay', 'wechat'] } }
/** The same shop abroad, and as a service provider. */
const abroad: Variant = { ...EXEMPLARY, capabilities: { wallets: ['ams'] } }
const forOthers: Variant = {
  ...EXEMPLARY,
  capabilities: { wallets: ['ams'], sellsForOthers: true },
}

/** At the old gateway. */
const atOldGateway: Variant = { ...EXEMPLARY, capabilities: { wallets: ['mapi'] } }

/** The shop that can play it: the one of Alipay where it is played in several wallets. */
function shopFor(scenario: Scenario): Variant {
  const { sales } = scenario
  const changes = sales.some(({ moves }) => moves.some((move) => 'wallet' in move && move.wallet))
  if (changes) return ofBoth
  if (sales.some(({ merchant }) => merchant)) return forOthers
  const [first] = walletsIn(scenario)
  return first === undefined ? EXEMPLARY : SHOPS[first]
}

const SHOPS: Readonly<Record<Wallet, Variant>> = {
  alipay: EXEMPLARY,
  wechat: ofWechat,
  ams: abroad,
  mapi: atOldGateway,
}

function scenarioOf(id: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.id === id)
  if (!scenario) throw new Error(`no scenario ${id}`)
  return scenario
}

async function play(variant: Variant, id: string) {
  const scenario = scenarioOf(id)
  const entries = await runInProcess(inProcess(variant), [scenario])
  return judgeInEachWallet(scenario.expect, entries)
}

test('a flaw that stands for scenarios only is the undoing of one, and no mutant', () => {
  const used = new Set(SCENARIOS.map(({ brokenBy }) => brokenBy))
  const taken = new Set(mutants.map(({ name }) => name))
  const names = flawsOfScenarios.map(({ name }) => name)
  expect(names.filter((name) => !used.has(name) || taken.has(name))).toEqual([])
})

describe('a scenario of the library', () => {
  test.each(SCENARIOS)('$name is mastered by the exemplary merchant', async (scenario) => {
    const judged = await play(shopFor(scenario), scenario.id)
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  const alsoIn = (wallet: Wallet) =>
    SCENARIOS.filter(
      (one) =>
        walletsIn(one).includes(wallet) &&
        one.sales.some((sale) => pays(wallet, sale)) &&
        shopFor(one) === EXEMPLARY,
    )
  test.each(alsoIn('wechat'))('$name is mastered when it is paid with WeChat', async ({ id }) => {
    const judged = await play(ofWechat, id)
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test.each(alsoIn('ams'))('$name is mastered at AMS', async ({ id }) => {
    const judged = await play(abroad, id)
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test.each(alsoIn('mapi'))('$name is mastered at the old gateway', async ({ id }) => {
    const judged = await play(atOldGateway, id)
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test.each(SCENARIOS)('$name is not mastered by $brokenBy', async ({ id, name, brokenBy }) => {
    const flawed = [...mutants, ...flawsOfScenarios].find((one) => one.name === brokenBy)
    if (!flawed) throw new Error(`brokenBy of ${name}: no flawed merchant is called ${brokenBy}`)
    const { capabilities } = shopFor(scenarioOf(id))
    const judged = await play({ name: 'flawed', bend: flawed.bend, capabilities }, id)
    expect(judged, 'nothing was broken').toContainEqual(
      expect.objectContaining({ outcome: 'broken' }),
    )
  })
})

test('a shop of both wallets is held to every sentence in each of them', async () => {
  const judged = await play(ofBoth, 'S02')
  const ofOne = scenarioOf('S02').expect
  expect(judged.map(({ sentence }) => sentence)).toEqual([
    ...ofOne,
    ...ofOne.map((sentence) => `${sentence} (wechat)`),
  ])
  expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
})

test('S42: the journal tells the trade_status that was sent, also that of a refund', async () => {
  const scenarios = SCENARIOS.filter(({ id }) => id === 'S42')
  const entries = await runInProcess(inProcess(EXEMPLARY), scenarios)
  const sent = entries.flatMap((entry) => (entry.kind === 'send' ? [entry] : []))
  const written = sent.map(({ wire }) => new URLSearchParams(wire.body).get('trade_status'))
  expect(sent.map(({ tradeStatus }) => tradeStatus)).toEqual(written)
  expect(written).toContain('TRADE_CLOSED')
})

describe('S44: a notification is signed as the order was', () => {
  const HARD = SCENARIOS.filter(({ id }) => id === 'S44')
  /** The kinds of signature, and the replies, of the notifications that the merchant was sent. */
  const notified = (entries: readonly Entry[]) => {
    const sent = entries.flatMap((entry) => (entry.kind === 'send' ? [entry.wire.body] : []))
    const types = sent.map((body) => new URLSearchParams(body).get('sign_type'))
    const replies = entries.flatMap((entry) => (entry.kind === 'reply' ? [entry.body] : []))
    return { types: [...new Set(types)], replies: [...new Set(replies)] }
  }

  test.each(['RSA', 'RSA2'] as const)('a merchant of %s masters all of it', async (signType) => {
    const merchant = inProcess({ name: signType, bend: { signType } })
    const entries = await runInProcess(merchant, HARD)
    expect(notified(entries)).toEqual({ types: [signType], replies: ['success'] })
    const judged = HARD.flatMap(({ expect: sentences }) => judge(sentences, entries))
    expect(judged.filter(({ outcome }) => outcome !== 'met')).toEqual([])
  })

  test('what is signed more weakly than the order was is refused, and the gateway asked', async () => {
    const weaker = { fault: 'N11', options: { signType: 'RSA' }, match: { durationMs: undefined } }
    const [paid] = SCENARIOS.filter(({ id }) => id === 'S30')
    if (!paid) throw new Error('no scenario S30')
    const sales = paid.sales.slice(0, 1).map((sale) => ({ ...sale, faults: [weaker] }))
    const entries = await runInProcess(inProcess(EXEMPLARY), [{ ...paid, sales }])
    expect(notified(entries)).toEqual({ types: ['RSA'], replies: ['failure'] })
    const judged = judge(
      ['the sale is paid once', 'the merchant believes the sale is PAID'],
      entries,
    )
    expect(judged.map(({ outcome }) => outcome)).toEqual(['met', 'met'])
  })
})
