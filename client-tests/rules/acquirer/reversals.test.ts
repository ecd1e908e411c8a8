// The rules for acquirers at their edges, ACQ-06 to ACQ-11 and ACQ-01: who is told what, and what reaches Alipay.
import { describe, expect, test } from 'vitest'
import type { Model } from '../../scenario/acquirer/scenario.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { checklist } from '../checklist.ts'
import { journalOf, till, verdict, waiting } from './acquirer.fixture.ts'

test.each([
  ['cancels at its time-out', 42, 'CANCELLED', 'pass'],
  ['cancels late', 50, 'CANCELLED', 'fail'],
  ['cancels nothing', undefined, 'PENDING', 'fail'],
  ['goes on saying that it waits', 42, 'PENDING', 'fail'],
])('ACQ-06: the gateway %s', (_what, atS, state, status) => {
  const journal = waiting('restful')
  if (atS !== undefined) journal.call(atS, 'CANCEL', 'P1', 'OK')
  expect(verdict('ACQ-06', till(journal, 52, 'inquiry', { state }))).toBe(status)
})

describe('ACQ-07: an approval', () => {
  const approved = () => waiting('restful').call(9, 'QUERY', 'P1', 'SUCCESS')
  test.each([
    ['that nobody fetched goes back', approved().call(43, 'CANCEL', 'P1', 'OK'), 'pass'],
    ['that nobody fetched goes back too late', approved().call(60, 'CANCEL', 'P1', 'OK'), 'fail'],
    ['that nobody fetched goes back too early', approved().call(20, 'CANCEL', 'P1', 'OK'), 'fail'],
    ['that nobody fetched is kept', approved(), 'fail'],
    ['that was told stays', till(approved(), 12, 'inquiry', { state: 'APPROVED' }), 'inconclusive'],
    [
      'whose answer was lost is the till’s to cancel',
      till(approved(), 12, 'inquiry', { state: 'APPROVED', lost: 'reply' }),
      'inconclusive',
    ],
  ])('%s', (_what, journal, status) => {
    expect(verdict('ACQ-07', journal)).toBe(status)
  })
})

describe('ONE-02 gives way to it, and to nothing else', () => {
  const reversed = (model: Model, journal = waiting(model)) =>
    journal.call(9, 'QUERY', 'P1', 'SUCCESS').call(43, 'CANCEL', 'P1', 'OK')
  test.each([
    ['restful, and nobody was told', reversed('restful'), 'pass'],
    [
      'restful, and the till was told',
      till(reversed('restful'), 12, 'inquiry', { state: 'APPROVED' }),
      'fail',
    ],
    ['forwarding', reversed('forwarding'), 'fail'],
    ['a switch, after an advice', till(reversed('switch'), 40, 'advice'), 'pass'],
    [
      'a switch, after an advice that never arrived',
      till(reversed('switch'), 40, 'advice', { lost: 'request' }),
      'fail',
    ],
  ])('%s', (_what, journal, status) => {
    expect(verdict('ONE-02', journal)).toBe(status)
  })
})

test.each([
  ['goes on at once', 47, 'pass'],
  ['goes on late', 60, 'fail'],
  ['goes nowhere', undefined, 'fail'],
])('ACQ-08: the cancel of a till %s', (_what, atS, status) => {
  const journal = till(waiting('forwarding'), 46, 'cancel')
  if (atS !== undefined) journal.call(atS, 'CANCEL', 'P1', 'OK')
  expect(verdict('ACQ-08', journal)).toBe(status)
})

describe('ACQ-09: what is forwarded', () => {
  const pay = (amountFen: number, more: object = {}) =>
    till(journalOf('restful'), 1, 'sale').call(1, 'PAY', 'P1', 'OK', { amountFen, ...more })
  test('is the same', () => {
    expect(verdict('ACQ-09', pay(2_000))).toBe('pass')
  })
  test('is another sum', () => {
    const journal = pay(200_000).belief(2, 'PAID', {
      attempts: [{ outTradeNo: 'P1', status: 'PAID' }],
    })
    expect(verdict('ACQ-09', journal)).toBe('fail')
  })
  test('has two numbers', () => {
    expect(verdict('ACQ-09', pay(2_000).call(5, 'PAY', 'P2', 'OK', { amountFen: 2_000 }))).toBe(
      'fail',
    )
  })
  test.each([
    [['R1', 'R1'], 2_000, 'pass'],
    [['R1', 'R2'], 2_000, 'fail'],
    [['R1'], 1_000, 'fail'],
  ] as const)('one refund under %s, of %s', (numbers, amountFen, status) => {
    const journal = till(pay(2_000), 5, 'refund', { refundId: 'b1', amountFen: 2_000 })
    for (const [place, outRequestNo] of numbers.entries())
      journal.call(6 + place, 'REFUND', 'P1', 'OK', { outRequestNo, amountFen })
    expect(verdict('ACQ-09', journal)).toBe(status)
  })
  test('is asked for too often', () => {
    const often = Array.from({ length: 26 }, (_, place) => 2 + place)
    expect(verdict('ACQ-09', pay(2_000).queries('P1', often, 'WAIT'))).toBe('fail')
  })
})

describe('ACQ-10: a cancel before its payment', () => {
  const early = (status = 200) =>
    till(till(journalOf('forwarding'), 1, 'cancel', { status }), 6, 'sale')
  test.each([
    ['is refused', early(404), 'fail'],
    ['is kept, and the payment goes nowhere', early(), 'pass'],
    [
      'is kept, and sent after the payment',
      early()
        .call(6, 'PAY', 'P1', 'OK', { amountFen: 2_000 })
        .call(7, 'CANCEL', 'P1', 'OK')
        .books(7, 'P1', 'TRADE_CLOSED'),
      'pass',
    ],
    [
      'is forgotten',
      early().call(6, 'PAY', 'P1', 'OK', { amountFen: 2_000 }).books(6, 'P1', 'TRADE_SUCCESS'),
      'fail',
    ],
  ])('%s', (_what, journal, status) => {
    expect(verdict('ACQ-10', journal)).toBe(status)
  })
})

test.each([
  ['answered at once and delivered', 0.2, true, 'pass'],
  ['answered after 1.5 s', 1.5, true, 'fail'],
  ['answered at once and dropped', 0.2, false, 'fail'],
])('ACQ-11: an advice %s', (_what, tookS, isSent, status) => {
  const journal = till(waiting('switch'), 33, 'advice', { tookS })
  if (isSent) journal.call(34, 'CANCEL', 'P1', 'OK')
  expect(verdict('ACQ-11', journal)).toBe(status)
})

describe('ACQ-01: till, acquirer and Alipay', () => {
  const end = (
    believed: 'PAID' | 'UNPAID',
    shown: string,
    books: 'TRADE_SUCCESS' | 'TRADE_CLOSED' | 'WAIT_BUYER_PAY',
  ) =>
    waiting('restful')
      .books(5, 'P1', books)
      .belief(6, believed)
      .act(7, 'record', { status: 200, reply: JSON.stringify({ state: shown }) })
  test.each([
    ['PAID', 'APPROVED', 'TRADE_SUCCESS', 'pass'],
    ['UNPAID', 'CANCELLED', 'TRADE_CLOSED', 'pass'],
    ['UNPAID', 'APPROVED', 'TRADE_SUCCESS', 'fail'],
    ['PAID', 'CANCELLED', 'TRADE_CLOSED', 'fail'],
    ['UNPAID', 'APPROVED', 'TRADE_CLOSED', 'fail'],
    ['UNPAID', 'CANCELLING', 'TRADE_CLOSED', 'fail'],
    ['UNPAID', 'CANCELLED', 'WAIT_BUYER_PAY', 'fail'],
  ] as const)('%s, %s, %s: %s', (believed, shown, books, status) => {
    expect(verdict('ACQ-01', end(believed, shown, books))).toBe(status)
  })
})

test('an approval that was notified, and acknowledged, is known: nothing is to be ended at the time-out', () => {
  const told = () =>
    till(waiting('restful').notice(9, 'P1', { tookS: 0.1 }), 12, 'inquiry', { state: 'APPROVED' })
  const silent = () => waiting('restful').notice(9, 'P1', { reply: 'failure' })
  const ids = ['ACQ-02', 'ACQ-06', 'ACQ-07']
  expect(ids.map((id) => verdict(id, told()))).toEqual(ids.map(() => 'inconclusive'))
  expect(verdict('ACQ-07', waiting('restful').notice(9, 'P1'))).toBe('fail')
  expect(verdict('ACQ-06', silent())).toBe('fail')
})

test('none of them is asked of a merchant', () => {
  const journal = createJournal().sale().call(1, 'PAY', 'P1', 'PEND', { amountFen: 2_000 })
  const rules = checklist.rules.filter(({ needs }) => needs === 'acquirer')
  expect(rules).toHaveLength(11)
  expect(rules.map(({ id }) => verdict(id, journal))).toEqual(rules.map(() => 'inconclusive'))
})
