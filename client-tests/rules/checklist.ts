// The checklist: every rule with its severity, its words and the numbers it is judged by. A stricter
// profile is another value of this type, not another rule.
import { retryFlagIsReadWithTheCode } from './can/retry-flag-is-read-with-the-code.ts'
import { missingTradeIsPaidAgainWithTheSameParameters } from './exc/missing-trade-is-paid-again-with-the-same-parameters.ts'
import { persistingUnknownPayIsPursuedAndNeverCalledFailed } from './exc/persisting-unknown-pay-is-pursued-and-never-called-failed.ts'
import { unknownCancelIsRetriedForAMinute } from './exc/unknown-cancel-is-retried-for-a-minute.ts'
import { unknownPayIsQueriedAtOnce } from './exc/unknown-pay-is-queried-at-once.ts'
import { unknownRefundKeepsItsParameters } from './exc/unknown-refund-keeps-its-parameters.ts'
import { amountIsComparedWithTheOrder } from './ntf/amount-is-compared-with-the-order.ts'
import { forgedNotificationChangesNothing } from './ntf/forged-notification-changes-nothing.ts'
import { repeatedNotificationCountsOnce } from './ntf/repeated-notification-counts-once.ts'
import { replyIsExactlySuccess } from './ntf/reply-is-exactly-success.ts'
import { beliefEqualsTruth } from './one/belief-equals-truth.ts'
import { buyerIsChargedOnce } from './one/buyer-is-charged-once.ts'
import { everyTradeIsClosedLoop } from './one/every-trade-is-closed-loop.ts'
import { paidBeliefHasAPayment } from './one/paid-belief-has-a-payment.ts'
import { parameters, type Parameters } from './parameters.ts'
import { cancelFollowsTheLastWaitAtOnce } from './poll/cancel-follows-the-last-wait-at-once.ts'
import { firstQueryComesInTime } from './poll/first-query-comes-in-time.ts'
import { meanIntervalIsAboutThreeSeconds } from './poll/mean-interval-is-about-three-seconds.ts'
import { pollingLastsAboutThirtySeconds } from './poll/polling-lasts-about-thirty-seconds.ts'
import { stateIsConfirmedBeforeChargingAgain } from './poll/state-is-confirmed-before-charging-again.ts'
import { tradeStatusDecidesNotCode } from './poll/trade-status-decides-not-code.ts'
import { eachRefundIntentHasItsOwnNumber } from './ref/each-refund-intent-has-its-own-number.ts'
import type { Rule, Said } from './rule.ts'

/** `critical`: money can be lost; one failure means "not ready". */
export type Severity = 'critical' | 'major' | 'minor'

/** openapi, AMS, mapi, WeChat payment code. */
export type Family = 'O' | 'A' | 'M' | 'W'

export interface Row {
  rule: Rule
  severity: Severity
  families: readonly Family[]
  title: Said
  /** What must happen before the rule has anything to say. */
  trigger: Said
  remedy: Said
  /** Measures gaps: says nothing when the suite itself was late. */
  timed: boolean
}

/** Which text the numbers follow where the texts disagree (`readings.ts`). */
export interface Reading {
  id: string
  follows: Said
}

export interface Checklist {
  parameters: Parameters
  rows: readonly Row[]
  /** Absent: every behaviour that some text recommends passes. */
  reading?: Reading
}

const TIMED: ReadonlySet<string> = new Set([
  'POLL-01',
  'POLL-02',
  'POLL-03',
  'POLL-05',
  'EXC-02',
  'EXC-05',
  'EXC-07',
  'EXC-09',
  'CAN-01',
])

type Words = Record<'title' | 'trigger' | 'remedy', readonly [en: string, zh: string]>

function row(rule: Rule, severity: Severity, families: string, words: Words): Row {
  const said = ([en, zh]: readonly [string, string]): Said => ({ en, zh })
  return {
    rule,
    severity,
    families: FAMILIES.filter((family) => families.includes(family)),
    title: said(words.title),
    trigger: said(words.trigger),
    remedy: said(words.remedy),
    timed: TIMED.has(rule.id),
  }
}

const FAMILIES: readonly Family[] = ['O', 'A', 'M', 'W']

const rows: readonly Row[] = [
  row(firstQueryComesInTime, 'critical', 'OW', {
    title: ['Poll every cashier-woken trade', '10003 必须轮询'],
    trigger: ['A payment code answered 10003', '付款码支付返回 10003'],
    remedy: [
      'On 10003 schedule alipay.trade.query at once: the first one within 5 s.',
      '收到 10003 后立即安排 alipay.trade.query，首次查询不晚于 5 秒。',
    ],
  }),
  row(meanIntervalIsAboutThreeSeconds, 'major', 'OW', {
    title: ['Mean polling interval', '轮询间隔'],
    trigger: ['Three queries answered "waiting"', '至少三次查询返回等待付款'],
    remedy: [
      'Query every 3 s; 5 s is the slowest example.',
      '每 3 秒查询一次，最慢不超过 5 秒的示例。',
    ],
  }),
  row(pollingLastsAboutThirtySeconds, 'major', 'OW', {
    title: ['Total polling time', '轮询总时间'],
    trigger: ['10003, and the buyer never pays', '返回 10003 后买家一直未付款'],
    remedy: ['Poll for about 30 s, then cancel.', '轮询约 30 秒，仍未付款则撤销。'],
  }),
  row(cancelFollowsTheLastWaitAtOnce, 'critical', 'OW', {
    title: ['Cancel immediately after the last wait', '撤销紧接最后一次查询'],
    trigger: ['Polling ended on WAIT_BUYER_PAY', '轮询以 WAIT_BUYER_PAY 结束'],
    remedy: [
      'Call alipay.trade.cancel in the same step that read the last WAIT_BUYER_PAY.',
      '读到最后一次 WAIT_BUYER_PAY 后，在同一步骤立即调用 alipay.trade.cancel。',
    ],
  }),
  row(stateIsConfirmedBeforeChargingAgain, 'critical', 'OAW', {
    title: ['Confirm the state before charging again', '再次支付前查询确认'],
    trigger: ['A sale was charged a second time', '同一订单发起了再次收款'],
    remedy: [
      'Query the earlier attempt; cancel it while it waits; keep it if it was paid.',
      '先查询上一笔；未付款则撤销成功后再收；已付款则保留，不再收款。',
    ],
  }),
  row(tradeStatusDecidesNotCode, 'critical', 'O', {
    title: ['Read trade_status, not code', '以 TRADE_STATUS 为准'],
    trigger: ['A query answered 10000 with WAIT_BUYER_PAY', '查询返回 10000 且 WAIT_BUYER_PAY'],
    remedy: [
      'code 10000 only says that the query worked: decide by trade_status.',
      'code=10000 只说明查询成功，支付结果以 trade_status 为准。',
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
  row(unknownRefundKeepsItsParameters, 'critical', 'O', {
    title: ['Refund exception: identical parameters', '退款异常同参重试'],
    trigger: ['A REFUND had an unknown outcome', '退款结果未知'],
    remedy: [
      'Store out_request_no before the first call and send the very same request again.',
      '首次调用前保存 out_request_no，重试时参数保持完全一致。',
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
  row(retryFlagIsReadWithTheCode, 'critical', 'O', {
    title: ['A cancel succeeds by code and retry_flag', '正确判断撤销结果'],
    trigger: ['A CANCEL answered retry_flag=Y, or was refused', '撤销返回 retry_flag=Y 或被拒'],
    remedy: [
      'Treat retry_flag=Y as unknown: cancel again.',
      'retry_flag=Y 视为结果未知，继续撤销。',
    ],
  }),
  row(eachRefundIntentHasItsOwnNumber, 'critical', 'O', {
    title: ['One out_request_no per refund', '部分退款换请求号'],
    trigger: ['An order was refunded twice', '同一订单退款两次以上'],
    remedy: [
      'Draw a new out_request_no for each refund intent.',
      '每笔退款使用新的 out_request_no。',
    ],
  }),
  row(forgedNotificationChangesNothing, 'critical', 'OAM', {
    title: ['Verify the signature first', '先验签'],
    trigger: ['A forged notification was sent', '收到伪造的通知'],
    remedy: [
      'Verify with the Alipay public key before reading a field; no signature is a bad one.',
      '读取任何字段之前用支付宝公钥验签；没有签名等同验签失败。',
    ],
  }),
  row(amountIsComparedWithTheOrder, 'critical', 'OAM', {
    title: ['The amount matches the order', '校验金额'],
    trigger: ['A signed notification named another amount', '验签通过的通知金额不符'],
    remedy: [
      'Compare total_amount with the stored order, as integers of fen.',
      '将 total_amount 换算为分，与本地订单比较。',
    ],
  }),
  row(repeatedNotificationCountsOnce, 'critical', 'OAM', {
    title: ['De-duplicate notifications', '过滤重复通知'],
    trigger: ['A success notification arrived twice', '成功通知重复到达'],
    remedy: [
      'De-duplicate by the order and its state, not by notify_id.',
      '以订单及其状态去重，而不是 notify_id。',
    ],
  }),
  row(replyIsExactlySuccess, 'major', 'OM', {
    title: ['The reply is exactly success', '仅输出 success'],
    trigger: ['A notification was accepted', '接受了一条通知'],
    remedy: [
      'Print the seven bytes `success`, nothing else.',
      '仅输出 success 七个字符，不含换行。',
    ],
  }),
  row(paidBeliefHasAPayment, 'critical', 'OAMW', {
    title: ['No PAID without a payment', '无付款不得记为已支付'],
    trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
    remedy: [
      'Set PAID only on a delivered success: PAY, QUERY or a verified notification.',
      '仅凭支付、查询的成功应答或验签通过的通知置为已支付。',
    ],
  }),
  row(buyerIsChargedOnce, 'critical', 'OAMW', {
    title: ['Never charge twice', '不得重复收款'],
    trigger: ['A sale of the suite was paid', '测试订单已付款'],
    remedy: [
      'Lock the sale, settle the earlier attempt first, and refund what came twice.',
      '对订单加锁，先了结上一笔，多收的立即退款。',
    ],
  }),
  row(everyTradeIsClosedLoop, 'critical', 'OAMW', {
    title: ['Every trade is closed-loop', '交易闭环'],
    trigger: ['A trade came to be at the gateway', '网关产生了交易'],
    remedy: [
      'Cancel, close or let expire whatever you give up, and retry until it is confirmed.',
      '放弃的交易必须撤销、关闭或设置超时，并确认成功。',
    ],
  }),
  row(beliefEqualsTruth, 'critical', 'OAMW', {
    title: ['Belief equals truth', '账实一致'],
    trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
    remedy: [
      'Follow the gateway: query what you do not know, and book each reply once, to the fen.',
      '以网关为准：未知即查询，每个结果只记一次，精确到分。',
    ],
  }),
]

export const checklist: Checklist = { parameters, rows }
