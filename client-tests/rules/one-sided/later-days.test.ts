// A sale is judged by the day of its own scenario: what the clock of a later scenario closes is no merit.
import { expect, test } from 'vitest'
import { readTrace } from '../../../server/journal/trace.ts'
import { DAY } from '../../../server/values/instant.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { parameters } from '../parameters.ts'
import { beliefEqualsTruth } from './belief-equals-truth.ts'
import { everyTradeIsClosedLoop } from './every-trade-is-closed-loop.ts'

/** Left waiting at 30 s; its trade is closed at 100 s, by a clock that has moved on by so long. */
function leftWaiting(jumpMs: number) {
  const entries = createJournal()
    .sale()
    .books(0.9, 'A1', 'WAIT_BUYER_PAY')
    .call(1, 'PAY', 'A1', 'PEND')
    .belief(9, 'UNPAID')
    .write(30, { kind: 'scenario', scenario: 'story', phase: 'quiescent' })
    .books(100, 'A1', 'TRADE_CLOSED')
    .until(110)
    .entries()
  return readTrace(
    entries.map((entry) =>
      entry.elapsedMs < 100_000 ? entry : { ...entry, at: entry.at + jumpMs },
    ),
  )
}

test.each([everyTradeIsClosedLoop, beliefEqualsTruth])(
  '$id: a trade left waiting is not closed by the day that a later scenario begins',
  (rule) => {
    expect(rule.check(leftWaiting(DAY), parameters).status).toBe('fail')
  },
)

test.each([everyTradeIsClosedLoop, beliefEqualsTruth])(
  '$id: what closes it on the same day counts',
  (rule) => {
    expect(rule.check(leftWaiting(0), parameters).status).toBe('pass')
  },
)

test('ONE-06: a payment that came after its own cancel is a warning', () => {
  const journal = createJournal()
    .sale()
    .call(1, 'PAY', 'A1', 'LOST')
    .call(2, 'CANCEL', 'A1', 'OK')
    .belief(3, 'UNPAID')
    .books(6, 'A1', 'TRADE_SUCCESS')
    .until(60)
  expect(beliefEqualsTruth.check(journal.trace(), parameters).status).toBe('warn')
})
