// Another family of gateways is a folder: handed to a sandbox, it is charged, bent and judged like those of
// the product, by rules that know nothing of it.
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../server/hosts/memory.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { FAMILIES } from '../../server/protocols/protocols.ts'
import { runInProcess, type InProcessMerchant } from '../drives/in-process/in-process.ts'
import { gradeEntries } from '../grade/grade.ts'
import { mutantCalled } from '../merchants/mutants/mutants.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { modelOf } from '../reports/model.ts'
import { JUDGED_BY } from './rules.ts'
import { toy } from './toy.ts'
import { MAC_HEADER, macOf, secretOf } from './toy-wire.ts'
import { toyMerchant } from './toy-merchant.ts'
import { twoGateways } from './two-gateways.ts'

const families = [...FAMILIES, toy] as const

/** The toy takes payment codes and nothing else, and no other till sells at it. */
const PLAYED = SCENARIOS.filter(({ long }) => !long).flatMap((scenario): Scenario[] => {
  const sales = scenario.sales.filter(
    ({ kind, moves }) =>
      kind === 'barcode' && !moves.some((move) => 'of' in move && move.of === 'stranger'),
  )
  return sales.length > 0 ? [{ ...scenario, sales }] : []
})

const play = (merchant: InProcessMerchant, scenarios: readonly Scenario[] = PLAYED) =>
  runInProcess(merchant, scenarios, { families })

describe('a shop at a gateway of another family', () => {
  test('that does it right is ready, by the rules that its family asks and no others', async () => {
    const entries = await play(toyMerchant('at-the-toy'))
    const card = gradeEntries(entries, JUDGED_BY)
    const judged = card.rules.filter(({ verdict }) => verdict.status !== 'not-applicable')
    expect(new Set(judged.map(({ id }) => id.split('-')[0]))).toEqual(
      new Set(['POLL', 'EXC', 'NTF', 'ONE']),
    )
    const status = Object.groupBy(judged, ({ verdict }) => verdict.status)
    expect(status.fail ?? []).toEqual([])
    expect(status.inconclusive ?? []).toEqual([])
    expect(card).toMatchObject({ verdict: 'ready', totals: { differing: 0 } })
    const named = entries.filter((entry) => entry.kind === 'request' || entry.kind === 'send')
    expect(new Set(named.map(({ family }) => family))).toEqual(new Set(['toy']))
  })

  // Pending and unknown payments, retries, forged, changed and repeated notifications.
  test.for([
    ['query-every-12s'],
    ['pending-means-paid'],
    ['late-query-after-unknown-pay'],
    ['three-cancels'],
    ['accepts-unsigned-notification'],
    ['ignores-amount'],
    ['forgets-what-it-booked'],
    ['discards-notifications'],
    ['cancels-without-looking'],
  ])('that does it wrong is found out: %s', async ([name = '']) => {
    const { bend, must } = mutantCalled(name)
    const rules = Object.keys(must)
    const scenarios = PLAYED.filter(({ exercises }) => exercises.some((id) => rules.includes(id)))
    const card = gradeEntries(await play(toyMerchant(name, bend), scenarios), JUDGED_BY)
    const status = new Map(card.rules.map(({ id, verdict }) => [id, verdict.status]))
    const words = { F: 'fail', W: 'warn' }
    const asked = Object.entries(must).filter(([id]) => status.get(id) !== 'not-applicable')
    expect(asked).not.toEqual([])
    expect(asked.map(([id]) => [id, status.get(id)])).toEqual(
      asked.map(([id, red]) => [id, words[red]]),
    )
  })

  test('acknowledges in its own words, and a reply in those of another family counts for nothing', async () => {
    const says = (reply: string): InProcessMerchant => ({
      name: 'answers-otherwise',
      open: (around) => {
        const shop = toyMerchant('at-the-toy').open(around)
        return {
          fetch: async (request) => {
            const answer = await shop.fetch(request)
            return request.url.endsWith('/notify') ? new Response(reply) : answer
          },
        }
      },
    })
    const [scenario] = PLAYED.filter(({ name }) => name === 'notified-again-and-again')
    if (!scenario) throw new Error('the library has a scenario of repeated notifications')
    const entries = await play(says('success'), [scenario])
    const replies = entries.filter((entry) => entry.kind === 'reply')
    expect(replies.map(({ why }) => why)).toContain('answered success, not {"ok":true}')
    expect(replies.some(({ acknowledged }) => acknowledged)).toBe(false)
    const reply = gradeEntries(entries, JUDGED_BY).rules.find(({ id }) => id === 'NTF-09')
    expect(reply?.verdict.status).toBe('fail')
    expect(reply?.verdict.occurrences[0]?.said.en).toContain('instead of exactly {"ok":true}')
  })
})

/** Charges by hand, and keeps what it is told. */
function openTill() {
  const notified: unknown[] = []
  const hear = async (request: Request) => {
    notified.push(await request.json())
    return Response.json({ ok: true })
  }
  const sandbox = createSandbox({ families, merchant: hear })
  const [app] = sandbox.apps.list()
  if (!app) throw new Error('a fresh sandbox has an app')
  return {
    sandbox,
    notified,
    code: () => sandbox.buyers.issueCode({ pays: 'at-once' }).authCode,
    send: async (path: string, content: object): Promise<unknown> => {
      const hook = 'http://shop.invalid/hook'
      const body = JSON.stringify({ shop: app.appId, title: 'tea', hook, ...content })
      const headers = { [MAC_HEADER]: macOf(secretOf(app), body) }
      const url = `http://gateway.invalid/toy/${path}`
      const reply = await sandbox.fetch(new Request(url, { method: 'POST', headers, body }))
      return reply.json()
    },
  }
}

test('an order in yen is told of in yen, and its sums are whole ones', async () => {
  const { sandbox, send, code, notified } = openTill()
  const order = { ref: 'yen-1', minor: 1_299, currency: 'JPY', code: code() }
  expect(await send('charge', order)).toMatchObject({
    result: 'DONE',
    minor: 1_299,
    currency: 'JPY',
  })
  await sandbox.clock.advance(10_000)
  await sandbox.settled()
  expect(notified).toMatchObject([{ ref: 'yen-1', state: 'PAYED', minor: 1_299, currency: 'JPY' }])
  const trace = sandbox.trace()
  expect(trace.of('request')).toMatchObject([{ amountFen: 1_299, currency: 'JPY' }])
  expect(trace.truths.get('yen-1')).toMatchObject({ paidFen: 1_299, currency: 'JPY' })
  sandbox.close()
})

test('one call gives back a thousand sums of twenty orders, and is read as a call about each', async () => {
  const till = openTill()
  const refs = Array.from({ length: 20 }, (_, place) => `many-${place}`)
  for (const ref of refs) await till.send('charge', { ref, minor: 100, code: till.code() })
  const many = Array.from({ length: 1_000 }, (_, place) => ({
    ref: refs[place % refs.length],
    minor: 1,
    back: `back-${place}`,
  }))
  const reply = await till.send('give-many-back', { many: [...many, { ref: 'nobody', minor: 1 }] })
  expect(reply).toMatchObject({ result: 'DONE', ref: 'many-0' })
  const others = Map.groupBy(Object(reply).others, (word) => word)
  expect([others.get('DONE')?.length, others.get('ABSENT')?.length]).toEqual([999, 1])
  const trace = till.sandbox.trace()
  const refunds = trace.exchanges.filter(({ op }) => op === 'REFUND')
  expect(refunds).toHaveLength(1_001)
  expect(refunds[999]).toMatchObject({ ids: { outTradeNo: 'many-19', outRequestNo: 'back-999' } })
  expect([...trace.truths.values()].map(({ refundedFen }) => refundedFen)).toEqual(
    refs.map(() => 50),
  )
  till.sandbox.close()
})

test('a fault rule is for the protocol that it names, and only for one that there is', () => {
  const sandbox = createSandbox({ families })
  const rule = { fault: 'F01', match: { protocol: 'toy-v1' } }
  expect(sandbox.faults.add(rule).match).toEqual({ protocol: 'toy-v1' })
  const unknown = () => createSandbox().faults.add(rule)
  expect(unknown).toThrow(/one of .*openapi-v2.*, not toy-v1/)
})

describe('a shop at gateways of two families', () => {
  test('gets a verdict on each: what it does wrong at one is no flaw at the other', async () => {
    const { bend } = mutantCalled('accepts-unsigned-notification')
    // Each sale twice: once at either till.
    const scenarios = PLAYED.filter(({ exercises }) =>
      ['NTF-01', 'POLL-01', 'EXC-07'].some((id) => exercises.includes(id)),
    ).map((scenario) => ({ ...scenario, sales: scenario.sales.flatMap((sale) => [sale, sale]) }))
    const entries = await play(twoGateways('at-both', bend), scenarios)
    const card = gradeEntries(entries, JUDGED_BY)
    const forged = card.rules.find(({ id }) => id === 'NTF-01')
    expect(forged?.verdict.status).toBe('fail')
    expect(card.verdict).toBe('not-ready')
    const byFamily = new Map(card.families?.map(({ family, verdict }) => [family, verdict]))
    expect([...byFamily.keys()].toSorted()).toEqual(['openapi', 'toy'])
    expect(byFamily.get('toy')).toBe('not-ready')
    expect(byFamily.get('openapi')).not.toBe('not-ready')
    const { remarks } = modelOf(card, readTrace(entries))
    expect(remarks.map(({ en }) => en)).toContainEqual(
      expect.stringMatching(/^By gateway: .*toy NOT READY/),
    )
  })
})
