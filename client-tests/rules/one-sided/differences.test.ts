// What the money oracle says of a sale: one sentence per quantity that differs.
import { describe, expect, test } from 'vitest'
import { readTrace } from '../../../server/journal/trace.ts'
import { readSales } from '../attempts.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { compareMoney } from './compare-money.ts'

const SUCCESS = 'TRADE_SUCCESS'
const paid = (paidFen = 2_000) =>
  createJournal().sale().books(0.9, 'A1', SUCCESS, { paidFen }).call(1, 'PAY', 'A1', 'OK')
const effect = (type: string, amountFen: number) => ({ type, amountFen })

function differencesOf(journal: Journal): string[] {
  const trace = readTrace(journal.until(60).entries())
  const [sale] = readSales(trace)
  const compared = sale && compareMoney(trace, sale)
  return (compared?.differences ?? []).map(({ part, said }) => `${part}: ${said.en}`)
}

describe('what differs', () => {
  test.each<[situation: string, said: string[], journal: Journal]>([
    ['nothing', [], paid().belief(2, 'PAID', { effects: [effect('PAID', 2_000)] })],
    [
      'a fen of the amount',
      ['amount: believes PAID 20.00; the gateway holds 19.99'],
      paid(1_999).belief(2, 'PAID'),
    ],
    [
      'the amount that was booked',
      ['amount: believes PAID 19.00; the gateway holds 20.00'],
      paid().belief(2, 'PAID', { effects: [effect('PAID', 1_900)] }),
    ],
    [
      'the state after a refund',
      ['state: believes PAID; of 20.00 paid 5.00 went back, which is REFUNDED'],
      paid().books(4, 'A1', SUCCESS, { refundedFen: 500 }).belief(5, 'PAID'),
    ],
    [
      'the sum of the refunds, and the entries',
      [
        'refunded: shows 4.00 refunded; 9.34 went back',
        'effects: effects list no refund of 5.00',
        'effects: effects list no refund of 4.34',
        'effects: effects list a refund of 4.00 that the gateway does not know',
      ],
      paid()
        .books(4, 'A1', SUCCESS, { refundedFen: 500 })
        .books(5, 'A1', SUCCESS, { refundedFen: 934 })
        .belief(6, 'REFUNDED', {
          refundedFen: 400,
          effects: [effect('PAID', 2_000), effect('REFUNDED', 400)],
        }),
    ],
    [
      'a payment that was booked twice',
      ['effects: effects list a payment of 20.00 that the gateway does not know'],
      paid().belief(2, 'PAID', { effects: [effect('PAID', 2_000), effect('PAID', 2_000)] }),
    ],
    [
      'that the buyer can still pay',
      ['open: believes UNPAID; the buyer can still pay A1'],
      createJournal()
        .sale()
        .books(0.9, 'A1', 'WAIT_BUYER_PAY')
        .call(1, 'PAY', 'A1', 'PEND')
        .belief(2, 'UNPAID'),
    ],
    [
      'that nothing was ever paid',
      ['state: believes PAID; the gateway holds nothing (TRADE_CLOSED 0.00), which is UNPAID'],
      createJournal()
        .sale()
        .call(1, 'PAY', 'A1', 'PEND')
        .books(3, 'A1', 'TRADE_CLOSED')
        .belief(4, 'PAID'),
    ],
  ])('%s', (_, sentence, journal) => {
    expect(differencesOf(journal)).toEqual(sentence)
  })
})
