// EXC-05: a verified notification of the very refund is a definite result, too.
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { unknownRefundKeepsItsParameters } from './unknown-refund-keeps-its-parameters.ts'

/** A REFUND of 5.00 under R1 that is unknown at 2 s and never sent again; the notification it gets. */
const notified = (atS: number, outBizNo: string, fault?: string) =>
  createJournal()
    .sale()
    .call(0, 'PAY', 'A1', 'OK')
    .act(1, 'refund', { refundId: 'r1', amountFen: 500 })
    .call(2, 'REFUND', 'A1', 'UNK', { outRequestNo: 'R1', amountFen: 500 })
    .notice(atS, 'A1', {
      body: `refund_fee=5.00&out_biz_no=${outBizNo}`,
      ...(fault && { bend: 'forged', fault }),
    })
    .until(200)

describeRule(unknownRefundKeepsItsParameters, [
  ['told of it before it was due again', 'pass', notified(5, 'R1')],
  ['told of another refund', 'fail', notified(5, 'R0')],
  ['told of it by somebody else', 'fail', notified(5, 'R1', 'N05')],
  ['told of it a minute after it was due again', 'fail', notified(70, 'R1')],
])
