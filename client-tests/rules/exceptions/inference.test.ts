// What may not be inferred from an unknown outcome, and which replies are one.
import type { FaultKind } from '../../../server/journal/fault-kinds.ts'
import { describeRule } from '../cases.fixture.ts'
import { createJournal, every, type Journal } from '../../trace/journal.fixture.ts'
import { everyFormOfUnknownIsRecognised } from './every-form-of-unknown-is-recognised.ts'
import { unknownRefundIsNeverCalledDoneOrFailed } from './unknown-refund-is-never-called-done-or-failed.ts'

type Reply = Parameters<Journal['call']>[3]

const asked = () =>
  createJournal()
    .sale()
    .call(0, 'PAY', 'A1', 'OK')
    .belief(0.5, 'PAID')
    .act(1, 'refund', { refundId: 'r1', amountFen: 500 })
    .refundBelief(1.5, 'r1', 'PENDING', 500)
const refund = (journal: Journal, atS: number, reply: Reply) =>
  journal.call(atS, 'REFUND', 'A1', reply, { outRequestNo: 'R1', amountFen: 500 })
/** Unknown from 2 s to 62 s. */
const inVain = () => every(5, 62, 2).reduce((journal, atS) => refund(journal, atS, 'UNK'), asked())
const called = (atS: number, status: string, journal = inVain()) =>
  journal.refundBelief(atS, 'r1', status, 500)

describeRule(unknownRefundIsNeverCalledDoneOrFailed, [
  ['answered at once', 'inconclusive', called(3, 'REFUNDED', refund(asked(), 2, 'OK')).until(200)],
  [
    'settled by the first retry',
    'inconclusive',
    called(8, 'REFUNDED', refund(refund(asked(), 2, 'UNK'), 7, 'OK')).until(200),
  ],
  ['called done at once', 'fail', called(3, 'REFUNDED', refund(asked(), 2, 'UNK')).until(200)],
  ['called failed at once', 'fail', called(3, 'FAILED', refund(asked(), 2, 'UNK')).until(200)],
  ['called failed after a minute', 'fail', called(64, 'FAILED').until(200)],
  ['called done after a minute', 'fail', called(64, 'REFUNDED').until(200)],
  ['escalated', 'pass', called(64, 'ESCALATED').until(200)],
  ['unknown', 'pass', called(64, 'UNKNOWN').until(200)],
  ['still pending', 'pass', inVain().until(200)],
  ['open for 30 s', 'pass', refund(asked(), 2, 'UNK').until(32)],
  ['open for 29.999 s', 'inconclusive', refund(asked(), 2, 'UNK').until(31.999)],
  ['a reply came first', 'pass', called(71, 'REFUNDED', refund(inVain(), 70, 'OK')).until(200)],
  [
    'a refusal came first',
    'pass',
    called(71, 'FAILED', refund(inVain(), 70, 'REFUSED')).until(200),
  ],
  [
    'within the allowance of the reply',
    'pass',
    called(69.7, 'REFUNDED', refund(inVain(), 70, 'OK')).until(200),
  ],
  ['just before it', 'fail', called(69.699, 'REFUNDED', refund(inVain(), 70, 'OK')).until(200)],
  [
    'a refund query told',
    'pass',
    called(
      71,
      'REFUNDED',
      inVain().call(
        70,
        'REFQUERY',
        'A1',
        { meaning: 'ok', code: '10000', refundFen: 500 },
        { outRequestNo: 'R1' },
      ),
    ).until(200),
  ],
  [
    'a refund query that found nothing tells nothing',
    'fail',
    called(
      71,
      'FAILED',
      inVain().call(70, 'REFQUERY', 'A1', { meaning: 'ok', code: '10000' }, { outRequestNo: 'R1' }),
    ).until(200),
  ],
  [
    'a refund query found nothing when a person looked, and nothing was under way',
    'pass',
    called(
      161,
      'FAILED',
      inVain()
        .act(160, 'manual-query')
        .call(160, 'REFQUERY', 'A1', { meaning: 'ok', code: '10000' }, { outRequestNo: 'R1' }),
    ).until(200),
  ],
  [
    'a notification told',
    'pass',
    called(71, 'REFUNDED', inVain().notice(70, 'A1', { body: 'refund_fee=5.00' })).until(200),
  ],
  ['a person decided', 'pass', called(71, 'REFUNDED', inVain().act(70, 'resolve')).until(200)],
  [
    'a form that EXC-13 books',
    'inconclusive',
    called(3, 'FAILED', refund(asked(), 2, 'SYSTEM_ERROR')).until(200),
  ],
  [
    'the merchant says nothing of refunds',
    'inconclusive',
    refund(
      createJournal()
        .sale()
        .call(0, 'PAY', 'A1', 'OK')
        .act(1, 'refund', { refundId: 'r1', amountFen: 500 }),
      2,
      'UNK',
    ).until(200),
  ],
])

const paid = (reply: Reply, by: { fault?: string; faultKind?: FaultKind } = {}) =>
  createJournal().sale().call(0, 'PAY', 'A1', reply, by)
const unknownWord = (subCode: string, code = '40004') => {
  const reason = code === '20000' ? 'ResultUnknown' : 'SystemError'
  return paid({ meaning: 'unknown', reason, code, subCode }).until(60)
}
const waiting = () => createJournal().sale().call(0, 'PAY', 'A1', 'PEND')

describeRule(everyFormOfUnknownIsRecognised, [
  ['20000 isp.unknow-error is the plain form', 'inconclusive', paid('UNK').until(60)],
  ['a lost reply is a plain form', 'inconclusive', paid('LOST').until(60)],
  ['a definite refusal', 'inconclusive', paid('BIZFAIL').until(60)],
  ['20000 ACQ.SYSTEM_ERROR', 'fail', paid('BUSY').until(60)],
  ['40004 ACQ.SYSTEM_ERROR', 'fail', paid('SYSTEM_ERROR').until(60)],
  ['40004 AQC.SYSTEM_ERROR, as misspelt', 'fail', unknownWord('AQC.SYSTEM_ERROR')],
  ['40004 aop.unknow-error', 'fail', unknownWord('aop.unknow-error')],
  [
    '20000 aop.unknow-error is plain: its code says so',
    'inconclusive',
    unknownWord('aop.unknow-error', '20000'),
  ],
  ['a page of HTML', 'fail', paid('GARBAGE', { fault: 'F10' }).until(60)],
  ['a signature that does not verify', 'fail', paid('GARBAGE', { fault: 'F12' }).until(60)],
  ['a reply of another order', 'fail', paid('OK', { faultKind: 'other-order' }).until(60)],
  ['asked at once', 'pass', paid('SYSTEM_ERROR').call(1, 'QUERY', 'A1', 'SUCCESS').until(60)],
  [
    'asked late is EXC-07',
    'pass',
    paid('SYSTEM_ERROR').call(12, 'QUERY', 'A1', 'SUCCESS').until(60),
  ],
  [
    'asked after 15.001 s',
    'fail',
    paid('SYSTEM_ERROR').call(15.001, 'QUERY', 'A1', 'SUCCESS').until(60),
  ],
  ['cancelled', 'pass', paid('SYSTEM_ERROR').call(1, 'CANCEL', 'A1', 'OK').until(60)],
  [
    'paid again with the same parameters',
    'pass',
    paid('SYSTEM_ERROR').call(1, 'PAY', 'A1', 'OK').until(60),
  ],
  ['only a new number', 'fail', paid('SYSTEM_ERROR').call(1, 'PAY', 'A2', 'OK').until(60)],
  [
    'called UNPAID, asked later',
    'fail',
    paid('SYSTEM_ERROR').belief(1, 'UNPAID').call(2, 'QUERY', 'A1', 'SUCCESS').until(60),
  ],
  [
    'called PAID, asked later',
    'fail',
    paid('OK', { faultKind: 'other-order' })
      .belief(1, 'PAID')
      .call(2, 'QUERY', 'A1', 'SUCCESS')
      .until(60),
  ],
  ['a notification told', 'pass', paid('SYSTEM_ERROR').notice(1, 'A1').belief(2, 'PAID').until(60)],
  ['the trace ends at once', 'inconclusive', paid('SYSTEM_ERROR').until(14.999)],
  ['silence for 15 s', 'fail', paid('SYSTEM_ERROR').until(15)],
  ['a person cuts in', 'inconclusive', paid('SYSTEM_ERROR').act(5, 'cancel').until(60)],
  [
    'a QUERY, asked again',
    'pass',
    waiting().call(3, 'QUERY', 'A1', 'GARBAGE').call(6, 'QUERY', 'A1', 'WAIT').until(60),
  ],
  ['a QUERY, nothing more', 'fail', waiting().call(3, 'QUERY', 'A1', 'GARBAGE').until(60)],
  [
    'a CANCEL, sent again',
    'pass',
    waiting().call(3, 'CANCEL', 'A1', 'BUSY').call(8, 'CANCEL', 'A1', 'OK').until(60),
  ],
  [
    'a CANCEL, called reversed',
    'fail',
    waiting().call(3, 'CANCEL', 'A1', 'BUSY').belief(4, 'UNPAID').until(60),
  ],
  ['retry_flag=Y is CAN-01', 'inconclusive', waiting().call(3, 'CANCEL', 'A1', 'RETRY').until(60)],
  ['a REFUND, sent again', 'pass', refund(refund(asked(), 2, 'SYSTEM_ERROR'), 7, 'OK').until(60)],
  ['a REFUND, nothing more', 'fail', refund(asked(), 2, 'SYSTEM_ERROR').until(60)],
  [
    'a REFUND, called failed',
    'fail',
    called(3, 'FAILED', refund(asked(), 2, 'SYSTEM_ERROR')).until(60),
  ],
  [
    'a PRECREATE may be given up',
    'inconclusive',
    createJournal().sale('s1', 2_000, 'qr').call(0, 'PRECREATE', 'A1', 'BUSY').until(60),
  ],
])
