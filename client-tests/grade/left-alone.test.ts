// What is left alone after the traffic, judged by the books of the shop.
import { expect, test } from 'vitest'
import type { Trace } from '../../server/journal/trace.ts'
import { createJournal } from '../trace/journal.fixture.ts'
import { grade } from './grade.ts'

test('by the books: what is left alone after the traffic is no silence of the shop', () => {
  const run = { merchant: 'm', resultChannel: 'poll', timeScale: 1, seed: 's' } as const
  const left = (books?: true) =>
    createJournal()
      .write(0, { kind: 'run', ...run, ...(books && { books }) })
      .call(1, 'PAY', 'A1', 'PEND', { amountFen: 888 })
      .books(1, 'A1', 'WAIT_BUYER_PAY')
      .write(2, {
        kind: 'sale',
        saleId: 'A1',
        scenario: 'traffic',
        channel: 'barcode',
        amountFen: 888,
      })
      .until(900)
  const statusOf = (trace: Trace) =>
    grade(trace).rules.find(({ id }) => id === 'ONE-05')?.verdict.status
  expect(statusOf(left().trace())).toBe('fail')
  expect(statusOf(left(true).trace())).not.toBe('fail')
})
