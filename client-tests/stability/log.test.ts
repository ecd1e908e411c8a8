import { expect, test } from 'vitest'
import { FLAWED, readLog, summaryOf, type Outcome, type Run } from './log.ts'

function outcome(more: Partial<Outcome> = {}): Outcome {
  return {
    verdict: 'ready',
    failed: [],
    warned: [],
    inconclusive: [],
    missed: [],
    differing: 0,
    again: 0,
    undecided: 0,
    tooLate: false,
    delayMs: 10,
    tookS: 90,
    ...more,
  }
}

test('a log whose last line was cut off is read up to there, and the last run of a name counts', () => {
  const line = (name: string, more: Partial<Outcome> = {}) =>
    JSON.stringify({ name, ...outcome(more) })
  const text = [line('a'), line('b'), line('a', { again: 2 }), line('c').slice(0, 40)].join('\n')
  expect([...readLog(text)]).toEqual([
    ['a', outcome({ again: 2 })],
    ['b', outcome()],
  ])
})

test('the summary counts by kind of merchant', () => {
  const run = (name: string, kind: string, scale = 0.5): Run => ({ name, kind, scale })
  const plan = [run('g-1', 'g'), run('g-2', 'g'), run('m', FLAWED), run('x', 'not-yet-played')]
  const log = new Map([
    ['g-1', outcome({ warned: ['EXC-01'], again: 2, undecided: 1, delayMs: 300 })],
    ['m', outcome({ verdict: 'not-ready', failed: ['ONE-06'], missed: ['NTF-01'] })],
  ])
  const [, , ...rows] = summaryOf(plan, log).split('\n')
  expect(rows).toEqual([
    '| g | 0.5 | 1 of 2 | ready | none | EXC-01 | - | 2 | 1 | 0 | 300 ms | 90 s |',
    '| flawed merchants | 0.5 | 1 | not-ready | as they must | - | NTF-01 | 0 | 0 | 0 | 10 ms | 90 s |',
  ])
})
