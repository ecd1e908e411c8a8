import { describe, expect, test } from 'vitest'
import { createJournal, type Journal } from '../trace/journal.fixture.ts'
import { gradeEntries } from './grade.ts'

const paid = (paidFen = 2_000) =>
  createJournal().sale().books(0.9, 'A1', 'TRADE_SUCCESS', { paidFen }).call(1, 'PAY', 'A1', 'OK')

describe('a line of the table of money', () => {
  const lineOf = (journal: Journal) => gradeEntries(journal.until(60).entries()).money[0]

  test('names the parts that differ and the rule about the doings that was broken first', () => {
    const journal = createJournal()
      .sale()
      .books(0.9, 'A1', 'WAIT_BUYER_PAY')
      .call(1, 'PAY', 'A1', 'PEND')
      .belief(2, 'PAID')
    expect(lineOf(journal)).toMatchObject({
      match: 'differs',
      differences: [{ part: 'state' }],
      because: { rule: 'POLL-01' },
    })
  })
  test('falls back on the comparison itself where no other rule has said anything', () => {
    expect(lineOf(paid(1_999).belief(2, 'PAID'))).toMatchObject({
      match: 'differs',
      because: { rule: 'ONE-06', said: { en: 'believes PAID 20.00; the gateway holds 19.99' } },
    })
  })
  test('has neither where the two agree', () => {
    const line = lineOf(paid().belief(2, 'PAID'))
    expect(line).toMatchObject({ match: 'equal', differences: [], because: undefined })
  })
})
