// Every REC rule in its situations. The clock of these journals shows 1970-01-01 in China.
import type { FaultKind } from '../../../server/journal/fault-kinds.ts'
import { describeRule } from '../cases.fixture.ts'
import type { Result } from '../../../server/journal/entry.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { aCancelRefundIsRecognised } from './a-cancel-refund-is-recognised.ts'
import { aLinkIsFollowedWhileItLives } from './a-link-is-followed-while-it-lives.ts'
import { everyDiscrepancyIsFound } from './every-discrepancy-is-found.ts'
import { theBillOfEachDayIsFetched } from './the-bill-of-each-day-is-fetched.ts'
import { whatNobodyPaidIsNotMissed } from './what-nobody-paid-is-not-missed.ts'

const YESTERDAY = '1969-12-31'
const TODAY = '1970-01-01'
const SELLER = '2088000000000001'
const TOKEN = 'a'.repeat(32)
const SUCCESS = 'TRADE_SUCCESS'
const DAY_S = 86_400

/** Asks for the link to a bill, and is given one. */
function ask(journal: Journal, atS: number, billDate = YESTERDAY, billType = 'trade') {
  const content = encodeURIComponent(JSON.stringify({ bill_type: billType, bill_date: billDate }))
  return exchange(journal, atS, 'BILLURL', {
    request: `biz_content=${content}`,
    reply: `{"bill_download_url":"http://g/downloadBillFile.resource?bizType=trade&token=${TOKEN}"}`,
  })
}

function follow(journal: Journal, atS: number, how: Partial<Following> = {}) {
  const { method = 'GET', code = '200', faults = [], day } = how
  const dated = day === undefined ? '' : `&bizDates=${day}`
  const link = `bizType=trade&userId=${SELLER}0156${dated}&token=${TOKEN}`
  const start = `${method} http://g/downloadBillFile.resource?${link}`
  return exchange(journal, atS, 'BILLGET', { start, code, faults })
}

interface Injected {
  kind: FaultKind
  outTradeNo: string
  note: string
}
interface Following {
  method: string
  day: string
  code: string
  faults: readonly Injected[]
}
interface Situation {
  request?: string
  reply?: string
  start?: string
  code?: string
  faults?: readonly Injected[]
}

function resultOf(code: string): Result {
  if (code === '10000' || code === '200') return { readable: true, meaning: 'ok', code }
  const reason = code === '403' ? 'LinkNotValid' : undefined
  return { readable: true, meaning: 'refused', reason, code }
}

function exchange(
  journal: Journal,
  atS: number,
  op: 'BILLURL' | 'BILLGET',
  situation: Situation,
): Journal {
  const { request = '', reply = '', start = '', code = '10000', faults = [] } = situation
  const id = `${op}-${atS}`
  const wire = (body: string) => ({ start, headers: {}, body, encoding: 'utf8' }) as const
  journal.write(atS, {
    kind: 'request',
    exchange: id,
    protocol: 'test',
    op,
    ids: {},
    wire: wire(request),
  })
  for (const { kind: faultKind, outTradeNo, note } of faults)
    journal.write(atS, {
      kind: 'fault',
      rule: 'p',
      fault: 'planted',
      catalogueId: '',
      faultKind,
      stage: 'answer',
      exchange: id,
      outTradeNo,
      note,
    })
  const result = resultOf(code)
  return journal
    .write(atS, { kind: 'answer', exchange: id, result, travel: 'whole', wire: wire(reply) })
    .write(atS, { kind: 'end', exchange: id, by: 'gateway', whole: true, deliveredBytes: 1 })
}

const paid = () => createJournal().sale().books(0.9, 'A1', SUCCESS).call(1, 'PAY', 'A1', 'OK')
const button = (status: number) => ({ date: YESTERDAY, status })

describeRule(theBillOfEachDayIsFetched, [
  ['no day is over', 'inconclusive', paid().until(30)],
  ['yesterday', 'pass', ask(paid(), 10)],
  ['the month before', 'pass', ask(paid(), 10, '1969-12')],
  ['today', 'warn', ask(paid(), 10, TODAY)],
  ['this month', 'warn', ask(paid(), 10, '1970-01')],
  ['another kind of bill', 'inconclusive', ask(paid(), 10, YESTERDAY, 'signcustomer')],
  ['asked to compare, and never fetched', 'fail', paid().act(5, 'reconcile', button(200))],
  ['asked to compare, and fetched', 'pass', ask(paid(), 6).act(9, 'reconcile', button(200))],
  ['no such call in this shop', 'inconclusive', paid().act(5, 'reconcile', button(404))],
  ['the next day has gone by', 'fail', paid().until(2 * DAY_S)],
  ['the next day is not over', 'inconclusive', paid().until(1.6 * DAY_S)],
  ['fetched on the next day', 'pass', ask(paid(), DAY_S, TODAY).until(2 * DAY_S)],
])

describeRule(aLinkIsFollowedWhileItLives, [
  ['no link', 'inconclusive', paid().until(30)],
  ['a link that nobody followed', 'inconclusive', ask(paid(), 10).until(90)],
  ['after 10 s', 'pass', follow(ask(paid(), 10), 20)],
  ['after 10.001 s', 'warn', follow(ask(paid(), 10), 20.001)],
  ['after 30 s', 'warn', follow(ask(paid(), 10), 40)],
  ['after 30.001 s', 'fail', follow(ask(paid(), 10), 40.001)],
  ['by POST', 'fail', follow(ask(paid(), 10), 11, { method: 'POST' })],
  ['once more while it lives', 'pass', follow(follow(ask(paid(), 10), 11), 40)],
  ['once more when it has died', 'fail', follow(follow(ask(paid(), 10), 11), 40.001)],
  ['again after it was refused', 'fail', follow(follow(ask(paid(), 10), 11, { code: '403' }), 12)],
])

const INJECTED = {
  missing: { kind: 'payment-missing', outTradeNo: 'A1', note: 'A1 left out' },
  extra: {
    kind: 'payment-added',
    outTradeNo: 'planted-123456',
    note: 'planted-123456 (2026123456) made up',
  },
  amount: { kind: 'amount-changed', outTradeNo: 'A1', note: 'A1 changed by -1 fen' },
  refund: {
    kind: 'refund-added',
    outTradeNo: 'A1',
    note: 'refund planted-refund-987654 of A1 made up',
  },
} as const satisfies Record<string, Injected>
type Discrepancies = [type: string, ref: string][]

const report = (found: Discrepancies, cancelRefunds?: string[]) => ({
  date: TODAY,
  status: 200,
  reply: JSON.stringify({
    rows: 1,
    discrepancies: found.map(([type, ref]) => ({ type, ref })),
    cancel_refunds: cancelRefunds,
  }),
})
/** Compared with these plants in the file; `journal` holds the sales before. */
const compared = (found: Discrepancies, faults: Injected[], journal = paid().belief(2, 'PAID')) =>
  follow(ask(journal, 10), 11, { faults }).act(12, 'reconcile', report(found)).until(60)

describeRule(everyDiscrepancyIsFound, [
  ['nothing was planted', 'inconclusive', compared([], [])],
  [
    'an older bill is no part of the comparison of a day without one',
    'inconclusive',
    follow(ask(paid(), 10), 11, { faults: [INJECTED.extra], day: '19691231' })
      .act(12, 'reconcile', report([]))
      .until(60),
  ],
  ['nobody compared', 'inconclusive', follow(ask(paid(), 10), 11, { faults: [INJECTED.extra] })],
  ['missing in the bill', 'pass', compared([['local_only', 'A1']], [INJECTED.missing])],
  ['by the number of the trade', 'pass', compared([['local_only', 't-A1']], [INJECTED.missing])],
  ['only in the bill', 'pass', compared([['remote_only', 'planted-123456']], [INJECTED.extra])],
  ['by its made-up trade', 'pass', compared([['remote_only', '2026123456']], [INJECTED.extra])],
  ['another amount', 'pass', compared([['amount', 'A1']], [INJECTED.amount])],
  [
    'a refund nobody asked for',
    'pass',
    compared([['refund_unknown', 'planted-refund-987654']], [INJECTED.refund]),
  ],
  ['one of two', 'fail', compared([['amount', 'A1']], [INJECTED.amount, INJECTED.extra])],
  ['nothing reported', 'fail', compared([], [INJECTED.missing])],
  ['called something else', 'warn', compared([['remote_only', 'A1']], [INJECTED.amount])],
  [
    'a false alarm beside it',
    'warn',
    compared(
      [
        ['remote_only', 'planted-123456'],
        ['local_only', 'A1'],
      ],
      [INJECTED.extra],
    ),
  ],
  [
    'every order of the day, sound ones too',
    'fail',
    compared(
      [
        ['remote_only', 'planted-123456'],
        ['amount', 'A1'],
        ['amount', 'A2'],
      ],
      [INJECTED.extra],
      paid()
        .belief(2, 'PAID')
        .sale('s2', 2_100)
        .books(2.9, 'A2', SUCCESS, { totalFen: 2_100, paidFen: 2_100 })
        .call(3, 'PAY', 'A2', 'OK', { amountFen: 2_100 })
        .belief(4, 'PAID', { saleId: 's2' }),
    ),
  ],
  [
    'what the books really lack is no false alarm',
    'pass',
    compared(
      [
        ['remote_only', 'planted-123456'],
        ['remote_only', 'A1'],
      ],
      [INJECTED.extra],
      paid().belief(2, 'UNPAID'),
    ),
  ],
])

const back = { paidFen: 2_000, refundedFen: 2_000, cancelled: 'refund' } as const
const reversed = () => paid().books(5, 'A1', 'TRADE_CLOSED', back).belief(6, 'REVERSED')
const comparedReversed = (
  found: Discrepancies,
  cancelRefunds?: string[],
  faults: Injected[] = [],
) =>
  follow(ask(reversed(), 10), 11, { faults })
    .act(12, 'reconcile', report(found, cancelRefunds))
    .until(60)

/** An ordinary day, with a refund in the bill that nobody knows; this is called a cancel's refund. */
const called = (number: string) =>
  follow(ask(paid().belief(2, 'PAID'), 10), 11, { faults: [INJECTED.refund] })
    .act(12, 'reconcile', report([], [number]))
    .until(60)

describeRule(aCancelRefundIsRecognised, [
  ['no cancel sent money back', 'inconclusive', compared([], [])],
  ['known as the refund of a cancel', 'pass', comparedReversed([], ['A1'])],
  ['by the number of the trade', 'pass', comparedReversed([], ['t-A1'])],
  ['not named', 'warn', comparedReversed([], [])],
  ['taken for a stray refund', 'fail', comparedReversed([['refund_unknown', 't-A1']])],
  ['both', 'fail', comparedReversed([['refund_unknown', 't-A1']], ['A1'])],
  ['an ordinary payment is called one', 'fail', called('A1')],
  ['a planted refund of nobody is called one', 'fail', called('planted-refund-987654')],
  ['a number that nobody here knows', 'inconclusive', called('B9')],
  [
    'a planted refund of it',
    'pass',
    comparedReversed([['refund_unknown', 'A1']], ['A1'], [INJECTED.refund]),
  ],
  ['on another day', 'inconclusive', yesterdays()],
  ['for the account whose bill it is', 'warn', soldFor(SELLER)],
  [
    'for another account, which has a bill of its own',
    'inconclusive',
    soldFor(`${SELLER.slice(0, -1)}2`),
  ],
])

/** The cancel took the money back from this account; no report names it. */
function soldFor(seller: string) {
  const sold = reversed().write(5, {
    kind: 'commit',
    cause: 'CANCEL',
    events: ['RefundMade'],
    truth: {
      appId: 'app',
      outTradeNo: 'A1',
      tradeNo: 't-A1',
      status: 'TRADE_CLOSED',
      totalFen: 2_000,
      ...back,
    },
    ledger: [{ account: `seller:${seller}`, deltaFen: -2_000, memo: 'refund' }],
  })
  return follow(ask(sold, 10), 11).act(12, 'reconcile', report([], [])).until(60)
}

function yesterdays() {
  const journal = follow(ask(reversed(), 10), 11)
  return journal.act(12, 'reconcile', { ...report([], ['A1']), date: YESTERDAY }).until(60)
}

const closed = (found: Discrepancies) =>
  compared(
    found,
    [],
    createJournal().sale().books(0.9, 'A1', 'TRADE_CLOSED').call(1, 'PAY', 'A1', 'PEND'),
  )

describeRule(whatNobodyPaidIsNotMissed, [
  ['nothing was closed unpaid', 'inconclusive', compared([], [])],
  ['not missed', 'pass', closed([])],
  ['missed', 'fail', closed([['local_only', 'A1']])],
  ['missed by the number of its trade', 'fail', closed([['local_only', 't-A1']])],
])
