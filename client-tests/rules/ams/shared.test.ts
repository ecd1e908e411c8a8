// What AMS asks beside its own rules, and where its numbers and words differ.
import { expect, test } from 'vitest'
import type { EntryBody } from '../../../server/journal/entry.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { aCancelOutlivesAnOutage } from '../cancel/a-cancel-outlives-an-outage.ts'
import { describeRule } from '../cases.fixture.ts'
import { invalidParametersAreNotSentAgain } from '../exceptions/invalid-parameters-are-not-sent-again.ts'
import { amountIsComparedWithTheOrder } from '../notifications/amount-is-compared-with-the-order.ts'
import { paymentIsLearnedWithoutNotifications } from '../notifications/payment-is-learned-without-notifications.ts'
import { replyIsExactlySuccess } from '../notifications/reply-is-exactly-success.ts'
import { itemsAddUpToTheTotal } from '../orders/items-add-up-to-the-total.ts'
import { checklistBy } from '../readings.ts'
import { RULES } from '../rules.ts'
import { AMS_RULES, f, NUMBERS, PAID, sold, told, undecided } from './ams.fixture.ts'

test('AMS asks what the checklist names for it', () => {
  const asked = RULES.filter((rule) => AMS_RULES?.asks(rule)).map(({ id }) => id)
  expect(asked.filter((id) => !/^(AMS|ACQ)-/.test(id))).toEqual([
    'POLL-06',
    'EXC-03',
    'EXC-06',
    'EXC-10',
    'EXC-11',
    'CAN-06',
    'REF-03',
    'REF-07',
    'REF-08',
    'ORD-02',
    'NTF-01',
    'NTF-04',
    'NTF-05',
    'NTF-07',
    'NTF-09',
    'NTF-10',
    'NTF-12',
    'NTF-13',
    'NTF-14',
    'NTF-15',
    'NTF-19',
    'NTF-20',
    'ONE-01',
    'ONE-02',
    'ONE-03',
    'ONE-05',
    'ONE-06',
  ])
})

const OUTAGE: EntryBody = {
  kind: 'fault',
  rule: 'host',
  fault: 'outage',
  catalogueId: 'I01',
  faultKind: 'outage',
  stage: 'call',
  forMs: 90_000,
  note: '',
}
const cutOff = (journal: Journal) => journal.call(30, 'CANCEL', 'P1', 'LOST').write(31, OUTAGE)

describeRule(
  aCancelOutlivesAnOutage,
  [
    ['sent after it', 'pass', cutOff(undecided()).call(200, 'CANCEL', 'P1', 'OK').until(300)],
    ['people were told', 'warn', cutOff(undecided()).belief(92, 'ESCALATED').until(300)],
    ['lost', 'fail', cutOff(undecided()).until(300)],
  ],
  NUMBERS,
)

describeRule(
  replyIsExactlySuccess,
  [
    ['a result that says S', 'pass', told(undecided(), 5, 'P1').until(60)],
    ['the word of openapi', 'fail', told(undecided(), 5, 'P1', { answer: 'nearly' }).until(60)],
    ['nothing', 'fail', told(undecided(), 5, 'P1', { answer: 'other' }).until(60)],
  ],
  NUMBERS,
)

describeRule(
  amountIsComparedWithTheOrder,
  [
    [
      'whole units are no other notation',
      'inconclusive',
      told(undecided(), 5, 'P1').belief(6, 'PAID').until(60),
    ],
    ['another currency, ignored', 'pass', told(undecided(), 5, 'P1', { bend: 'amount' }).until(60)],
    [
      'another currency, believed',
      'fail',
      told(undecided(), 5, 'P1', { bend: 'amount' }).belief(6, 'PAID').until(60),
    ],
  ],
  NUMBERS,
)

/** An order code that lives for 300 s: these journals begin 1,000 s after 1970. */
const unheard = () =>
  createJournal()
    .sale('s1', 2_000, 'qr')
    .call(0, 'PRECREATE', 'P1', 'OK', { order: { expires: '1970-01-01T08:21:40+08:00' } })
    .belief(1, 'PENDING')
    .books(10, 'P1', 'TRADE_SUCCESS')

describeRule(
  paymentIsLearnedWithoutNotifications,
  [
    [
      'an order code, asked for when it expires',
      'pass',
      unheard().call(301, 'QUERY', 'P1', PAID).belief(302, 'PAID').until(400),
    ],
    ['not yet expired', 'inconclusive', unheard().until(350)],
    ['expired, and never asked for', 'fail', unheard().until(361)],
  ],
  NUMBERS,
)

const ILLEGAL = f('InvalidParameter', 'PARAM_ILLEGAL')
const wrong = (id: string) => ({ body: JSON.stringify({ paymentRequestId: id, productCode: 'X' }) })

describeRule(
  invalidParametersAreNotSentAgain,
  [
    [
      'under two more ids',
      'fail',
      ['P1', 'P2', 'P3']
        .reduce((so, id, n) => so.call(n, 'PAY', id, ILLEGAL, wrong(id)), sold())
        .until(60),
    ],
    ['once', 'pass', sold().call(0, 'PAY', 'P1', ILLEGAL, wrong('P1')).until(60)],
  ],
  NUMBERS,
)

const goods = (price: string) => ({
  order: { total: '2000', goods: [{ id: 'g', price, quantity: '2' }] },
})

describeRule(
  itemsAddUpToTheTotal,
  [
    ['two of ten dollars', 'pass', sold().call(0, 'PAY', 'P1', 'OK', goods('1000')).until(9)],
    ['a cent more', 'fail', sold().call(0, 'PAY', 'P1', 'OK', goods('1001')).until(9)],
  ],
  NUMBERS,
)

test('by the letter of the seeds AMS has its own numbers, and no tolerance', () => {
  const own = checklistBy('seeds')?.families.find(({ family }) => family === 'ams')?.parameters
  expect(own).toMatchObject({
    pollSpacing: { passMs: [2_500, 6_000], warnMs: [2_500, 6_000] },
    cancelSpacing: { warnMs: [4_500, 11_000] },
    cancelSpan: { warnMs: 55_000 },
    inquiries: { pass: [10, 20], warn: [10, 20] },
    judgesInvitations: false,
  })
  const usual = checklistBy('ams-best-practice')?.families.find(({ family }) => family === 'ams')
  expect(usual?.parameters).toEqual(AMS_RULES?.parameters)
})
