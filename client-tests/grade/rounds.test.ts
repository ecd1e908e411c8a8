import { describe, expect, test } from 'vitest'
import type { Entry, EntryBody } from '../../server/journal/entry.ts'
import type { Scorecard } from './grade.ts'
import {
  delay,
  gradeOf,
  numbered,
  occurrence,
  ruleOf,
  runOf,
  statusOf,
  timed,
} from './lateness.fixture.ts'
import { undecidedSales } from './rounds.ts'
import { verdictOf, type Status } from '../rules/rule.ts'

/** The early sale once more, from second 400 on. */
function secondRound(before: Entry[], found: 'late again' | 'in time'): Entry[] {
  const delays = found === 'late again' ? [delay(429_950, 400)] : []
  const more: [number, EntryBody][] = [
    [
      400_000,
      { kind: 'run', merchant: 'm', resultChannel: 'poll', timeScale: 1, seed: 's', round: 2 },
    ],
    [400_000, { kind: 'scenario', scenario: 'early', phase: 'started' }],
    [
      400_000,
      {
        kind: 'sale',
        saleId: 'sale-early-r2',
        again: 'sale-early',
        scenario: 'early',
        channel: 'barcode',
        amountFen: 100,
      },
    ],
    [500_000, { kind: 'scenario', scenario: 'early', phase: 'quiescent' }],
    [500_000, { kind: 'run-end', maxDelayMs: 0, delays }],
  ]
  return [...before, ...numbered(more, before.length)]
}

describe('an undecided sale that is played again', () => {
  const first = runOf({ delays: [delay(29_950, 400)] })
  /** Undecided in the first round; in the second it is what is given. */
  const row = (second: Status, undecided = false) =>
    ruleOf('R', 'critical', (trace, parameters) =>
      trace.of('run').at(-1)?.round === 2
        ? verdictOf([
            {
              ...occurrence('', second),
              sale: 'sale-early-r2',
              ...(undecided && { undecided: true }),
            },
          ])
        : timed('critical', 5_400).check(trace, parameters),
    )

  test('is named, for the next round', () => {
    const card = gradeOf(first, row('pass'))
    expect([...undecidedSales(first, card.rules)]).toEqual(['sale-early'])
  })

  test.each<[Status, Scorecard['verdict']]>([
    ['pass', 'ready'],
    ['fail', 'not-ready'],
  ])('counts as it went the second time: %s', (status, verdict) => {
    const entries = secondRound(first, 'in time')
    const card = gradeOf(entries, row(status))
    expect([statusOf(card), card.verdict]).toEqual([status, verdict])
    expect([...undecidedSales(entries, card.rules)]).toEqual([])
    expect(card.playedAgain).toEqual([
      expect.objectContaining({
        scenario: 'early',
        saleId: 'sale-early',
        rounds: 2,
        rules: ['R'],
        decided: true,
      }),
    ])
    expect(card.money.map(({ saleId }) => saleId)).toEqual(['sale-late', 'sale-early-r2'])
  })

  test('stays undecided where the second round says nothing of it', () => {
    const entries = secondRound(first, 'in time')
    const card = gradeOf(entries, row('inconclusive'))
    expect(card.verdict).toBe('incomplete')
    expect(card.playedAgain?.[0]?.decided).toBe(false)
    expect(card.tooLate?.en).toContain('also when played again (2 rounds)')
    expect([...undecidedSales(entries, card.rules)]).toEqual(['sale-early'])
  })
})
