// Every WX rule in its situations, and what WeChat's own numbers let pass.
import { describe, expect, test } from 'vitest'
import { createJournal, every, refusedAs, type Journal } from '../../trace/journal.fixture.ts'
import { describeRule } from '../cases.fixture.ts'
import { FAMILY_RULES } from '../families.ts'
import { cancelFollowsTheLastWaitAtOnce } from '../polling/cancel-follows-the-last-wait-at-once.ts'
import { firstQueryComesInTime } from '../polling/first-query-comes-in-time.ts'
import { meanIntervalIsAboutThreeSeconds } from '../polling/mean-interval-is-about-three-seconds.ts'
import { pollingLastsAboutThirtySeconds } from '../polling/polling-lasts-about-thirty-seconds.ts'
import { everyFormOfUnknownIsRecognised } from '../exceptions/every-form-of-unknown-is-recognised.ts'
import { theActionOfACancelIsBooked } from '../cancel/the-action-of-a-cancel-is-booked.ts'
import { aLateCancelIsNotRepeated } from '../cancel/a-late-cancel-is-not-repeated.ts'
import { parameters } from '../parameters.ts'
import { RULES } from '../rules.ts'
import { anOpenPaymentIsAskedFor } from './an-open-payment-is-asked-for.ts'
import { aPaymentCodeIsNeverClosed } from './a-payment-code-is-never-closed.ts'
import { aReverseIsDoneWhenRecallSaysN } from './a-reverse-is-done-when-recall-says-n.ts'
import { revokedMeansReversed } from './revoked-means-reversed.ts'
import { windowsAreRespected } from './windows-are-respected.ts'

const wechat = FAMILY_RULES.find(({ family }) => family === 'wechat')
const NUMBERS = wechat?.parameters ?? {}

const SYSTEMERROR = refusedAs('SystemError', 'SYSTEMERROR', 'unknown')
const BANKERROR = refusedAs('BankError', 'BANKERROR', 'unknown')
const TOO_LATE = refusedAs('CancelTooLate', 'REVERSE_EXPIRE')
const OVERDUE = refusedAs('TradeFinished', 'TRADE_OVERDUE')

const waiting = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND').belief(0.5, 'PENDING')
const busy = () => createJournal().sale().call(0, 'PAY', 'A1', SYSTEMERROR).belief(0.5, 'PENDING')

describeRule(
  anOpenPaymentIsAskedFor,
  [
    ['USERPAYING, still waiting', 'pass', waiting().queries('A1', [10], 'WAIT').until(60)],
    ['USERPAYING, shown as failed', 'fail', waiting().belief(1, 'UNPAID').until(60)],
    ['USERPAYING, shown as paid', 'fail', waiting().belief(1, 'PAID').until(60)],
    [
      'SYSTEMERROR, asked at once',
      'pass',
      busy().call(0, 'QUERY', 'A1', 'SUCCESS').belief(1, 'PAID'),
    ],
    ['SYSTEMERROR, shown as failed', 'fail', busy().belief(1, 'UNPAID').until(60)],
    ['paid at once', 'inconclusive', createJournal().sale().call(0, 'PAY', 'A1', 'OK').until(9)],
  ],
  NUMBERS,
)

describeRule(
  everyFormOfUnknownIsRecognised,
  [
    ['SYSTEMERROR is the plain form', 'inconclusive', busy().belief(1, 'UNPAID').until(60)],
    [
      'BANKERROR, shown as failed',
      'fail',
      createJournal().sale().call(0, 'PAY', 'A1', BANKERROR).belief(1, 'UNPAID').until(60),
    ],
    [
      'BANKERROR, asked',
      'pass',
      createJournal()
        .sale()
        .call(0, 'PAY', 'A1', BANKERROR)
        .call(1, 'QUERY', 'A1', 'SUCCESS')
        .until(60),
    ],
  ],
  NUMBERS,
)

const recalled = () => waiting().queries('A1', [3], 'WAIT').call(16, 'CANCEL', 'A1', 'RETRY')

describeRule(
  aReverseIsDoneWhenRecallSaysN,
  [
    ['recall=N', 'inconclusive', waiting().call(16, 'CANCEL', 'A1', 'OK').until(90)],
    ['again after 11 s', 'pass', recalled().call(27, 'CANCEL', 'A1', 'OK').until(90)],
    ['again after 11.001 s', 'fail', recalled().call(27.001, 'CANCEL', 'A1', 'OK').until(90)],
    ['believed reversed', 'fail', recalled().belief(17, 'REVERSED').until(90)],
  ],
  NUMBERS,
)

test('WX-02 speaks of recall', () => {
  const trace = recalled().until(90).trace()
  const verdict = aReverseIsDoneWhenRecallSaysN.check(trace, { ...parameters, ...NUMBERS })
  expect(verdict.occurrences[0]?.said.en).toContain('recall=Y')
})

const reversed = () => waiting().queries('A1', [3], 'WAIT').call(16, 'CANCEL', 'A1', 'OK')

describeRule(aPaymentCodeIsNeverClosed, [
  ['nothing ended', 'inconclusive', waiting().until(60)],
  ['reversed', 'pass', reversed().until(60)],
  ['closed', 'fail', waiting().call(16, 'CLOSE', 'A1', 'BIZFAIL').until(60)],
  ['reversed, and closed on top', 'fail', reversed().call(17, 'CLOSE', 'A1', 'BIZFAIL').until(60)],
])

const late = () => waiting().call(16, 'CANCEL', 'A1', TOO_LATE)
const refusedRefund = () =>
  createJournal()
    .sale()
    .call(0, 'PAY', 'A1', 'OK')
    .act(5, 'refund', { refundId: 'r1', amountFen: 400 })
    .call(5, 'REFUND', 'A1', OVERDUE, { amountFen: 400, outRequestNo: 'R1' })
const again = (times: number) =>
  every(1, 5 + times, 6)
    .reduce(
      (journal, atS) =>
        journal.call(atS, 'REFUND', 'A1', OVERDUE, { amountFen: 400, outRequestNo: 'R1' }),
      refusedRefund(),
    )
    .until(60)
const thenReverses = (journal: Journal, times: number) =>
  every(1, 16 + times, 17).reduce((so, atS) => so.call(atS, 'CANCEL', 'A1', TOO_LATE), journal)

describeRule(windowsAreRespected, [
  ['in time', 'inconclusive', reversed().until(60)],
  [
    'refused, asked and refunded',
    'pass',
    late().call(17, 'QUERY', 'A1', 'SUCCESS').call(18, 'REFUND', 'A1', 'OK').until(60),
  ],
  [
    'once more, then asked',
    'pass',
    thenReverses(late(), 1).call(20, 'QUERY', 'A1', 'SUCCESS').until(60),
  ],
  ['twice more', 'warn', thenReverses(late(), 2).call(20, 'QUERY', 'A1', 'SUCCESS').until(60)],
  ['ten times more', 'fail', thenReverses(late(), 10).call(40, 'QUERY', 'A1', 'SUCCESS').until(60)],
  ['refused, and nothing done', 'fail', late().until(60)],
  ['a refund after a year, refused', 'pass', refusedRefund().until(60)],
  ['sent once more', 'pass', again(1)],
  ['sent twice more', 'warn', again(2)],
  ['sent four times more', 'fail', again(4)],
])

const revoked = () =>
  reversed()
    .books(16, 'A1', 'TRADE_CLOSED', { cancelled: 'close' })
    .call(20, 'QUERY', 'A1', 'CLOSED')

describeRule(revokedMeansReversed, [
  ['nobody asked', 'inconclusive', reversed().belief(17, 'REVERSED').until(60)],
  ['known as reversed', 'pass', revoked().belief(21, 'REVERSED').until(60)],
  ['known as unpaid', 'pass', revoked().belief(21, 'UNPAID').until(60)],
  ['shown as paid', 'fail', revoked().belief(21, 'PAID').until(60)],
  ['still waiting', 'fail', revoked().until(60)],
  ['no answer to the till', 'fail', revoked().belief(21, 'UNKNOWN').until(60)],
  [
    'asked on and on',
    'fail',
    revoked()
      .belief(21, 'REVERSED')
      .queries('A1', every(3, 40, 24), 'CLOSED')
      .until(60),
  ],
  [
    'closed by nobody’s reverse',
    'inconclusive',
    waiting().books(9, 'A1', 'TRADE_CLOSED').call(10, 'QUERY', 'A1', 'CLOSED').until(60),
  ],
  ['the trace ends', 'inconclusive', revoked().until(22)],
])

describe('what WeChat’s own document recommends passes', () => {
  const byTheDocument = () =>
    waiting().queries('A1', every(10, 40), 'WAIT').call(40.2, 'CANCEL', 'A1', 'OK').until(90)
  const voidedAtOnce = (cancelAtS: number) =>
    waiting().act(3, 'cancel').call(cancelAtS, 'CANCEL', 'A1', 'OK').until(90)
  describeRule(
    firstQueryComesInTime,
    [
      ['first after 10 s', 'pass', byTheDocument()],
      ['voided, and reversed when it is 15 s old', 'pass', voidedAtOnce(15)],
      ['voided, and left alone', 'fail', voidedAtOnce(40)],
    ],
    NUMBERS,
  )
  describeRule(meanIntervalIsAboutThreeSeconds, [['every 10 s', 'pass', byTheDocument()]], NUMBERS)
  describeRule(pollingLastsAboutThirtySeconds, [['for 40 s', 'pass', byTheDocument()]], NUMBERS)
  const voidedAtThree = (cancelAtS: number) =>
    waiting()
      .queries('A1', [2], 'WAIT')
      .act(3, 'cancel')
      .call(cancelAtS, 'CANCEL', 'A1', 'OK')
      .until(90)
  describeRule(
    cancelFollowsTheLastWaitAtOnce,
    [
      ['a void that waits until the payment is 15 s old', 'pass', voidedAtThree(15.9)],
      ['and one that does not wait', 'pass', voidedAtThree(3.2)],
      ['and one that waits on', 'fail', voidedAtThree(18.5)],
    ],
    NUMBERS,
  )
})

describeRule(
  theActionOfACancelIsBooked,
  [
    [
      'reversed: nobody is told whether money came',
      'pass',
      reversed().belief(17, 'REVERSED').until(60),
    ],
    ['called unpaid', 'pass', reversed().belief(17, 'UNPAID').until(60)],
    ['called paid', 'fail', reversed().belief(17, 'PAID').until(60)],
  ],
  NUMBERS,
)

const DAY_S = 86_400

describeRule(
  aLateCancelIsNotRepeated,
  [
    ['after two days', 'inconclusive', waiting().call(2 * DAY_S, 'CANCEL', 'A1', 'OK')],
    ['after eight days', 'warn', waiting().call(8 * DAY_S, 'CANCEL', 'A1', 'OK')],
  ],
  NUMBERS,
)

test('rules about notifications do not concern payment codes of WeChat', () => {
  const asked = RULES.filter((rule) => wechat?.asks(rule)).map(({ id }) => id)
  expect(asked.filter((id) => id.startsWith('NTF-'))).toEqual([])
  const topics = [...new Set(asked.map((id) => id.split('-')[0]))]
  expect(topics).toEqual(['POLL', 'EXC', 'CAN', 'REF', 'ORD', 'ONE', 'CASH', 'REC', 'WX'])
})
