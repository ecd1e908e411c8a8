// REF-05, 06, 08, 09, 10 in their situations: what the answer to a refund is taken for.
import type { FaultKind } from '../../../server/journal/fault-kinds.ts'
import { describeRule } from '../cases.fixture.ts'
import { createJournal, refusedAs, type Journal } from '../../trace/journal.fixture.ts'
import { aDroppedRefundIsNotBelieved } from './a-dropped-refund-is-not-believed.ts'
import { aRefundRefusedForGoodStaysRefused } from './a-refund-refused-for-good-stays-refused.ts'
import { aRefundWithoutBalanceKeepsItsNumber } from './a-refund-without-balance-keeps-its-number.ts'
import { aRepeatedRefundReplyIsNoNewMoney } from './a-repeated-refund-reply-is-no-new-money.ts'
import { refundFeeIsATotal } from './refund-fee-is-a-total.ts'

const paid = () => createJournal().sale().call(0, 'PAY', 'A1', 'OK').belief(0.5, 'PAID')
const asked = () =>
  paid()
    .act(1, 'refund', { refundId: 'r1', amountFen: 500 })
    .act(2, 'refund', { refundId: 'r2', amountFen: 700 })
type Answer = 'UNK' | { code: string; subCode?: string; fundChange?: 'Y' | 'N'; refundFen?: number }
const refund = (
  journal: Journal,
  atS: number,
  outRequestNo: string,
  amountFen: number,
  reply: Answer,
  faultKind?: FaultKind,
) => journal.call(atS, 'REFUND', 'A1', reply, { outRequestNo, amountFen, faultKind })
const DONE = { meaning: 'ok', code: '10000', fundChange: 'Y' } as const
const AGAIN = { meaning: 'ok', code: '10000', fundChange: 'N' } as const
const back = (...amounts: number[]) => amounts.map((amountFen) => ({ type: 'REFUNDED', amountFen }))

const two = () =>
  refund(refund(asked(), 3, 'R1', 500, { ...DONE, refundFen: 500 }), 6, 'R2', 700, {
    ...DONE,
    refundFen: 1_200,
  })

describeRule(refundFeeIsATotal, [
  [
    'one refund says nothing',
    'inconclusive',
    refund(asked(), 3, 'R1', 500, { ...DONE, refundFen: 500 }).belief(7, 'REFUNDED', {
      refundedFen: 500,
    }),
  ],
  [
    'booked as asked for',
    'pass',
    two().belief(7, 'REFUNDED', { refundedFen: 1_200, effects: back(500, 700) }),
  ],
  [
    'booked as asked for, no effects shown',
    'pass',
    two().belief(7, 'REFUNDED', { refundedFen: 1_200 }),
  ],
  [
    'the second booked as the total of both',
    'fail',
    two().belief(7, 'REFUNDED', { refundedFen: 1_700, effects: back(500, 1_200) }),
  ],
  ['the totals added up', 'fail', two().belief(7, 'REFUNDED', { refundedFen: 1_700 })],
  [
    'the sum is right, the second entry is the total',
    'fail',
    two().belief(7, 'REFUNDED', { refundedFen: 1_200, effects: back(500, 1_200) }),
  ],
  [
    'the refund itself is said to be of the total',
    'fail',
    two()
      .belief(7, 'REFUNDED', { refundedFen: 1_200 })
      .refundBelief(7, 'r1', 'REFUNDED', 500)
      .refundBelief(7, 'r2', 'REFUNDED', 1_200),
  ],
  ['wrong otherwise: ONE-06', 'inconclusive', two().belief(7, 'REFUNDED', { refundedFen: 500 })],
])

const once = () => paid().act(1, 'refund', { refundId: 'r1', amountFen: 500 })
const replayed = (journal = once()) =>
  refund(refund(journal, 3, 'R1', 500, 'UNK'), 8, 'R1', 500, AGAIN)

const found = (journal = once()) =>
  refund(journal, 3, 'R1', 500, 'UNK').call(
    8,
    'REFQUERY',
    'A1',
    { meaning: 'ok', code: '10000', refundFen: 500 },
    { outRequestNo: 'R1' },
  )

describeRule(aRepeatedRefundReplyIsNoNewMoney, [
  [
    'answered once',
    'inconclusive',
    refund(asked(), 3, 'R1', 500, DONE).belief(9, 'REFUNDED', { refundedFen: 500 }),
  ],
  [
    'answered again, booked once',
    'pass',
    replayed().belief(9, 'REFUNDED', { refundedFen: 500, effects: back(500) }),
  ],
  [
    'a second refund of its own beside it',
    'pass',
    refund(replayed(), 9, 'R2', 700, DONE).belief(10, 'REFUNDED', {
      refundedFen: 1_200,
      effects: back(500, 700),
    }),
  ],
  [
    'three entries for two refunds',
    'fail',
    refund(replayed(), 9, 'R2', 700, DONE).belief(10, 'REFUNDED', {
      refundedFen: 1_700,
      effects: back(500, 500, 700),
    }),
  ],
  [
    'found by a refund query after an unknown answer, booked once',
    'pass',
    found().belief(9, 'REFUNDED', { refundedFen: 500, effects: back(500) }),
  ],
  [
    'found by a refund query, booked twice',
    'fail',
    found().belief(9, 'REFUNDED', { refundedFen: 1_000, effects: back(500, 500) }),
  ],
  [
    'found by a refund query after a clear answer',
    'inconclusive',
    refund(asked(), 3, 'R1', 500, DONE)
      .call(
        8,
        'REFQUERY',
        'A1',
        { meaning: 'ok', code: '10000', refundFen: 500 },
        { outRequestNo: 'R1' },
      )
      .belief(9, 'REFUNDED', { refundedFen: 500 }),
  ],
  ['a whole refund too much', 'fail', replayed().belief(9, 'REFUNDED', { refundedFen: 1_000 })],
  [
    'one entry, rounded up: ONE-06',
    'pass',
    replayed().belief(9, 'REFUNDED', { refundedFen: 600, effects: back(600) }),
  ],
  [
    'rounded up, no entry shown: ONE-06',
    'pass',
    replayed().belief(9, 'REFUNDED', { refundedFen: 600 }),
  ],
  [
    'a second entry, and the sum is right',
    'fail',
    replayed().belief(9, 'REFUNDED', { refundedFen: 500, effects: back(500, 500) }),
  ],
  [
    'two intents under one number: REF-01',
    'pass',
    replayed(asked()).belief(9, 'REFUNDED', {
      refundedFen: 1_000,
      effects: back(500, 500),
    }),
  ],
  ['nothing booked: ONE-06', 'inconclusive', replayed().until(20)],
])

const FINISHED = refusedAs('TradeFinished', 'ACQ.TRADE_HAS_FINISHED')
const finished = (times = 1) => {
  let journal = asked()
  for (let n = 0; n < times; n += 1) journal = refund(journal, 3 + n, 'R1', 500, FINISHED)
  return journal
}
const failed = (times = 1) => finished(times).refundBelief(8, 'r1', 'FAILED', 500)

describeRule(aRefundRefusedForGoodStaysRefused, [
  ['not refused', 'inconclusive', refund(asked(), 3, 'R1', 500, DONE)],
  [
    'failed and beyond refunds',
    'pass',
    failed().belief(8, 'PAID', { refundable: false }).until(30),
  ],
  ['failed, whether refundable is not said', 'pass', failed().until(30)],
  ['still called refundable', 'warn', failed().belief(8, 'PAID', { refundable: true }).until(30)],
  ['repeated once', 'pass', failed(2).until(30)],
  ['repeated twice', 'warn', failed(3).until(30)],
  ['repeated three times', 'fail', failed(4).until(30)],
  ['believed done', 'fail', finished().refundBelief(8, 'r1', 'REFUNDED', 500).until(30)],
  ['left open', 'warn', finished().refundBelief(8, 'r1', 'PENDING', 500).until(30)],
  [
    'a person asks for another refund',
    'pass',
    refund(
      failed(2).act(10, 'refund', { refundId: 'r3', amountFen: 300 }),
      11,
      'R3',
      300,
      FINISHED,
    ).until(30),
  ],
])

const LOW = refusedAs('SellerBalanceTooLow', 'ACQ.SELLER_BALANCE_NOT_ENOUGH')
const low = () => refund(asked(), 3, 'R1', 500, LOW)

describeRule(aRefundWithoutBalanceKeepsItsNumber, [
  ['the balance suffices', 'inconclusive', refund(asked(), 3, 'R1', 500, DONE)],
  ['taken for failed', 'pass', low().refundBelief(5, 'r1', 'FAILED', 500).until(60)],
  [
    'made later under its number',
    'pass',
    refund(low(), 13, 'R1', 500, DONE).refundBelief(14, 'r1', 'REFUNDED', 500).until(60),
  ],
  [
    'made later under another number',
    'warn',
    refund(low(), 13, 'R9', 500, DONE).refundBelief(14, 'r1', 'REFUNDED', 500).until(60),
  ],
  ['another refund of another amount', 'pass', refund(low(), 13, 'R2', 700, DONE).until(60)],
  ['believed done', 'fail', low().refundBelief(5, 'r1', 'REFUNDED', 500).until(60)],
  [
    'believed done before it was',
    'fail',
    refund(low().refundBelief(5, 'r1', 'REFUNDED', 500), 13, 'R1', 500, DONE).until(60),
  ],
  ['left open', 'warn', low().refundBelief(5, 'r1', 'PENDING', 500).until(60)],
  ['the trace ends at once', 'pass', low().refundBelief(5, 'r1', 'PENDING', 500).until(10)],
])

const dropped = () => refund(asked(), 3, 'R1', 500, AGAIN, 'not-refunded')
const many = (count: number) => {
  let journal = paid()
  for (let n = 1; n <= count; n += 1) {
    journal = journal.act(n, 'refund', { refundId: `r${n}`, amountFen: 10 })
    journal = refund(journal, n + 0.5, `R${n}`, 10, DONE)
  }
  return journal
}

describeRule(aDroppedRefundIsNotBelieved, [
  ['made', 'inconclusive', refund(asked(), 3, 'R1', 500, DONE)],
  ['dropped and believed done', 'fail', dropped().refundBelief(5, 'r1', 'REFUNDED', 500)],
  ['dropped and taken for failed', 'pass', dropped().refundBelief(5, 'r1', 'FAILED', 500)],
  ['dropped and handed to people', 'pass', dropped().refundBelief(5, 'r1', 'ESCALATED', 500)],
  ['dropped, and nothing is said of it', 'inconclusive', dropped().until(30)],
  [
    'dropped, sent again and made',
    'inconclusive',
    refund(dropped(), 9, 'R1', 500, DONE).refundBelief(10, 'r1', 'REFUNDED', 500),
  ],
  [
    'refused aloud is not dropped',
    'inconclusive',
    refund(asked(), 3, 'R1', 500, FINISHED, 'not-refunded').refundBelief(5, 'r1', 'REFUNDED', 500),
  ],
  ['99 made', 'inconclusive', many(99).until(200)],
  ['the hundredth is asked for and not sent', 'pass', many(99).act(150, 'refund').until(200)],
  ['98 made, and another asked for', 'inconclusive', many(98).act(150, 'refund').until(200)],
])
