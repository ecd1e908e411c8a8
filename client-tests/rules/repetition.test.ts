// A finding that rests on a call which the client's HTTP library sent again by itself says so.
import { expect, test } from 'vitest'
import { unknownPayIsQueriedAtOnce } from './exceptions/unknown-pay-is-queried-at-once.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { parameters } from './parameters.ts'

const judged = (headers: Record<string, string>) => {
  const journal = createJournal()
    .sale()
    .call(0, 'PAY', 'A1', 'LOST')
    .call(0.1, 'PAY', 'A1', 'HAS_SUCCESS', { headers })
    .until(60)
  const { status, occurrences } = unknownPayIsQueriedAtOnce.check(journal.trace(), parameters)
  return { status, said: occurrences[0]?.said }
}

test('the header of urllib is named, and the remedy with it', () => {
  const { status, said } = judged({ 'x-urllib-retry-on-socket-error': '1/1' })
  expect(status).toBe('fail')
  expect(said?.en).toContain('the next call was PAY')
  expect(said?.en).toContain('x-urllib-retry-on-socket-error')
  expect(said?.zh).toContain('x-urllib-retry-on-socket-error')
})

test('a second payment of the shop itself is the shop’s', () => {
  const { status, said } = judged({})
  expect(status).toBe('fail')
  expect(said?.en).not.toContain('urllib')
})
