// Every CASH rule in its situations.
import { describeRule } from '../cases.fixture.ts'
import { createJournal } from '../../trace/journal.fixture.ts'
import { aCancelIsPromptedStrongly } from './a-cancel-is-prompted-strongly.ts'
import { aManualQueryAsksTheGateway } from './a-manual-query-asks-the-gateway.ts'
import { anOpenCancelIsShownAsOpen } from './an-open-cancel-is-shown-as-open.ts'
import { aResolvedPaymentIsRefunded } from './a-resolved-payment-is-refunded.ts'

const SUCCESS = 'TRADE_SUCCESS'
const WAIT = 'WAIT_BUYER_PAY'
const CLOSED = 'TRADE_CLOSED'

const sale = () => createJournal().sale()
const paid = () => sale().books(0.9, 'A1', SUCCESS).call(1, 'PAY', 'A1', 'UNK')
const waiting = () => sale().books(0.9, 'A1', WAIT).call(1, 'PAY', 'A1', 'PEND')

const look = (status: string, outTradeNo = 'A1') => ({
  outTradeNo,
  startedMs: 10_000,
  status: 200,
  reply: JSON.stringify({ status, source: 'gateway' }),
})
/** Looked up at 10 s, asked at `atS`, shown as this at 16 s. */
const looked = (shown: string, atS = 10.1) =>
  paid().queries('A1', [atS], 'SUCCESS').act(16, 'manual-query', look(shown))

describeRule(aManualQueryAsksTheGateway, [
  ['nobody looked', 'inconclusive', paid().until(30)],
  ['asked and shown', 'pass', looked('PAID').belief(17, 'PAID').until(30)],
  ['asked after 5 s', 'pass', looked('PAID', 15).until(30)],
  ['asked after 5.001 s', 'fail', looked('PAID', 15.001).until(30)],
  ['nobody was asked', 'fail', paid().act(16, 'manual-query', look('PAID')).until(30)],
  [
    'another order was asked about',
    'fail',
    paid().queries('A2', [10], 'SUCCESS').act(16, 'manual-query', look('PAID')).until(30),
  ],
  ['shown otherwise', 'fail', looked('UNPAID').until(30)],
  ['the books were not corrected', 'fail', looked('PAID').belief(2, 'UNKNOWN').until(30)],
  [
    'corrected within 5 s',
    'pass',
    looked('PAID').belief(2, 'UNKNOWN').belief(20, 'PAID').until(30),
  ],
  ['the gateway does not answer', 'inconclusive', sick().until(30)],
  ['the shop has no such call', 'inconclusive', missing(404).until(30)],
  ['an order of another till', 'pass', elsewhere('PAID').until(30)],
  [
    'an order of another till, asked about for a sale that was not paid',
    'pass',
    elsewhere('PAID').call(1, 'PAY', 'A1', 'BIZFAIL').belief(2, 'UNPAID').until(30),
  ],
  ['an order of another till, unknown here', 'fail', elsewhere('UNPAID').until(30)],
  [
    'waiting, and shown so',
    'pass',
    waiting().queries('A1', [10], 'WAIT').act(16, 'manual-query', look('PENDING')).until(30),
  ],
  [
    'settled by the shop meanwhile',
    'pass',
    waiting()
      .queries('A1', [10], 'WAIT')
      .books(12, 'A1', CLOSED)
      .act(16, 'manual-query', look('UNPAID'))
      .until(30),
  ],
  [
    'closed, and still shown as waiting for an end',
    'fail',
    sale()
      .books(0.9, 'A1', CLOSED)
      .call(1, 'PAY', 'A1', 'UNK')
      .belief(2, 'ESCALATED')
      .queries('A1', [10], 'CLOSED')
      .act(16, 'manual-query', look('UNPAID'))
      .until(30),
  ],
  ['in words of its own', 'pass', looked('已付款').until(30)],
])

function sick() {
  return paid().queries('A1', [10], 'UNK').act(16, 'manual-query', look('UNKNOWN'))
}
function missing(status: number) {
  return paid().act(16, 'manual-query', { ...look('PAID'), status })
}
function elsewhere(shown: string) {
  const journal = sale().books(5, 'E1', SUCCESS).call(6, 'PAY', 'E1', 'OK', { amountFen: 7 })
  return journal.queries('E1', [10], 'SUCCESS').act(16, 'manual-query', look(shown, 'E1'))
}

const cancelled = (prompt?: string, promptText?: string) =>
  waiting()
    .belief(2, 'PENDING', { prompt: 'WAIT' })
    .call(30, 'CANCEL', 'A1', 'OK')
    .belief(31, 'UNPAID', { prompt, promptText })
    .until(60)

describeRule(aCancelIsPromptedStrongly, [
  ['nothing was cancelled', 'inconclusive', waiting().belief(2, 'PENDING', { prompt: 'WAIT' })],
  ['said so', 'pass', cancelled('CANCELLED')],
  ['said so, with the way to ask', 'pass', cancelled('CANCELLED', '已撤销，请用手动查询核实')],
  ['said so, without the way to ask', 'warn', cancelled('CANCELLED', '已撤销')],
  ['said it failed', 'warn', cancelled('FAILED')],
  ['said nothing', 'warn', cancelled()],
  ['said that it is paid', 'fail', cancelled('PAID')],
  [
    'shows no prompts at all',
    'inconclusive',
    waiting().call(30, 'CANCEL', 'A1', 'OK').belief(31, 'UNPAID').until(60),
  ],
  [
    'the money had been seen',
    'inconclusive',
    waiting()
      .queries('A1', [5], 'SUCCESS')
      .call(30, 'CANCEL', 'A1', 'OK')
      .belief(31, 'REVERSED', { prompt: 'NONE' }),
  ],
])

/** The cancel is unknown at 30 s and settled at 60 s; the screen says this from 31 s on. */
const open = (prompt?: string, settledS = 60, promptText?: string) =>
  waiting()
    .belief(2, 'PENDING', { prompt: 'WAIT' })
    .call(30, 'CANCEL', 'A1', 'UNK')
    .belief(31, 'PENDING', { prompt, promptText })
    .call(settledS, 'CANCEL', 'A1', 'OK')
    .until(90)

describeRule(anOpenCancelIsShownAsOpen, [
  ['no cancel was unknown', 'inconclusive', cancelled('CANCELLED')],
  ['said that it is under way', 'pass', open('CANCEL_PENDING')],
  [
    'and that the money may be refunded',
    'pass',
    open('CANCEL_PENDING', 60, '撤销处理中，如顾客已付款，款项可能会退回'),
  ],
  [
    'the same in English',
    'pass',
    open('CANCEL_PENDING', 60, 'Cancelling. If the customer has paid, the money will come back.'),
  ],
  ['please wait', 'warn', open('CANCEL_PENDING', 60, 'Please wait …')],
  ['请稍候', 'warn', open('CANCEL_PENDING', 60, '撤销处理中，请稍候')],
  ['said cancelled', 'fail', open('CANCELLED')],
  ['said failed', 'fail', open('FAILED')],
  ['said paid', 'fail', open('PAID')],
  ['said that it waits for the buyer', 'warn', open('WAIT')],
  ['settled after 2 s', 'inconclusive', open('CANCELLED', 32)],
  ['settled after 2.001 s', 'fail', open('CANCELLED', 32.001)],
  [
    'retry_flag=Y is no result',
    'fail',
    waiting()
      .call(30, 'CANCEL', 'A1', 'RETRY')
      .belief(31, 'UNPAID', { prompt: 'FAILED' })
      .until(90),
  ],
  [
    'refused for good',
    'inconclusive',
    waiting()
      .call(30, 'CANCEL', 'A1', 'UNK')
      .call(31, 'CANCEL', 'A1', 'REFUSED')
      .belief(40, 'ESCALATED', { prompt: 'FAILED' })
      .until(90),
  ],
])

const CONFIRM = { outTradeNo: 'A1', decision: 'confirm_and_refund', status: 202 }
const escalated = () => paid().belief(9, 'ESCALATED')
const listed = (atS: number, journal: ReturnType<typeof escalated>) =>
  journal.write(atS, {
    kind: 'manual-items',
    items: [{ attempt: 'A1', op: 'PAY', reason: 'unknown' }],
  })
const unlisted = (atS: number, journal: ReturnType<typeof escalated>) =>
  journal.write(atS, { kind: 'manual-items', items: [] })
const resolved = () => listed(9, escalated()).act(20, 'resolve', CONFIRM)
const givenBack = () => resolved().queries('A1', [20.1], 'SUCCESS').call(20.2, 'REFUND', 'A1', 'OK')

describeRule(aResolvedPaymentIsRefunded, [
  ['nobody resolved', 'inconclusive', escalated().until(60)],
  ['asked, given back, off the list', 'pass', unlisted(22, givenBack()).until(60)],
  ['still on the list', 'fail', givenBack().until(60)],
  ['nothing came of it', 'fail', resolved().until(60)],
  [
    'given back by a cancel',
    'fail',
    resolved().queries('A1', [20.1], 'SUCCESS').call(20.2, 'CANCEL', 'A1', 'OK').until(60),
  ],
  [
    'given back without asking',
    'warn',
    unlisted(22, resolved().call(20.2, 'REFUND', 'A1', 'OK')).until(60),
  ],
  [
    'closed instead',
    'inconclusive',
    escalated().act(20, 'resolve', { ...CONFIRM, decision: 'close' }),
  ],
  ['it was not paid', 'inconclusive', waiting().belief(9, 'ESCALATED').act(20, 'resolve', CONFIRM)],
  ['it had been settled', 'inconclusive', paid().belief(9, 'PAID').act(20, 'resolve', CONFIRM)],
  [
    'no such item, though it is on the list',
    'fail',
    listed(9, escalated())
      .act(20, 'resolve', { ...CONFIRM, status: 404 })
      .until(60),
  ],
  [
    'no such call in this shop',
    'inconclusive',
    escalated()
      .act(20, 'resolve', { ...CONFIRM, status: 404 })
      .until(60),
  ],
])
