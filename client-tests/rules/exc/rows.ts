// The rows of the checklist about exceptions: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { unknownCancelIsRetriedForAMinute } from './unknown-cancel-is-retried-for-a-minute.ts'
import { unknownRefundKeepsItsParameters } from './unknown-refund-keeps-its-parameters.ts'
import { unknownPayIsQueriedAtOnce } from './unknown-pay-is-queried-at-once.ts'
import { missingTradeIsPaidAgainWithTheSameParameters } from './missing-trade-is-paid-again-with-the-same-parameters.ts'
import { persistingUnknownPayIsPursuedAndNeverCalledFailed } from './persisting-unknown-pay-is-pursued-and-never-called-failed.ts'

export const excRows: readonly Row[] = [
  row(unknownCancelIsRetriedForAMinute, 'critical', 'OW', {
    title: ['Cancel exception: retry for a minute', '撤销异常重试一分钟'],
    trigger: ['A CANCEL had an unknown outcome', '撤销结果未知'],
    remedy: [
      'Send the same CANCEL again every 5 s for a minute, then escalate to a person.',
      '以相同参数每 5 秒重试撤销，持续一分钟；仍失败则转人工。',
    ],
    timed: true,
  }),
  row(unknownRefundKeepsItsParameters, 'critical', 'O', {
    title: ['Refund exception: identical parameters', '退款异常同参重试'],
    trigger: ['A REFUND had an unknown outcome', '退款结果未知'],
    remedy: [
      'Store out_request_no before the first call and send the very same request again.',
      '首次调用前保存 out_request_no，重试时参数保持完全一致。',
    ],
    timed: true,
  }),
  row(unknownPayIsQueriedAtOnce, 'critical', 'OW', {
    title: ['Pay exception: query immediately', '支付异常立即查询'],
    trigger: ['A PAY had an unknown outcome', '支付结果未知'],
    remedy: ['Query at once, before anything else.', '立即查询，再决定下一步。'],
    timed: true,
  }),
  row(missingTradeIsPaidAgainWithTheSameParameters, 'critical', 'O', {
    title: ['Trade not found: pay again with the same parameters', '交易不存在则同参重付'],
    trigger: ['An unknown PAY was then not found', '支付结果未知且查询返回交易不存在'],
    remedy: [
      'Repeat PAY with the same out_trade_no and parameters, or cancel before a new number.',
      '以相同单号、相同参数再次支付；换单号之前必须先撤销成功。',
    ],
  }),
  row(persistingUnknownPayIsPursuedAndNeverCalledFailed, 'critical', 'OW', {
    title: ['Persisting exception: never infer failure', '不能推断付款失败'],
    trigger: ['PAY and the queries after it stayed unknown', '支付及其后的查询均未知'],
    remedy: [
      'Query (and cancel) for a minute, then escalate as unknown; only a reply makes it UNPAID.',
      '持续查询、撤销一分钟后转人工，状态保持未知；没有确切应答不得置为未支付。',
    ],
    timed: true,
  }),
]
