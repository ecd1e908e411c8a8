// CAN-02 to CAN-05 in their situations: what a cancel is for, what it did, and what is booked of it.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, refusedAs } from '../../trace/journal.fixture.ts'
import { aLateCancelIsNotRepeated } from './a-late-cancel-is-not-repeated.ts'
import { aRefundIsNeverACancel } from './a-refund-is-never-a-cancel.ts'
import { repeatedCancelsReverseOnce } from './repeated-cancels-reverse-once.ts'
import { theActionOfACancelIsBooked } from './the-action-of-a-cancel-is-booked.ts'

const pending = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND').belief(0.5, 'PENDING')
const paid = () => createJournal().sale().call(0, 'PAY', 'A1', 'OK').belief(0.5, 'PAID')
const wanted = (amountFen = 2_000) => paid().act(30, 'refund', { refundId: 'r1', amountFen })

describeRule(aRefundIsNeverACancel, [
  ['nobody wants money back', 'inconclusive', paid().until(60)],
  [
    'given back by REFUND',
    'pass',
    wanted().call(30.1, 'REFUND', 'A1', 'OK', { outRequestNo: 'R1', amountFen: 2_000 }).until(60),
  ],
  ['the whole, by CANCEL', 'fail', wanted().call(30.1, 'CANCEL', 'A1', 'OK').until(60)],
  ['a part, by CANCEL', 'fail', wanted(500).call(30.1, 'CANCEL', 'A1', 'OK').until(60)],
  [
    'a paid order is voided by REFUND',
    'pass',
    paid()
      .act(30, 'cancel')
      .call(30.1, 'REFUND', 'A1', 'OK', { outRequestNo: 'R1', amountFen: 2_000 })
      .until(60),
  ],
  [
    'a paid order is voided by CANCEL',
    'fail',
    paid().act(30, 'cancel').call(30.1, 'CANCEL', 'A1', 'OK').until(60),
  ],
  [
    'a waiting order is voided by CANCEL',
    'inconclusive',
    pending().act(6, 'cancel').call(6.1, 'CANCEL', 'A1', 'OK').until(60),
  ],
  [
    'the cancel began 0.299 s after the success was known: it knew nothing of it',
    'inconclusive',
    pending()
      .call(3, 'QUERY', 'A1', 'SUCCESS')
      .call(3.299, 'CANCEL', 'A1', 'UNK')
      .act(4, 'cancel')
      .call(8, 'CANCEL', 'A1', 'OK')
      .until(60),
  ],
  [
    'the cancel began 0.3 s after the success was known',
    'fail',
    pending()
      .call(3, 'QUERY', 'A1', 'SUCCESS')
      .act(3.1, 'cancel')
      .call(3.3, 'CANCEL', 'A1', 'OK')
      .until(60),
  ],
  [
    'a cancel of a known payment that nobody asked for: ONE-02',
    'inconclusive',
    paid().call(10, 'CANCEL', 'A1', 'OK').until(60),
  ],
  [
    'passive, given back by REFUND',
    'pass',
    createJournal()
      .call(0, 'PAY', 'A1', 'OK')
      .call(30, 'REFUND', 'A1', 'OK', { outRequestNo: 'R1', amountFen: 2_000 })
      .until(60),
  ],
])

const TOO_LATE = {
  ...refusedAs('CancelTooLate', 'ACQ.TRADE_CANCEL_TIME_OUT'),
  retryFlag: 'N',
} as const
const refused = (times: number) => {
  let journal = pending()
  for (let n = 0; n < times; n += 1) journal = journal.call(10 + n, 'CANCEL', 'A1', TOO_LATE)
  return journal
}

describeRule(aLateCancelIsNotRepeated, [
  ['no cancel was too late', 'inconclusive', pending().call(10, 'CANCEL', 'A1', 'OK').until(60)],
  ['queried', 'pass', refused(1).call(11, 'QUERY', 'A1', 'WAIT').until(60)],
  ['refunded', 'pass', refused(1).call(11, 'REFUND', 'A1', 'OK').until(60)],
  ['handed to people', 'pass', refused(1).belief(12, 'ESCALATED').until(60)],
  ['repeated once, then queried', 'pass', refused(2).call(20, 'QUERY', 'A1', 'WAIT').until(60)],
  ['repeated twice, then queried', 'warn', refused(3).call(20, 'QUERY', 'A1', 'WAIT').until(60)],
  ['repeated three times', 'fail', refused(4).call(20, 'QUERY', 'A1', 'WAIT').until(60)],
  ['nothing follows', 'fail', refused(1).until(60)],
  ['another charge is no next step', 'fail', refused(1).call(11, 'PAY', 'A1', 'OK').until(60)],
  ['looked at an hour later', 'fail', refused(1).call(3_600, 'QUERY', 'A1', 'WAIT').until(3_700)],
  ['the trace ends at once', 'inconclusive', refused(1).until(20)],
  ['only a person looks', 'fail', refused(1).act(20, 'manual-query').until(60)],
  [
    'a person voids once more',
    'pass',
    refused(1)
      .call(11, 'QUERY', 'A1', 'WAIT')
      .act(20, 'cancel')
      .call(20.1, 'CANCEL', 'A1', TOO_LATE)
      .act(30, 'cancel')
      .call(30.1, 'CANCEL', 'A1', TOO_LATE)
      .until(60),
  ],
  ['cancelled when 24 h old', 'inconclusive', pending().call(86_400, 'CANCEL', 'A1', 'OK')],
  ['cancelled when older', 'warn', pending().call(86_400.001, 'CANCEL', 'A1', 'OK')],
  [
    'a hung call: EXC-12',
    'inconclusive',
    pending().call(5, 'QUERY', 'A1', 'HUNG').call(10, 'CANCEL', 'A1', TOO_LATE).until(60),
  ],
])

const CLOSE = { meaning: 'ok', code: '10000', action: 'close', retryFlag: 'N' } as const
const REFUND = { meaning: 'ok', code: '10000', action: 'refund', retryFlag: 'N' } as const
const NEITHER = { meaning: 'ok', code: '10000', retryFlag: 'N' } as const
const reversal = { type: 'REVERSED', amountFen: 2_000 }
const sentBack = () =>
  pending()
    .call(30, 'CANCEL', 'A1', REFUND)
    .books(30, 'A1', 'TRADE_CLOSED', { paidFen: 2_000, refundedFen: 2_000, cancelled: 'refund' })
const closed = () => pending().call(30, 'CANCEL', 'A1', CLOSE).books(30, 'A1', 'TRADE_CLOSED')

describeRule(theActionOfACancelIsBooked, [
  ['no cancel succeeded', 'inconclusive', pending().call(30, 'CANCEL', 'A1', 'UNK').until(60)],
  [
    'sent back, REVERSED with the amount',
    'pass',
    sentBack()
      .belief(31, 'REVERSED', { effects: [reversal] })
      .until(60),
  ],
  [
    'sent back, REVERSED; it shows no effects at all',
    'pass',
    sentBack().belief(31, 'REVERSED').until(60),
  ],
  [
    'sent back, REFUNDED with the amount',
    'pass',
    sentBack().belief(31, 'REFUNDED', { refundedFen: 2_000 }).until(60),
  ],
  [
    'sent back, REVERSED with another amount',
    'warn',
    sentBack()
      .belief(31, 'REVERSED', { effects: [{ type: 'REVERSED', amountFen: 1_900 }] })
      .until(60),
  ],
  [
    'sent back, UNPAID with the refund marked',
    'pass',
    sentBack()
      .belief(31, 'UNPAID', { effects: [reversal] })
      .until(60),
  ],
  ['sent back, UNPAID', 'warn', sentBack().belief(31, 'UNPAID').until(60)],
  ['sent back, PAID', 'fail', sentBack().belief(31, 'PAID').until(60)],
  ['sent back, unknown: ONE-06', 'inconclusive', sentBack().belief(31, 'UNKNOWN').until(60)],
  ['closed, UNPAID', 'pass', closed().belief(31, 'UNPAID').until(60)],
  ['closed, REVERSED', 'pass', closed().belief(31, 'REVERSED').until(60)],
  ['closed, PAID', 'fail', closed().belief(31, 'PAID').until(60)],
  [
    'closed, UNPAID until an old success is believed: NTF-19',
    'pass',
    closed().belief(31, 'UNPAID').notice(40, 'A1').belief(41, 'PAID').until(60),
  ],
  [
    'no trade, UNPAID',
    'pass',
    pending().call(30, 'CANCEL', 'A1', NEITHER).belief(31, 'UNPAID').until(60),
  ],
  [
    'no trade, REVERSED',
    'warn',
    pending().call(30, 'CANCEL', 'A1', NEITHER).belief(31, 'REVERSED').until(60),
  ],
  [
    'no trade, and an earlier number of the sale was paid late',
    'inconclusive',
    createJournal()
      .sale()
      .call(0, 'PAY', 'A1', 'LOST')
      .call(1, 'CANCEL', 'A1', 'OK')
      .call(2, 'PAY', 'A2', 'LOST')
      .call(3, 'CANCEL', 'A2', 'OK')
      .call(20, 'QUERY', 'A1', 'SUCCESS')
      .belief(21, 'PAID')
      .until(60),
  ],
  [
    'no trade, and the original came late',
    'inconclusive',
    pending()
      .call(30, 'CANCEL', 'A1', NEITHER)
      .call(35, 'QUERY', 'A1', 'SUCCESS')
      .belief(36, 'PAID')
      .until(60),
  ],
  ['the trace ends at once', 'inconclusive', sentBack().belief(31, 'PAID').until(34)],
])

const twice = () => sentBack().call(40, 'CANCEL', 'A1', REFUND)

describeRule(repeatedCancelsReverseOnce, [
  ['answered once', 'inconclusive', sentBack().belief(31, 'REVERSED', { effects: [reversal] })],
  ['answered twice, booked once', 'pass', twice().belief(41, 'REVERSED', { effects: [reversal] })],
  [
    'answered twice, booked twice',
    'fail',
    twice().belief(41, 'REVERSED', { effects: [reversal, reversal] }),
  ],
  [
    'booked as a cancel and as a refund',
    'fail',
    twice().belief(41, 'REVERSED', {
      effects: [reversal, { type: 'REFUNDED', amountFen: 2_000 }],
    }),
  ],
  [
    'answered once and told by a notification, booked twice',
    'fail',
    sentBack()
      .notice(35, 'A1', { status: 'TRADE_CLOSED', body: 'refund_fee=20.00&out_biz_no=x' })
      .belief(41, 'REVERSED', { effects: [reversal, reversal] }),
  ],
  [
    'a forged notification tells nothing',
    'inconclusive',
    sentBack()
      .notice(35, 'A1', { bend: 'forged', body: 'refund_fee=20.00' })
      .belief(41, 'REVERSED', { effects: [reversal] }),
  ],
  [
    'closed twice, nothing to book',
    'pass',
    closed().call(40, 'CANCEL', 'A1', CLOSE).belief(41, 'UNPAID'),
  ],
  ['effects are not shown', 'inconclusive', twice().belief(41, 'REVERSED')],
])
