// What people and the world do around a sale: each move, and what it leaves in the journal.
import { expect, test } from 'vitest'
import { readScenario } from '../scenario/read.ts'
import type { ScenarioFile } from '../scenario/scenario.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { formatChinaDate } from '../../server/values/instant.ts'
import type { Decisions } from '../merchants/exemplary/decisions.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { runInProcess } from './in-process/in-process.ts'

type Sales = NonNullable<ScenarioFile['sales']>

async function played(
  sales: Sales,
  more: Partial<ScenarioFile> = {},
  bend: Partial<Decisions> = {},
) {
  const loaded = readScenario({
    name: 'a-test',
    teaches: 'nothing',
    sales,
    expect: ['no close was sent'],
    ...more,
  })
  if ('mistakes' in loaded) throw new Error(JSON.stringify(loaded.mistakes))
  const entries = await runInProcess(inProcess({ name: 'exemplary', bend }), [loaded.scenario])
  return readTrace(entries)
}

const paid = { kind: 'barcode', buyer: 'at-once' } as const
const waiting = { kind: 'barcode', buyer: 'never' } as const

test('I02: a merchant that is killed while it polls goes on, and its sale ends', async () => {
  const trace = await played([{ ...waiting, moves: [{ do: 'restart', after: '5s' }] }])
  expect(trace.of('adapter').find(({ act }) => act === 'restart')).toMatchObject({ status: 202 })
  expect(trace.exchanges.filter(({ op }) => op === 'QUERY').length).toBeGreaterThan(5)
  expect([...trace.truths.values()]).toMatchObject([{ status: 'TRADE_CLOSED' }])
})

test('I01: in an outage nothing reaches the gateway, and afterwards everything does', async () => {
  const cutOff = { do: 'outage', for: '20s', after: '4s' } as const
  const trace = await played([{ ...waiting, moves: [cutOff] }], { alone: true })
  const cut = trace.of('fault').find(({ faultKind }) => faultKind === 'outage')
  const from = cut?.elapsedMs ?? Number.NaN
  const within = trace.exchanges.filter(({ startMs }) => startMs > from && startMs < from + 20_000)
  expect(within).toEqual([])
  expect(trace.exchanges.some(({ startMs }) => startMs > from + 20_000)).toBe(true)
})

test('K01: a trade of thirteen months cannot be refunded any more', async () => {
  const age = { do: 'age', by: '400d', once: 'paid', after: '2s' } as const
  const refund = { do: 'refund', percent: 50, once: 'paid', after: '4s' } as const
  const trace = await played([{ ...paid, moves: [age, refund] }])
  expect([...trace.truths.values()]).toMatchObject([{ status: 'TRADE_FINISHED', refundedFen: 0 }])
})

test('B10: a claim is written down, and moves no money', async () => {
  const trace = await played([{ ...waiting, moves: [{ do: 'claim-paid', after: '5s' }] }])
  expect(trace.of('buyer').map(({ act }) => act)).toContain('claimed-paid')
  expect([...trace.truths.values()]).toMatchObject([{ paidFen: 0 }])
})

test('a stranger is an order that was paid past the merchant, and a manual query shows it', async () => {
  const trace = await played([
    { ...paid, moves: [{ do: 'manual-query', of: 'stranger', once: 'paid', after: '2s' }] },
  ])
  const asked = trace.of('adapter').find(({ act }) => act === 'manual-query')
  expect(asked?.status).toBe(200)
  expect(asked?.reply).toContain('PAID')
  expect([...trace.truths.keys()].filter((number) => number.startsWith('elsewhere-'))).toHaveLength(
    1,
  )
})

test('moves that fall due between two looks keep their order: the day ends, then its bill is asked for', async () => {
  const trace = await played(
    [
      {
        ...paid,
        moves: [
          { do: 'next-day', after: '5100ms' },
          { do: 'reconcile', after: '5400ms' },
        ],
      },
    ],
    { alone: true },
  )
  const sold = formatChinaDate(trace.of('sale')[0]?.at ?? 0)
  const asked = trace.of('adapter').find(({ act }) => act === 'reconcile')
  expect(asked).toMatchObject({ date: sold, status: 200 })
})

test('a fault can come midway, and meets this sale alone', async () => {
  const add = { fault: 'F01', op: 'QUERY', count: 1 } as const
  const trace = await played([
    { ...waiting, moves: [{ do: 'fault', add, after: '8s' }] },
    { ...waiting },
  ])
  const [fault, ...others] = trace.of('fault')
  expect(fault).toMatchObject({ catalogueId: 'F01' })
  expect(others).toEqual([])
  expect(fault?.elapsedMs).toBeGreaterThan(8_000)
})

test('times repeats a sale, each with an amount of its own; a code may be of any shape', async () => {
  const code = { prefix: 30, digits: 24 }
  const trace = await played([{ ...paid, times: 3, code }])
  const codes = trace.exchanges.flatMap(({ op, ids }) => (op === 'PAY' ? (ids.authCode ?? '') : []))
  expect(new Set(trace.of('sale').map(({ amountFen }) => amountFen)).size).toBe(3)
  expect(codes.every((one) => /^30\d{22}$/.test(one))).toBe(true)
  expect([...trace.truths.values()].every(({ paidFen }) => paidFen > 0)).toBe(true)
})

test('a move that waits for something which never comes does not keep the scenario open', async () => {
  const trace = await played([
    { ...waiting, moves: [{ do: 'refund', percent: 10, once: 'paid', after: '1s' }] },
  ])
  expect(trace.of('scenario').at(-1)?.phase).toBe('quiescent')
  expect(trace.exchanges.map(({ op }) => op)).not.toContain('REFUND')
})

test('options of the gateway and open faults hold for their scenario, and are put back', async () => {
  const trace = await played([paid], {
    sandbox: { options: { barcodeNotify: true } },
    faults: [{ fault: 'N02', options: { delayMs: 3_000 } }],
  })
  expect(trace.deliveries).toHaveLength(1)
  expect(trace.of('fault').map(({ catalogueId }) => catalogueId)).toEqual(['N02'])
})

test('a QR code that was photographed can be scanned after the shop has stopped to show it', async () => {
  const trace = await played([
    {
      kind: 'qr',
      moves: [
        { do: 'cashier-cancel', once: 'qr', after: '2s' },
        { do: 'scan', buyer: 'at-once', once: 'given-up', after: '5s' },
      ],
    },
  ])
  expect(trace.of('buyer')).toMatchObject([{ act: 'paid' }])
})

test('who was shown a QR code may be asked for a payment code, and the journal tells which', async () => {
  const trace = await played([
    {
      kind: 'qr',
      moves: [{ do: 'pay-again', by: 'barcode', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
  ])
  const asked = trace.of('adapter').find(({ act }) => act === 'pay-again')
  const pay = trace.exchanges.find(({ op }) => op === 'PAY')
  expect(asked?.shown).toEqual({ authCode: pay?.ids.authCode, digits: 18 })
  expect([...trace.truths.values()]).toMatchObject([{ status: 'TRADE_SUCCESS' }])
})

test('a shop that names no address for notifications gets none, and the run goes on', async () => {
  const inject = { do: 'inject', fault: 'N05', once: 'qr', after: '2s' } as const
  const quiet = { sendsNotifyUrl: () => false }
  const trace = await played([{ kind: 'qr', expires: '60s', moves: [inject] }], {}, quiet)
  expect(trace.of('send')).toEqual([])
  expect(trace.of('scenario').at(-1)).toMatchObject({ phase: 'quiescent' })
})

test('money that goes back outside the API: the gateway has sent it back, the shop still has it', async () => {
  const moves = [{ do: 'refund-outside', percent: 100, once: 'paid', after: '2s' }] as const
  const trace = await played([{ ...paid, moves: [...moves] }])
  expect(trace.exchanges.map(({ op }) => op)).not.toContain('REFUND')
  expect([...trace.truths.values()]).toMatchObject([{ status: 'TRADE_CLOSED' }])
  expect(trace.of('belief').at(-1)).toMatchObject({ status: 'PAID' })
})

test('what needs a trade does not happen where the shop never got one, and the run goes on', async () => {
  const moves = [
    { do: 'age', by: '1d', after: '2s' },
    { do: 'claim-paid', after: '3s' },
    { do: 'plant', plant: 'L01', after: '4s' },
  ] as const
  const sendsRubbish = { authCodeSent: () => '280000000000000000' }
  const trace = await played([{ ...paid, moves: [...moves] }], {}, sendsRubbish)
  expect(trace.truths.size).toBe(0)
  expect(trace.of('scenario').map(({ phase }) => phase)).toEqual(['started', 'quiescent'])
})
