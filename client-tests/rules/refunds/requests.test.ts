// REF-02, 03, 04, 07 in their situations: which refunds are sent, and how.
import { describeRule } from '../cases.fixture.ts'
import { createJournal, refusedAs, type Journal } from '../../trace/journal.fixture.ts'
import { aRefundNamesItsOrderAndAmount } from './a-refund-names-its-order-and-amount.ts'
import { onlyKnownPaymentsAreRefunded } from './only-known-payments-are-refunded.ts'
import { partialRefundsCarryANumber } from './partial-refunds-carry-a-number.ts'
import { refundsNeverExceedThePayment } from './refunds-never-exceed-the-payment.ts'

const TOO_MUCH = refusedAs('RefundExceedsPaid', 'ACQ.REASON_TRADE_REFUND_FEE_ERR')
const paid = () => createJournal().sale().call(0, 'PAY', 'A1', 'OK')
const refund = (
  journal: Journal,
  atS: number,
  outRequestNo: string | undefined,
  amountFen: number,
  reply: 'OK' | 'UNK' | 'NOTEXIST' | typeof TOO_MUCH = 'OK',
) => journal.call(atS, 'REFUND', 'A1', reply, { outRequestNo, amountFen })
const asked = (first = 1_200, second = 1_200) =>
  paid()
    .act(1, 'refund', { refundId: 'r1', amountFen: first })
    .act(2, 'refund', { refundId: 'r2', amountFen: second })

describeRule(partialRefundsCarryANumber, [
  ['nothing was refunded', 'inconclusive', paid().until(30)],
  ['the whole, without a number', 'inconclusive', refund(paid(), 3, undefined, 2_000)],
  ['a part, with a number', 'pass', refund(paid(), 3, 'R1', 1_999)],
  ['a part, without a number', 'fail', refund(paid(), 3, undefined, 1_999)],
  ['a part, with an empty number', 'fail', refund(paid(), 3, '', 1_999)],
  ['64 characters', 'pass', refund(paid(), 3, 'R'.repeat(64), 500)],
  ['65 characters', 'fail', refund(paid(), 3, 'R'.repeat(65), 500)],
])

const bothBeyond = () => refund(refund(asked(), 3, 'R1', 1_200), 4, 'R2', 1_200, TOO_MUCH)

describeRule(refundsNeverExceedThePayment, [
  ['nothing was refunded', 'inconclusive', paid().until(30)],
  ['all of it, in two parts', 'pass', refund(refund(asked(800), 3, 'R1', 800), 4, 'R2', 1_200)],
  [
    'a fen too much, rejected and taken for failed',
    'warn',
    refund(refund(asked(801), 3, 'R1', 801), 4, 'R2', 1_200, TOO_MUCH).refundBelief(
      5,
      'r2',
      'FAILED',
      1_200,
    ),
  ],
  [
    'rejected and believed done',
    'fail',
    bothBeyond().refundBelief(5, 'r2', 'REFUNDED', 1_200).until(30),
  ],
  [
    'rejected and sent again under a new number',
    'fail',
    refund(bothBeyond(), 6, 'R3', 1_200, TOO_MUCH).refundBelief(9, 'r2', 'FAILED', 1_200),
  ],
  [
    'retries under one number',
    'pass',
    refund(refund(asked(), 3, 'R1', 1_200, 'UNK'), 4, 'R1', 1_200),
  ],
  [
    'a refused one takes no money',
    'pass',
    refund(refund(asked(), 3, 'R1', 1_200, TOO_MUCH), 4, 'R2', 1_200),
  ],
  [
    'an unknown one may take money',
    'warn',
    refund(refund(asked(), 3, 'R1', 1_200, 'UNK'), 4, 'R2', 1_200, TOO_MUCH),
  ],
  [
    'the back office confirmed it',
    'inconclusive',
    refund(refund(asked(), 3, 'R1', 1_200).act(3.5, 'resolve'), 4, 'R2', 1_200, TOO_MUCH),
  ],
])

const sent = (biz: object, outTradeNo = 'A1') =>
  paid().call(3, 'REFUND', outTradeNo, 'OK', {
    body: `method=alipay.trade.refund&biz_content=${encodeURIComponent(JSON.stringify(biz))}`,
  })

describeRule(aRefundNamesItsOrderAndAmount, [
  ['nothing was refunded', 'inconclusive', paid().until(30)],
  ['two decimals', 'pass', sent({ out_trade_no: 'A1', refund_amount: '0.30' })],
  ['a number', 'pass', sent({ out_trade_no: 'A1', refund_amount: 12 })],
  ['three decimals', 'fail', sent({ out_trade_no: 'A1', refund_amount: '0.300' })],
  ['noise of floating point', 'fail', sent({ out_trade_no: 'A1', refund_amount: 0.1 + 0.2 })],
  ['zero', 'fail', sent({ out_trade_no: 'A1', refund_amount: '0.00' })],
  ['below zero', 'fail', sent({ out_trade_no: 'A1', refund_amount: '-1.00' })],
  ['no amount', 'fail', sent({ out_trade_no: 'A1' })],
  [
    'no order',
    'fail',
    paid().write(3, {
      kind: 'request',
      exchange: 'x9',
      protocol: 'test',
      op: 'REFUND',
      ids: {},
      wire: { start: '', headers: {}, body: '{"refund_amount":"1.00"}', encoding: 'utf8' },
    }),
  ],
  ['encrypted, but the gateway could read it', 'pass', refund(paid(), 3, 'R1', 500)],
])

const waiting = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND')
const tempted = (status = 202) =>
  waiting().act(5, 'refund', { refundId: 'r1', amountFen: 500, status })

describeRule(onlyKnownPaymentsAreRefunded, [
  ['nobody asked', 'inconclusive', waiting().until(60)],
  ['asked and refused by the shop', 'pass', tempted(409).until(60)],
  ['asked, accepted and not sent', 'pass', tempted().until(60)],
  ['known to be paid', 'pass', refund(waiting().call(3, 'QUERY', 'A1', 'SUCCESS'), 5, 'R1', 500)],
  ['known by a notification', 'pass', refund(waiting().notice(3, 'A1'), 5, 'R1', 500)],
  ['sent once, refused, not believed', 'warn', refund(tempted(), 6, 'R1', 500, TOO_MUCH).until(60)],
  [
    'sent twice, refused',
    'fail',
    refund(refund(tempted(), 6, 'R1', 500, TOO_MUCH), 8, 'R1', 500, TOO_MUCH).until(60),
  ],
  [
    'refused and believed done',
    'fail',
    refund(tempted(), 6, 'R1', 500, TOO_MUCH).refundBelief(7, 'r1', 'REFUNDED', 500),
  ],
  ['it worked, by luck', 'fail', refund(tempted(), 6, 'R1', 500).until(60)],
  [
    'the back office confirmed it',
    'pass',
    refund(waiting().act(5, 'resolve'), 6, 'R1', 500).until(60),
  ],
  [
    'an order nobody here has sold',
    'fail',
    waiting().call(6, 'REFUND', 'B7', 'NOTEXIST', { amountFen: 500 }).until(60),
  ],
  [
    'passive: the order may be older than the trace',
    'inconclusive',
    createJournal().call(6, 'REFUND', 'B7', 'OK', { amountFen: 500 }).until(60),
  ],
])
