// Each guard works in the way its sentence says; else it would guard nothing.
import { expect, test } from 'vitest'
import { live } from '../exemplary/live.fixture.ts'
import { guardCalled } from './guards.ts'

type Around = Parameters<Parameters<typeof live>[0]>[0]

const requests = ({ sandbox }: Around) =>
  sandbox.journal
    .since(0)
    .flatMap((entry) => (entry.kind === 'request' && entry.op !== 'HEARTBEAT' ? [entry] : []))
const opsOf = (around: Around) => requests(around).map(({ op }) => op)
const gapsOf = (around: Around, wanted: string) => {
  const starts = requests(around).flatMap(({ op, elapsedMs }) => (op === wanted ? [elapsedMs] : []))
  return starts.slice(1).map((start, place) => Math.round((start - (starts[place] ?? 0)) / 1_000))
}

test('over v3 a sale is paid, refunded, and a code that nobody knows is a plain refusal', () =>
  live(async (around) => {
    const { call, sale, sell, sleep } = around
    await sell('s', '50.10')
    const body = {
      sale_id: 'odd',
      kind: 'barcode',
      amount: '1.00',
      subject: 'tea',
      auth_code: '28',
    }
    await call('/sales', body)
    await sleep(2_000)
    await call('/refunds', { refund_id: 'r', sale_id: 's', amount: '10.10' })
    await sleep(5_000)
    expect(await sale('s')).toMatchObject({ status: 'REFUNDED', refunded: '10.10' })
    expect(await sale('odd')).toMatchObject({ status: 'UNPAID', prompt: 'FAILED' })
    expect(new Set(requests(around).map(({ protocol }) => protocol))).toEqual(
      new Set(['openapi-v3']),
    )
  }, guardCalled('over-rest-v3')))

test('after 10003 the queries slow down and name the trade by trade_no; success comes in chunks', () =>
  live(async (around) => {
    const { sandbox, sell, sleep, world } = around
    await world.setOptions({ barcodeNotify: true })
    await sell('s', '10.03', 'after-password=20s')
    await sleep(60_000)
    expect(gapsOf(around, 'QUERY')).toEqual([2, 2, 2, 2, 4, 4, 4])
    const ids = requests(around).flatMap((entry) => (entry.op === 'QUERY' ? [entry.ids] : []))
    expect(ids.every(({ tradeNo, outTradeNo }) => tradeNo && !outTradeNo)).toBe(true)
    expect(sandbox.trace().deliveries.map(({ reply }) => reply?.acknowledged)).toEqual([true])
  }, guardCalled('quick-then-slow-by-trade-no')))

test('cancels go out within half a second, then after 5 s, 10 s, and every 30 s from the queue', () =>
  live(async (around) => {
    const { sell, sleep, world } = around
    await world.addFault({ fault: 'F01', match: { op: 'CANCEL' } })
    await sell('s', '10.03', 'never')
    await sleep(180_000)
    expect(gapsOf(around, 'CANCEL').slice(0, 9)).toEqual([5, 10, 10, 10, 10, 10, 10, 30, 30])
    expect((await around.call('/manual-items')).body).toMatchObject([{ op: 'CANCEL' }])
  }, guardCalled('cancels-from-a-queue')))

test('a pay that never arrived is cancelled and the sale charged under another number', () =>
  live(async (around) => {
    const { sale, sell, sleep, world } = around
    await world.addFault({ fault: 'F04', match: { op: 'PAY', count: 1 } })
    await sell('s', '10.03')
    await sleep(10_000)
    expect(opsOf(around)).toEqual(['PAY', 'QUERY', 'CANCEL', 'PAY'])
    expect(await sale('s')).toMatchObject({
      status: 'PAID',
      attempts: [{ status: 'UNPAID' }, { status: 'PAID' }],
      effects: [{ type: 'PAID', amount: '10.03' }],
    })
  }, guardCalled('cancels-rather-than-repays')))

test('an unknown pay whose buyer is still typing is cancelled after one query', () =>
  live(async (around) => {
    const { sale, sell, sleep, world } = around
    await world.addFault({ fault: 'F02', match: { op: 'PAY', count: 1 } })
    await sell('s', '10.03', 'after-password=20s')
    await sleep(30_000)
    expect(opsOf(around)).toEqual(['PAY', 'QUERY', 'CANCEL'])
    expect(await sale('s')).toMatchObject({ status: 'UNPAID' })
  }, guardCalled('cancels-after-one-answer')))

test('a QR is asked for when it has run out, and closed by nobody but its timeout', () =>
  live(async (around) => {
    const { call, sale, sleep } = around
    const order = { sale_id: 'q', kind: 'qr', amount: '10.03', subject: 'tea', expiry_s: 60 }
    await call('/sales', order)
    await sleep(90_000)
    expect(opsOf(around)).toEqual(['PRECREATE', 'QUERY', 'QUERY'])
    expect(await sale('q')).toMatchObject({ status: 'UNPAID' })
  }, guardCalled('qr-ends-by-its-timeout')))

test('money that arrives after the cancel is kept', () => {
  const keepsLateMoney = guardCalled('keeps-late-money')
  return live(
    async (around) => {
      const { sale, sell, sleep, world } = around
      await world.setOptions({ tombstone: false })
      await world.addFault({ fault: 'F07', match: { op: 'PAY', count: 1 } })
      await sell('late', '10.03')
      await sleep(90_000)
      expect(await sale('late')).toMatchObject({ status: 'PAID', refunded: '0.00' })
    },
    { ...keepsLateMoney, bend: { ...keepsLateMoney.bend, afterNotExist: () => 'cancel' } },
  )
})

test('a machine that stands still answers late, and dates its orders by its own clock', () =>
  live(async (around) => {
    const { sandbox, sell, sleep } = around
    const startedMs = sandbox.clock.view().nowMs
    const numbers = await Promise.all(['a', 'b'].map((id) => sell(id, `10.0${id === 'a' ? 1 : 2}`)))
    await sleep(2_000)
    const [first] = requests(around)
    expect((first?.at ?? 0) - startedMs).toBeGreaterThanOrEqual(
      Math.max(0, 300 - (startedMs % 1_700)),
    )
    const ahead = new Date(startedMs + 8 * 3_600_000 + 90_000).toISOString().replaceAll(/\D/g, '')
    expect(numbers[0]).toContain(ahead.slice(0, 12))
  }, guardCalled('clock-ahead-and-pausing')))
