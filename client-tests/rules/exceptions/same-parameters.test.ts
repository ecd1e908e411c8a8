// EXC-05 by the letter: the same refund is the same text, parameter by parameter (000:L19).
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { unknownRefundKeepsItsParameters } from './unknown-refund-keeps-its-parameters.ts'

const refunded = (amountFen: number) =>
  createJournal().sale().call(0, 'PAY', 'A1', 'OK').act(1, 'refund', { refundId: 'r1', amountFen })

/** The same refund, written so and so. */
function written(before: string, after: string): Journal {
  const sent = (journal: Journal, atS: number, reply: 'UNK' | 'OK', amount: string) => {
    const content = `{"out_trade_no":"A1","out_request_no":"R1","refund_amount":${amount}}`
    const body = new URLSearchParams({ biz_content: content }).toString()
    const options = { outRequestNo: 'R1', amountFen: 1_000, fingerprint: content, body }
    return journal.call(atS, 'REFUND', 'A1', reply, options)
  }
  return sent(sent(refunded(1_000), 2, 'UNK', before), 5, 'OK', after).until(200)
}

describeRule(unknownRefundKeepsItsParameters, [
  ['10 for 10.00', 'fail', written('"10.00"', '"10"')],
  ['10.00 both times', 'pass', written('"10.00"', '"10.00"')],
  ['a reason that was not there before', 'fail', written('"10.00"', '"10.00","refund_reason":"2"')],
])
