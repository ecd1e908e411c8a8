// Who is played beside whom, and what that does to nobody.
import { describe, expect, test } from 'vitest'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { readScenario } from '../scenario/read.ts'
import type { Scenario, ScenarioFile } from '../scenario/scenario.ts'
import { gradeEntries, isExercised } from '../grade/grade.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { runInProcess } from './in-process/in-process.ts'
import { lanesOf, latestStartMs } from './lanes.ts'
import { salesOf } from './sales.ts'

const only = (...ids: string[]) => SCENARIOS.filter(({ id }) => ids.includes(id))

async function play(scenarios: readonly Scenario[]) {
  const entries = await runInProcess(inProcess({ name: 'exemplary', bend: {} }), scenarios)
  const trace = readTrace(entries)
  const startOf = (saleId: string) =>
    trace.of('sale').find((sale) => sale.saleId === saleId)?.elapsedMs ?? Number.NaN
  const outages = trace.of('fault').filter(({ faultKind }) => faultKind === 'outage')
  return { entries, trace, startOf, outages }
}

function scenario(file: Partial<ScenarioFile>): Scenario {
  const whole = { name: 'a-test', teaches: 'nothing', expect: ['no close was sent'], ...file }
  const loaded = readScenario(whole)
  if ('mistakes' in loaded) throw new Error(JSON.stringify(loaded.mistakes))
  return loaded.scenario
}

describe('scenarios that need an outage each', () => {
  test('share one: the shorter comes into its end, and both show what they show alone', async () => {
    const scenarios = only('S15b', 'S54')
    const { entries, startOf, outages } = await play(scenarios)
    expect(outages).toMatchObject([{ forMs: 90_000 }])
    const backMs = (outages[0]?.elapsedMs ?? Number.NaN) + 90_000
    expect(startOf('S15b-1')).toBeLessThan(backMs - 18_000)
    expect(startOf('S15b-1')).toBeGreaterThanOrEqual(backMs - 20_000)
    expect(startOf('S15b-2')).toBeLessThan(backMs - 18_000)
    const beliefsIn = (entries: readonly Entry[]) =>
      gradeEntries(entries).rules.flatMap((rule) =>
        isExercised(rule) ? [[rule.id, rule.verdict.status]] : [],
      )
    const apart = (await Promise.all(scenarios.map((one) => play([one])))).flatMap((one) =>
      beliefsIn(one.entries),
    )
    expect(Object.fromEntries(beliefsIn(entries))).toEqual(Object.fromEntries(apart))
    expect(Object.fromEntries(beliefsIn(entries))).toMatchObject({
      'CAN-06': 'pass',
      'ONE-02': 'pass',
    })
  })

  test('have outages of their own where the first never comes', async () => {
    const never = scenario({
      id: 'never',
      alone: true,
      sales: [
        {
          kind: 'barcode',
          buyer: 'at-once',
          moves: [{ do: 'outage', for: '90s', once: 'given-up' }],
        },
      ],
    })
    const { trace, startOf, outages } = await play([...only('S15b'), never])
    expect(outages).toMatchObject([{ forMs: 20_000 }])
    const ended = trace
      .of('scenario')
      .find((one) => one.scenario === 'never' && one.phase !== 'started')
    expect(startOf('S15b-1')).toBeGreaterThanOrEqual(ended?.elapsedMs ?? Number.NaN)
  })

  test('have outages of their own where each waits for a moment of its own', () => {
    const scenarios = only('S15b', 'S54', 'S79')
    const wallets = ['alipay', 'ams'] as const
    const lanes = lanesOf(scenarios, salesOf(scenarios, { wallets }), new Set())
    expect(lanes.map((lane) => lane.scenarios.map(({ id }) => id))).toEqual([
      ['S79'],
      ['S54', 'S15b'],
    ])
  })

  test('begin when those before them have ended, at the latest', () => {
    const scenarios = only('S15b', 'S54')
    const sales = salesOf(scenarios)
    const [lane, ...others] = lanesOf(scenarios, sales, new Set())
    if (!lane) throw new Error('no lane')
    expect(others).toEqual([])
    const starts = lane.sales.map((sale) => [sale.saleId, latestStartMs(lane, sale, 300)])
    expect(starts).toEqual([
      ['S54-1', 0],
      ['S54-2', 300],
      ['S54-3', 600],
      ['S15b-1', 260_900],
      ['S15b-2', 261_200],
    ])
  })
})

test('options that a sale can have for itself cost no lane, and nobody else has them', async () => {
  const untold = scenario({
    id: 'untold',
    sandbox: { options: { barcodeNotify: false } },
    sales: [{ kind: 'barcode', buyer: 'at-once' }],
  })
  const { trace, startOf } = await play([untold, ...only('S30', 'S30b', 'S39')])
  const amountOf = (saleId: string) =>
    trace.of('sale').find((sale) => sale.saleId === saleId)?.amountFen
  const states = new Map([...trace.truths.values()].map((one) => [one.paidFen, one.status]))
  expect(['untold', 'S30', 'S30b-1', 'S39-1'].map((id) => states.get(amountOf(id) ?? 0))).toEqual([
    'TRADE_SUCCESS',
    'TRADE_SUCCESS',
    'TRADE_FINISHED',
    'TRADE_SUCCESS',
  ])
  const notifiedFen = new Set(
    trace.of('send').map(({ outTradeNo }) => trace.truths.get(outTradeNo)?.paidFen),
  )
  expect(notifiedFen).toEqual(
    new Set(['S30', 'S30b-1', 'S30b-2', 'S39-1', 'S39-2', 'S39-3'].map(amountOf)),
  )
  expect(['untold', 'S30', 'S30b-1', 'S39-1'].filter((id) => startOf(id) > 2_000)).toEqual([])
})

test('where all sales must have the same options, those with others come after', () => {
  const scenarios = only('S01', 'S30b', 'S39', 'S62')
  const lanes = lanesOf(scenarios, salesOf(scenarios), new Set())
  expect(lanes.map(({ scenarios }) => scenarios.map(({ id }) => id))).toEqual([
    ['S01'],
    ['S30b'],
    ['S62', 'S39'],
  ])
})

test('what may take longest begins first, and the numbers of sales stay as they are', () => {
  const scenarios = only('S01', 'S08', 'S17', 'S55')
  const sales = salesOf(scenarios)
  const [beside, bill, ...others] = lanesOf(scenarios, sales, new Set())
  expect(beside?.sales.map(({ saleId }) => saleId)).toEqual(['S17-1', 'S17-2', 'S08', 'S01'])
  expect(bill?.scenarios.map(({ id }) => id)).toEqual(['S55'])
  expect(others).toEqual([])
  expect(sales.map(({ scenario: id }) => id).filter((id, n, all) => id !== all[n - 1])).toEqual([
    'S01',
    'S08',
    'S17',
    'S55',
  ])
})
