// REF-01 in its situations.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { eachRefundIntentHasItsOwnNumber } from './each-refund-intent-has-its-own-number.ts'

const paid = () => createJournal().sale().call(0, 'PAY', 'A1', 'OK')
const asked = (first = 500, second = 700) =>
  paid()
    .act(1, 'refund', { refundId: 'r1', amountFen: first })
    .act(2, 'refund', { refundId: 'r2', amountFen: second })
const refund = (
  journal: Journal,
  atS: number,
  outRequestNo: string | undefined,
  amountFen: number,
) => journal.call(atS, 'REFUND', 'A1', 'OK', { outRequestNo, amountFen })
const believed = (journal: Journal) =>
  journal.refundBelief(9, 'r1', 'REFUNDED', 500).refundBelief(9, 'r2', 'REFUNDED', 500).until(30)

describeRule(eachRefundIntentHasItsOwnNumber, [
  ['one refund', 'inconclusive', refund(paid(), 3, 'R1', 500).until(30)],
  [
    'two refunds, two numbers',
    'pass',
    refund(refund(asked(), 3, 'R1', 500), 4, 'R2', 700).until(30),
  ],
  [
    'one number, two amounts',
    'fail',
    refund(refund(asked(), 3, 'A1', 500), 4, 'A1', 700).until(30),
  ],
  [
    'one number, two intents of one amount believed done',
    'fail',
    believed(refund(refund(asked(500, 500), 3, 'A1', 500), 4, 'A1', 500)),
  ],
  [
    'two numbers, two intents of one amount',
    'pass',
    believed(refund(refund(asked(500, 500), 3, 'R1', 500), 4, 'R2', 500)),
  ],
  [
    'a retry keeps its number',
    'inconclusive',
    refund(refund(paid(), 3, 'R1', 500), 8, 'R1', 500).until(30),
  ],
  ['numbers missing: REF-02', 'inconclusive', believed(refund(asked(500, 500), 3, undefined, 500))],
  [
    'the second intent was refused by the merchant itself',
    'inconclusive',
    refund(
      paid()
        .act(1, 'refund', { refundId: 'r1', amountFen: 500 })
        .act(2, 'refund', { refundId: 'r2', amountFen: 500, status: 409 }),
      3,
      'R1',
      500,
    ).until(30),
  ],
  [
    'passive, two numbers',
    'pass',
    refund(refund(createJournal().call(0, 'PAY', 'A1', 'OK'), 3, 'R1', 500), 4, 'R2', 500).until(
      30,
    ),
  ],
])
