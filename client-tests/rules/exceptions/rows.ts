// The rows of the checklist about exceptions: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { callsKeepABearableRate } from './calls-keep-a-bearable-rate.ts'
import { everyFormOfUnknownIsRecognised } from './every-form-of-unknown-is-recognised.ts'
import { exhaustedRecoveryIsHandedToPeople } from './exhausted-recovery-is-handed-to-people.ts'
import { hungCallsAreGivenUp } from './hung-calls-are-given-up.ts'
import { invalidParametersAreNotSentAgain } from './invalid-parameters-are-not-sent-again.ts'
import { unknownPrecreateTakesANewNumber } from './unknown-precreate-takes-a-new-number.ts'
import { unknownQueryIsRetriedForAMinute } from './unknown-query-is-retried-for-a-minute.ts'
import { unknownRefundIsNeverCalledDoneOrFailed } from './unknown-refund-is-never-called-done-or-failed.ts'
import { unknownCancelIsRetriedForAMinute } from './unknown-cancel-is-retried-for-a-minute.ts'
import { unknownRefundKeepsItsParameters } from './unknown-refund-keeps-its-parameters.ts'
import { unknownPayIsQueriedAtOnce } from './unknown-pay-is-queried-at-once.ts'
import { missingTradeIsPaidAgainWithTheSameParameters } from './missing-trade-is-paid-again-with-the-same-parameters.ts'
import { persistingUnknownPayIsPursuedAndNeverCalledFailed } from './persisting-unknown-pay-is-pursued-and-never-called-failed.ts'

export const excRows: readonly Row[] = [
  row(unknownQueryIsRetriedForAMinute, 'major', 'OW', {
    title: ['Query exception: retry at once, for a minute', '查询异常立即重试一分钟'],
    trigger: ['A QUERY had an unknown outcome', '查询结果未知'],
    remedy: [
      'Query again at once, every 3 s for a minute; then cancel or hand over to people.',
      '立即重试查询，每 3 秒一次，持续一分钟；仍未知则撤销或转人工。',
    ],
  }),
  row(unknownCancelIsRetriedForAMinute, 'critical', 'OW', {
    title: ['Cancel exception: retry for a minute', '撤销异常重试一分钟'],
    trigger: ['A CANCEL had an unknown outcome', '撤销结果未知'],
    remedy: [
      'Send the same CANCEL again every 5 s for a minute, then escalate to a person.',
      '以相同参数每 5 秒重试撤销，持续一分钟；仍失败则转人工。',
    ],
  }),
  row(exhaustedRecoveryIsHandedToPeople, 'major', 'OAMW', {
    title: ['Record what stays unknown, and hand it to people', '记录异常交易并转人工'],
    trigger: ['A minute of recovery brought no definite result', '恢复一分钟后仍无确切结果'],
    remedy: [
      'Write the trade down with operation and reason, and list it for people within 30 s.',
      '记录该交易、操作与原因，并在 30 秒内列入人工处理清单。',
    ],
  }),
  row(unknownPrecreateTakesANewNumber, 'major', 'O', {
    title: ['Precreate exception: a new number', '预下单异常换单号'],
    trigger: ['A PRECREATE had an unknown outcome', '预下单结果未知'],
    remedy: [
      'Precreate again under a new out_trade_no; never show a QR of the old one.',
      '换用新的 out_trade_no 重新预下单，不展示原单号的二维码。',
    ],
    timeless: true,
  }),
  row(unknownRefundKeepsItsParameters, 'critical', 'O', {
    title: ['Refund exception: identical parameters', '退款异常同参重试'],
    trigger: ['A REFUND had an unknown outcome', '退款结果未知'],
    remedy: [
      'Store out_request_no before the first call and send the very same request again.',
      '首次调用前保存 out_request_no，重试时参数保持完全一致。',
    ],
    timeless: true,
    needed: true,
  }),
  row(unknownRefundIsNeverCalledDoneOrFailed, 'critical', 'OAMW', {
    title: ["Do not infer a refund's outcome", '不能推断退款成败'],
    trigger: ['A refund stayed unknown for half a minute', '退款结果持续未知'],
    remedy: [
      'Keep the refund unknown, repeat the same request, then leave it to people.',
      '退款状态保持未知，同参重试后转人工，不得自行记为成功或失败。',
    ],
  }),
  row(unknownPayIsQueriedAtOnce, 'critical', 'OW', {
    title: ['Pay exception: query immediately', '支付异常立即查询'],
    trigger: ['A PAY had an unknown outcome', '支付结果未知'],
    remedy: ['Query at once, before anything else.', '立即查询，再决定下一步。'],
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
  }),
  row(invalidParametersAreNotSentAgain, 'major', 'OAMW', {
    title: ['Stop after INVALID_PARAMETER', '非法传参停止调用'],
    trigger: ['A call was refused for its parameters', '调用因参数非法被拒'],
    remedy: [
      'Stop, raise an alert, mend the request, and only then send it.',
      '停止调用并告警，修正参数后再发送。',
    ],
    timeless: true,
  }),
  row(callsKeepABearableRate, 'major', 'OAMW', {
    title: ['No futile storms of calls', '避免大量无效调用'],
    trigger: ['An attempt made several calls', '单笔支付有多次调用'],
    remedy: [
      'One call at a time per order, seconds apart: at most 2 a second and 75 a minute.',
      '每笔订单逐次调用并间隔数秒：每秒不超过 2 次，每分钟不超过 75 次。',
    ],
  }),
  row(hungCallsAreGivenUp, 'major', 'OMW', {
    title: ['Notice a network time-out', '能识别网络超时'],
    trigger: ['A call got no answer', '调用没有应答'],
    remedy: [
      'Set a client time-out of a few seconds (30 s at most) on every call.',
      '为每个调用设置数秒的客户端超时（最长 30 秒）。',
    ],
  }),
  row(everyFormOfUnknownIsRecognised, 'critical', 'OW', {
    title: ['Recognise every form of "unknown"', '识别各种结果未知'],
    trigger: [
      'A reply was a system error under another code, or could not be read or trusted',
      '应答为其他代码的系统错误，或无法解析、验签失败',
    ],
    remedy: [
      'Treat any *SYSTEM_ERROR, unknow-error, HTTP 5xx, unreadable or unverified reply as unknown.',
      '凡 *SYSTEM_ERROR、unknow-error、HTTP 5xx、无法解析或验签失败，一律按结果未知处理。',
    ],
  }),
]
