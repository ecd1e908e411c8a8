import { describe, expect, it } from 'vitest'
import { isOver, readLog, summaryOf, type Outcome, type Run } from './stability-log.ts'

function outcome(more: Partial<Outcome> = {}): Outcome {
  return {
    verdict: 'ready',
    failed: [],
    warned: [],
    inconclusive: [],
    differing: 0,
    tooLate: false,
    delayMs: 10,
    tookS: 90,
    ...more,
  }
}

const late = (more: Partial<Outcome> = {}) =>
  outcome({ verdict: 'incomplete', tooLate: true, delayMs: 2_000, ...more })

describe('a run of the long test', () => {
  it.each<[string, boolean, Outcome[]]>([
    ['has not been played', false, []],
    ['was played', true, [outcome()]],
    ['failed', true, [outcome({ failed: ['ONE-06'] })]],
    ['was too late', false, [late()]],
    ['was too late and then was not', true, [late(), outcome()]],
    ['was too late twice', true, [late(), late()]],
  ])('%s: over is %s', (_situation, over, tries) => {
    expect(isOver(tries)).toBe(over)
  })
})

it('a log whose last line was cut off is read up to there', () => {
  const line = JSON.stringify({ name: 'a', ...outcome() })
  const log = readLog(`${line}\n${JSON.stringify({ name: 'b', ...late() })}\n${line.slice(0, 40)}`)
  expect([...log]).toEqual([
    ['a', [outcome()]],
    ['b', [late()]],
  ])
})

it('the summary counts by merchant, and failures of a machine that was too slow count for nothing', () => {
  const run = (nth: number, merchant = 'g'): Run => ({
    name: `${merchant}-${nth}`,
    merchant,
    played: 'all scenarios',
    scale: 0.2,
  })
  const plan = [run(1), run(2), run(3), run(4), run(1, 'not-yet-played')]
  const log = new Map([
    ['g-1', [outcome({ inconclusive: ['A', 'B', 'C'], warned: ['EXC-01'] })]],
    ['g-2', [late({ failed: ['ONE-05'] }), outcome({ warned: ['EXC-01'], tookS: 100 })]],
    ['g-3', [outcome({ verdict: 'not-ready', failed: ['ONE-06'], inconclusive: ['A'] })]],
    ['g-4', [late(), late({ failed: ['CAN-03'], delayMs: 2_500, tookS: 120 })]],
  ])
  const [, , ...rows] = summaryOf(plan, log).split('\n')
  expect(rows).toEqual([
    '| g | all scenarios | 0.2 | 4 | 2 | 0 | ONE-06 | EXC-01 ×2 | 0 / 1 / 3 | 2 | 1 | 2500 ms | 90 s |',
  ])
})
