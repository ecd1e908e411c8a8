// The rules for acquirers at their edges, ACQ-01 to ACQ-05: a time or a message moved a little to either side.
import { describe, expect, test } from 'vitest'
import type { Journal } from '../../trace/journal.fixture.ts'
import { till, verdict, waiting } from './acquirer.fixture.ts'

test.each([
  [65, 'pass'],
  [70, 'warn'],
  [80, 'fail'],
  [undefined, 'fail'],
])('ACQ-02: the agreed time is over at 61 s, and the cancel is sent at %s s: %s', (atS, status) => {
  const journal = waiting('forwarding')
  if (atS !== undefined) journal.call(atS, 'CANCEL', 'P1', 'OK')
  expect(verdict('ACQ-02', journal)).toBe(status)
})

test('ACQ-02: what was known in time asks for no cancel', () => {
  expect(verdict('ACQ-02', waiting('forwarding').call(30, 'QUERY', 'P1', 'SUCCESS'))).toBe(
    'inconclusive',
  )
})

describe('ACQ-03: a cancel that was not answered', () => {
  test.each([
    ['is sent until it is', ['UNK', 'UNK', 'OK'], 'pass'],
    ['is not sent again', ['UNK'], 'fail'],
    ['needed no second try', ['OK'], 'inconclusive'],
  ] as const)('%s', (_what, replies, status) => {
    const journal = waiting('restful')
    for (const [place, reply] of replies.entries())
      journal.call(41 + place * 5, 'CANCEL', 'P1', reply)
    expect(verdict('ACQ-03', journal)).toBe(status)
  })

  test.each([
    [240, 'pass'],
    [260, 'fail'],
    [undefined, 'fail'],
  ])('over an outage that ends at 130 s, and is sent at %s s: %s', (atS, status) => {
    const journal = waiting('restful').write(40, {
      kind: 'fault',
      rule: 'r',
      fault: 'outage',
      catalogueId: 'I01',
      faultKind: 'outage',
      stage: 'call',
      forMs: 90_000,
      note: '',
    })
    if (atS !== undefined) journal.call(atS, 'CANCEL', 'P1', 'OK')
    expect(verdict('ACQ-03', journal)).toBe(status)
  })
})

describe('ACQ-04: the gateway cancels by itself on three conditions', () => {
  test.each([
    ['all three are there', (one: Journal) => one.call(62, 'CANCEL', 'P1', 'OK'), 'pass'],
    ['it takes too long', (one: Journal) => one.call(73, 'CANCEL', 'P1', 'OK'), 'fail'],
    ['it never does', (one: Journal) => one, 'fail'],
    ['the time is not over', (one: Journal) => one.call(50, 'CANCEL', 'P1', 'OK'), 'fail'],
    [
      'it has seen the approval',
      (one: Journal) => one.call(30, 'QUERY', 'P1', 'SUCCESS').call(62, 'CANCEL', 'P1', 'OK'),
      'fail',
    ],
    [
      'the till has cancelled',
      (one: Journal) => till(one, 46, 'cancel').call(46, 'CANCEL', 'P1', 'OK'),
      'pass',
    ],
    [
      'the cancel of the till was lost',
      (one: Journal) =>
        till(one, 46, 'cancel', { lost: 'request' }).call(46.5, 'CANCEL', 'P1', 'OK'),
      'fail',
    ],
    [
      'nothing is missing: approved',
      (one: Journal) => one.call(9, 'QUERY', 'P1', 'SUCCESS'),
      'pass',
    ],
  ])('%s', (_what, more, status) => {
    expect(verdict('ACQ-04', more(waiting('forwarding')))).toBe(status)
  })
})

describe('ACQ-05: time-outs', () => {
  test.each([
    ['forwarding', [60, 45], 'pass'],
    ['forwarding', [45, 45], 'fail'],
    ['forwarding', [30, 45], 'fail'],
    ['restful', [40, 60], 'pass'],
    ['restful', [60, 40], 'fail'],
  ] as const)('%s, gateway and shop %s: %s', (model, times, status) => {
    const journal = waiting(model, times).call(3, 'QUERY', 'P1', 'SUCCESS')
    expect(verdict('ACQ-05', till(journal, 5, 'inquiry', { state: 'APPROVED' }))).toBe(status)
  })

  test('what is declared is not what is done', () => {
    expect(verdict('ACQ-05', waiting('forwarding').call(30, 'CANCEL', 'P1', 'OK'))).toBe('fail')
  })

  test('the shop of a gateway that asks for it gives up untold', () => {
    const journal = waiting('restful').call(41, 'CANCEL', 'P1', 'OK')
    expect(verdict('ACQ-05', till(journal, 61, 'cancel', { state: 'CANCELLED' }))).toBe('fail')
  })
})
