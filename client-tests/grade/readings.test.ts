import { describe, expect, test } from 'vitest'
import { grade } from './grade.ts'
import { createJournal, every } from '../trace/journal.fixture.ts'
import { parameters } from '../rules/parameters.ts'
import { checklistBy, READING_IDS } from '../rules/readings.ts'

/** Waits `stepS` between queries for `untilS`, then cancels at once. */
function polls(stepS: number, untilS: number) {
  const times = every(stepS, untilS, 1 + stepS)
  const endS = (times.at(-1) ?? 0) + 0.2
  return createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'PEND', { fingerprint: 'f' })
    .books(1, 'A1', 'WAIT_BUYER_PAY')
    .queries('A1', times, 'WAIT')
    .books(endS, 'A1', 'TRADE_CLOSED')
    .call(endS, 'CANCEL', 'A1', 'OK')
    .belief(endS + 1, 'UNPAID')
    .until(120)
    .trace()
}

function statuses(reading: string, stepS: number, untilS: number) {
  const card = grade(polls(stepS, untilS), checklistBy(reading))
  const of = (id: string) => card.rules.find((rule) => rule.id === id)?.verdict.status
  return [of('POLL-01'), of('POLL-02'), of('POLL-03')].join(' ')
}

describe('the same merchant by another text', () => {
  test.each([
    // Every 3 s for 30 s: what 000:L4 and 004:L11 recommend.
    ['default', 3, 31, 'pass pass pass'],
    ['seeds', 3, 31, 'pass pass pass'],
    ['face-to-face-example', 3, 31, 'pass fail pass'],
    // Every 5 s for 25 s: the worked example of 000:L5.
    ['default', 5, 26, 'pass pass pass'],
    ['face-to-face-example', 5, 26, 'pass pass pass'],
    ['seeds', 5, 26, 'pass fail fail'],
    ['payment-code-principle', 5, 26, 'pass pass warn'],
    // Every 3 s for 60 s: 20 inquiries, 001:L41.
    ['ams-best-practice', 3, 61, 'pass pass pass'],
    ['default', 3, 61, 'pass pass warn'],
    ['seeds', 3, 61, 'pass pass fail'],
    // Every 8 s for 40 s: no text says so; the default only warns.
    ['default', 8, 41, 'warn warn pass'],
    ['seeds', 8, 41, 'fail fail fail'],
  ])('%s judges a query every %d s until second %d: %s', (reading, stepS, untilS, expected) => {
    expect(statuses(reading, stepS, untilS)).toBe(expected)
  })
})

describe('a reading', () => {
  test('is named on the scorecard with the text it follows', () => {
    const card = grade(polls(3, 31), checklistBy('ams-best-practice'))
    expect(card.reading.id).toBe('ams-best-practice')
    expect(card.reading.follows.en).toContain('001:L41')
    expect(grade(polls(3, 31)).reading.id).toBe('default')
  })
  test('by the letter knows no warning in any band', () => {
    for (const band of Object.values(checklistBy('seeds')?.parameters ?? {})) {
      if (typeof band !== 'object' || !('passMs' in band)) continue
      expect(band.warnMs).toEqual(band.passMs)
    }
  })
  test('by the letter only warns of forms of "unknown" that no text names', () => {
    const run = (reply: 'GARBAGE' | 'SYSTEM_ERROR', reading: string) => {
      const trace = createJournal().sale().call(0, 'PAY', 'A1', reply).until(60).trace()
      const card = grade(trace, checklistBy(reading))
      return card.rules.find(({ id }) => id === 'EXC-13')?.verdict.status
    }
    expect([run('GARBAGE', 'default'), run('GARBAGE', 'seeds')]).toEqual(['fail', 'warn'])
    expect(run('SYSTEM_ERROR', 'seeds')).toBe('fail')
  })
  test('by the letter asks nothing of an openapi merchant that no text asks of one', () => {
    const statusBy = (reading: string) =>
      grade(polls(3, 31), checklistBy(reading))
        .rules.filter(({ id }) => ['REF-03', 'REF-09', 'REF-10'].includes(id))
        .map(({ verdict }) => verdict.status)
    expect(statusBy('default')).toEqual(['inconclusive', 'inconclusive', 'inconclusive'])
    expect(statusBy('seeds')).toEqual(['not-applicable', 'not-applicable', 'not-applicable'])
  })
  test('called default changes no number', () => {
    expect(checklistBy('default')?.parameters).toEqual(parameters)
  })
  test('nobody wrote is not made up', () => {
    expect(checklistBy('my-own')).toBeUndefined()
    expect(READING_IDS).toContain('seeds')
  })
})
