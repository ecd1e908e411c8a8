// MAPI-06 to MAPI-13: batches of refunds.
import { DAY } from '../../../server/values/instant.ts'
import { asks, batch, paid, told } from './mapi.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { replyIsExactlySuccess } from '../notifications/reply-is-exactly-success.ts'
import { aRefusedBatchIsOver } from './a-refused-batch-is-over.ts'
import { batchNumCountsTheItems } from './batch-num-counts-the-items.ts'
import { batchesArePostedAndSmall } from './batches-are-posted-and-small.ts'
import { eachBatchHasItsOwnNumber } from './each-batch-has-its-own-number.ts'
import { eachItemIsReadByItself } from './each-item-is-read-by-itself.ts'
import { noTradeComesTwiceInABatch } from './no-trade-comes-twice-in-a-batch.ts'
import { peopleSubmitASilentBatchAgain } from './people-submit-a-silent-batch-again.ts'
import { whatIsNotSignedForIsNotRepeated } from './what-is-not-signed-for-is-not-repeated.ts'

const DAY_S = DAY / 1_000
const asked = () => asks(paid(), 10)
const sent = (options = {}) => batch(asked(), 11, options)
const REFUSED = { answer: 'RefundNotAllowed' } as const

describeRule(eachBatchHasItsOwnNumber, [
  ['none sent', 'inconclusive', asked().until(60)],
  ['one', 'pass', sent().until(60)],
  ['the same again', 'pass', batch(sent(), 20).until(60)],
  [
    'a second refund, with a number of its own',
    'pass',
    batch(asks(sent(), 20, 'r2', 600), 21, { number: 'B2', items: [['A1', 600]] }).until(60),
  ],
  [
    'a second refund under the same number',
    'fail',
    batch(asks(sent(), 20, 'r2', 600), 21, { items: [['A1', 600]] }).until(60),
  ],
  ['the same refund under another number', 'fail', batch(sent(), 20, { number: 'B2' }).until(60)],
  [
    'a second wish for the same sum',
    'pass',
    batch(asks(sent(), 20, 'r2'), 21, { number: 'B2' }).until(60),
  ],
  ['after a refusal', 'pass', batch(sent(REFUSED), 20, { number: 'B2' }).until(60)],
  [
    'after its item was told as failed',
    'pass',
    batch(told(sent(), 14, 'B1', [['A1', '4.00', false]]), 20, { number: 'B2' }).until(60),
  ],
  [
    'after a refusal as duplicate, which says that it was taken',
    'fail',
    batch(sent({ answer: 'BatchNumberUsed' }), 20, { number: 'B2' }).until(60),
  ],
  [
    'by a person, who has asked for the trade',
    'pass',
    batch(sent().act(30, 'resubmit').call(31, 'QUERY', 'A1', 'SUCCESS'), 32, {
      number: 'B2',
    }).until(60),
  ],
  [
    'by a person who has asked nothing',
    'fail',
    batch(sent().act(30, 'resubmit'), 32, { number: 'B2' }).until(60),
  ],
])

const TWICE = [
  ['A1', 400],
  ['A1', 600],
] as const

describeRule(noTradeComesTwiceInABatch, [
  ['once', 'pass', sent().until(60)],
  ['twice', 'fail', sent({ items: TWICE }).until(60)],
])

const believed = (status: string, atS = 12) => sent().refundBelief(atS, 'r1', status, 400)

describeRule(eachItemIsReadByItself, [
  ['nothing told, nothing believed', 'inconclusive', believed('PENDING').until(60)],
  ['taken, and called done', 'fail', believed('REFUNDED').until(60)],
  [
    'told as done, and done',
    'pass',
    told(believed('PENDING'), 14, 'B1', [['A1', '4.00', true]])
      .refundBelief(15, 'r1', 'REFUNDED', 400)
      .until(60),
  ],
  [
    'told as failed, and failed',
    'pass',
    told(believed('PENDING'), 14, 'B1', [['A1', '4.00', false]])
      .refundBelief(15, 'r1', 'FAILED', 400)
      .until(60),
  ],
  [
    'told as failed, and called done',
    'fail',
    told(believed('PENDING'), 14, 'B1', [['A1', '4.00', false]])
      .refundBelief(15, 'r1', 'REFUNDED', 400)
      .until(60),
  ],
  [
    'told as done, and not booked',
    'fail',
    told(believed('PENDING'), 14, 'B1', [['A1', '4.00', true]]).until(60),
  ],
])

const refused = () => sent(REFUSED)

describeRule(aRefusedBatchIsOver, [
  ['taken', 'inconclusive', believed('PENDING').until(120)],
  ['failed', 'pass', refused().refundBelief(13, 'r1', 'FAILED', 400).until(120)],
  ['handed to people', 'pass', refused().refundBelief(70, 'r1', 'ESCALATED', 400).until(120)],
  [
    'still open after a minute',
    'fail',
    refused().refundBelief(13, 'r1', 'PENDING', 400).until(120),
  ],
  ['the trace ends', 'inconclusive', refused().refundBelief(13, 'r1', 'PENDING', 400).until(30)],
  [
    'refused as a duplicate: it was taken before',
    'inconclusive',
    sent({ answer: 'BatchNumberUsed' }).refundBelief(13, 'r1', 'PENDING', 400).until(120),
  ],
])

const ofSize = (size: number) =>
  sent({ items: Array.from({ length: size }, (_, nth) => [`A${nth}`, 100] as const) }).until(60)

describeRule(batchesArePostedAndSmall, [
  ['50', 'pass', ofSize(50)],
  ['51', 'warn', ofSize(51)],
  ['1,000', 'warn', ofSize(1_000)],
  ['1,001', 'fail', ofSize(1_001)],
  ['by GET', 'fail', sent({ by: 'GET' }).until(60)],
])

describeRule(batchNumCountsTheItems, [
  ['one is one', 'pass', sent().until(60)],
  ['one is two', 'fail', sent({ declared: '2' }).until(60)],
  ['two is one', 'fail', sent({ items: TWICE, declared: '1' }).until(60)],
])

const again = (times: number) =>
  Array.from({ length: times }, (_, nth) => nth).reduce(
    (journal, nth) => batch(journal, 20 + nth, REFUSED),
    refused(),
  )

describeRule(whatIsNotSignedForIsNotRepeated, [
  ['taken', 'inconclusive', sent().until(60)],
  ['not repeated', 'pass', refused().until(60)],
  ['once more', 'pass', again(1).until(60)],
  ['twice more', 'warn', again(2).until(60)],
  ['five times more', 'fail', again(5).until(60)],
  ['each time because a person wanted it', 'pass', again(2).act(19, 'resubmit').until(60)],
])

const silent = () => sent({ answer: 'silence' })
const listed = { attempt: 'A1', op: 'REFUND' } as const

describeRule(peopleSubmitASilentBatchAgain, [
  ['answered and told', 'inconclusive', told(sent(), 14, 'B1', [['A1', '4.00', true]]).until(60)],
  ['answered, and the day is not over', 'inconclusive', sent().until(60)],
  ['no answer, and in the list', 'pass', silent().people(0).people(20, listed).until(90)],
  ['no answer, and nobody told', 'fail', silent().people(0).until(90)],
  [
    'no answer, and made anew by the program',
    'fail',
    batch(silent().people(0).people(20, listed), 40, { number: 'B2' }).until(90),
  ],
  [
    'no answer, and submitted again by a person',
    'pass',
    batch(silent().people(0).people(20, listed).act(50, 'resubmit'), 51).until(90),
  ],
  ['a day without news', 'pass', sent().until(DAY_S + 60)],
  [
    'a day without news, and made anew by the program',
    'fail',
    batch(sent(), DAY_S + 20, { number: 'B2' }).until(DAY_S + 60),
  ],
])

const news = (reply: string) => told(sent(), 14, 'B1', [['A1', '4.00', true]], reply)

describeRule(replyIsExactlySuccess, [
  ['the news of a batch, taken', 'pass', news('success').until(60)],
  ['answered with a page', 'fail', news('<html>ok</html>').until(60)],
  ['refused and never taken', 'fail', news('failure').until(60)],
  ['without an answer', 'inconclusive', told(sent(), 14, 'B1', [['A1', '4.00', true]]).until(60)],
])
