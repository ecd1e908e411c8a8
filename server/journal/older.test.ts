import { describe, expect, test } from 'vitest'
import type { Entry } from './entry.ts'
import { savedAs, upgraded } from './older.ts'

/** A send as a journal of schema 1 has it. */
const saved = (bend?: string) =>
  ({
    schemaVersion: 1,
    seq: 7,
    at: 0,
    elapsedMs: 0,
    kind: 'send',
    delivery: 'd1',
    notifyId: 'n1',
    attempt: 1,
    outTradeNo: 'A1',
    tradeStatus: 'TRADE_SUCCESS',
    genuine: bend === undefined,
    ...(bend !== undefined && { bend }),
    wire: { start: 'POST http://shop.example', headers: {}, body: '', encoding: 'utf8' },
  }) as unknown as Entry

describe('a send of schema 1', () => {
  test.each([
    ['forged: wrong-key', 'forged'],
    ['amount: 19.98', 'amount'],
    ['app_id: 2021000000000000', 'app'],
    ['seller_id: 2088000000000000', 'seller'],
    ['out_trade_no: UNKNOWN1', 'order'],
    ['state: TRADE_CLOSED', 'state'],
    ['refund: 20.00', 'refund'],
    ['params: with fund_note=1', 'params'],
    ['text: body in GBK', 'text'],
    ['replayed onto A2', 'replay'],
    ['in words of tomorrow', 'other'],
  ])('that says "%s" is of the kind %s, and keeps its sentence', (note, kind) => {
    expect(upgraded(saved(note))).toMatchObject({ schemaVersion: 2, bend: { kind, note } })
  })

  test('that is genuine has no kind', () => {
    expect(upgraded(saved())).not.toHaveProperty('bend', expect.anything())
  })

  test('is written down again as it was saved', () => {
    const one = saved('state: TRADE_CLOSED')
    expect(savedAs(upgraded(one))).toBe(one)
  })
})

/** A fault as journals had it before they said what it did. */
const fault = (catalogueId: string, schemaVersion: number) =>
  ({
    schemaVersion,
    seq: 7,
    at: 0,
    elapsedMs: 0,
    kind: 'fault',
    rule: 'r1',
    fault: 'x',
    catalogueId,
    stage: 'call',
    note: '',
  }) as unknown as Entry

describe('a fault that does not say what it did', () => {
  test.each([
    ['F06', 'slow'],
    ['F08', 'not-reached'],
    ['F13', 'other-order'],
    ['F27', 'not-refunded'],
    ['I01', 'outage'],
    ['L01', 'payment-missing'],
    ['L02', 'payment-added'],
    ['L03', 'amount-changed'],
    ['L04', 'bill-late'],
    ['L05', 'refund-added'],
  ])('is known by its number %s: %s', (number, faultKind) => {
    for (const version of [1, 2]) {
      const one = fault(number, version)
      expect(upgraded(one)).toMatchObject({ schemaVersion: 2, catalogueId: number, faultKind })
      expect(savedAs(upgraded(one))).toBe(one)
    }
  })

  test('and about which nobody asks has no kind', () => {
    expect(upgraded(fault('F02', 1))).not.toHaveProperty('faultKind', expect.anything())
    const today = fault('F02', 2)
    expect(upgraded(today)).toBe(today)
  })
})

test('an entry of today is left alone', () => {
  const one: Entry = { ...saved(), schemaVersion: 2 }
  expect(upgraded(one)).toBe(one)
  expect(savedAs(one)).toBe(one)
})
