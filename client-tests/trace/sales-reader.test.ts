import { describe, expect, test } from 'vitest'
import type { Entry } from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { createJournal } from './journal.fixture.ts'
import { createSalesReader, salesIn } from './sales-reader.ts'

const run = () =>
  createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'PEND')
    .books(1, 'A1', 'WAIT_BUYER_PAY')
    .call(4, 'QUERY', 'A1', 'WAIT')
    .call(9, 'PAY', 'A2', 'OK')
    .books(9, 'A2', 'TRADE_SUCCESS')
    .until(20)
    .entries()

const amountIn = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.kind === 'sale' ? entry.amountFen : [])).at(0) ?? 0
const SALE_FEN = amountIn(run())
const read = (entries: readonly Entry[]) => salesIn(readTrace(entries))

describe('an order', () => {
  test('that was opened over the amount of a sale is one of its orders; no other call makes one', () => {
    const { numbersOver, amountOf, orders } = read(run())
    expect([...numbersOver(SALE_FEN)]).toEqual(['A1', 'A2'])
    expect([...numbersOver(SALE_FEN + 1)]).toEqual([])
    expect([amountOf('A1'), amountOf('A3')]).toEqual([SALE_FEN, undefined])
    expect([...orders.values()].map(({ exchanges }) => exchanges.length)).toEqual([2, 1])
  })

  test('belongs to the sale whose number it is called by the merchant, whatever its amount', () => {
    const entries = createJournal()
      .sale()
      .call(1, 'PAY', 'A1', 'OK', { amountFen: 1 })
      .call(2, 'PAY', 'A2', 'OK', { amountFen: 2 })
      .belief(3, 'PAID', { attempts: [{ outTradeNo: 'A2', status: 'PAID' }] })
      .entries()
    const { orders, saleOf, sales } = read(entries)
    expect([...orders.values()].map((order) => saleOf(order))).toEqual([undefined, sales[0]])
    expect(sales[0]?.beliefs).toHaveLength(1)
  })

  test('that was opened before the sale of its amount is not of that sale', () => {
    const entries = createJournal().call(0, 'PAY', 'A1', 'OK', { amountFen: SALE_FEN }).entries()
    const [sale] = run().filter(({ kind }) => kind === 'sale')
    const reader = read([...entries, ...(sale ? [sale] : [])])
    const [order] = reader.orders.values()
    expect(reader.sales).toHaveLength(1)
    expect(order && reader.saleOf(order)).toBeUndefined()
  })
})

describe('an entry', () => {
  test("of a call that names the gateway's number is about the order that has it", () => {
    const entries = run()
    const truth = entries.flatMap((one) => (one.kind === 'commit' ? (one.truth ?? []) : [])).at(-1)
    const [request] = entries.flatMap((one) => (one.kind === 'request' ? [one] : []))
    if (!truth || !request) throw new Error('the run has calls and books')
    const called = (exchange: string, ids: typeof request.ids) => ({ ...request, exchange, ids })
    const calls = [
      called('y1', { tradeNo: truth.tradeNo }),
      called('y2', { tradeNo: 'unheard of' }),
      called('y3', { outTradeNo: 'A1', tradeNo: truth.tradeNo }),
    ]
    const { orderOf } = read([...entries, ...calls])
    expect(calls.map((call) => orderOf(call))).toEqual(['A2', undefined, 'A1'])
  })

  test('of a notification, its reply and the fault that met it is about the order it was sent for', () => {
    const entries = createJournal()
      .sale('s1', SALE_FEN, 'qr')
      .call(1, 'PRECREATE', 'A1', 'OK')
      .books(2, 'A1', 'TRADE_SUCCESS')
      .notice(3, 'A1', { fault: 'N04', httpStatus: 0 })
      .entries()
    const { orderOf } = read(entries)
    const about = (kind: Entry['kind']) => entries.filter((one) => one.kind === kind).map(orderOf)
    expect([...about('send'), ...about('fault'), ...about('reply')]).toEqual(['A1', 'A1', 'A1'])
    expect(about('sale')).toEqual([undefined])
  })

  test('of a batch of refunds is about each of the orders whose trades it names', () => {
    const parts = ['t-A1', 't-A2', 't-elsewhere'].map((tradeNo) => ({
      ids: { tradeNo, outRequestNo: 'B1' },
      amountFen: 100,
    }))
    const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
    const entries = createJournal()
      .sale('s1', SALE_FEN)
      .call(1, 'PAY', 'A1', 'OK')
      .books(1, 'A1', 'TRADE_SUCCESS')
      .call(2, 'PAY', 'A2', 'OK')
      .books(2, 'A2', 'TRADE_SUCCESS')
      .write(3, {
        kind: 'request',
        exchange: 'b',
        protocol: 'x',
        op: 'REFUND',
        ids: {},
        parts,
        wire,
      })
      .entries()
    const { orders, orderOf, numberOf } = read(entries)
    expect(orders.get('A1')?.exchanges).toContain('b')
    expect(orders.get('A2')?.exchanges).toContain('b')
    expect(numberOf({ tradeNo: 't-A2' })).toBe('A2')
    expect(entries.filter(({ kind }) => kind === 'request').map(orderOf)).toEqual([
      'A1',
      'A2',
      undefined,
    ])
  })

  test('of a discrepancy in a bill is about the order that it names', () => {
    const fault = { rule: 'p1', fault: 'missing-row', catalogueId: 'L01', stage: 'answer' } as const
    const entries = createJournal()
      .sale()
      .call(1, 'PAY', 'A1', 'OK')
      .write(2, { kind: 'fault', ...fault, exchange: 'bill', outTradeNo: 'A1', note: 'left out' })
      .entries()
    const { orderOf } = read(entries)
    expect(entries.filter(({ kind }) => kind === 'fault').map(orderOf)).toEqual(['A1'])
  })
})

test('a journal that grows is read as one that is over', () => {
  const entries = run()
  const growing = createSalesReader()
  const seen = entries.map((entry) => {
    growing.add(entry)
    return [...growing.numbersOver(SALE_FEN)].join()
  })
  expect([...new Set(seen)]).toEqual(['', 'A1', 'A1,A2'])
  const whole = read(entries)
  expect([...growing.orders]).toEqual([...whole.orders])
  expect([...growing.books]).toEqual([...whole.books])
  expect(entries.map(growing.orderOf)).toEqual(entries.map(whole.orderOf))
})
