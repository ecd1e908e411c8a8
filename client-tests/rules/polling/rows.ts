// The rows of the checklist about waiting payments: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { firstQueryComesInTime } from './first-query-comes-in-time.ts'
import { meanIntervalIsAboutThreeSeconds } from './mean-interval-is-about-three-seconds.ts'
import { pollingLastsAboutThirtySeconds } from './polling-lasts-about-thirty-seconds.ts'
import { openOutcomeIsNeitherSuccessNorFailure } from './open-outcome-is-neither-success-nor-failure.ts'
import { queriesNameThePaymentsOwnNumber } from './queries-name-the-payments-own-number.ts'
import { queriesStopAtTheFinalState } from './queries-stop-at-the-final-state.ts'
import { cancelFollowsTheLastWaitAtOnce } from './cancel-follows-the-last-wait-at-once.ts'
import { stateIsConfirmedBeforeChargingAgain } from './state-is-confirmed-before-charging-again.ts'
import { tradeStatusDecidesNotCode } from './trade-status-decides-not-code.ts'

export const pollRows: readonly Row[] = [
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
  row(queriesStopAtTheFinalState, 'minor', 'OW', {
    title: ['Stop at the final state', '查到确切结果即停'],
    trigger: ['A reply told the final state', '应答给出了终态'],
    remedy: [
      'End the polling loop with the first reply that says paid or closed.',
      '收到首个已支付或已关闭的应答后立即结束轮询。',
    ],
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
  row(queriesNameThePaymentsOwnNumber, 'minor', 'OW', {
    title: ["Query by the payment's own number", '按支付时的 out_trade_no 查询'],
    trigger: ['The merchant queried by itself', '商户自动发起过查询'],
    remedy: [
      'Query with the out_trade_no that the payment was sent with, unchanged.',
      '使用支付请求中的 out_trade_no 原样查询。',
    ],
  }),
  row(openOutcomeIsNeitherSuccessNorFailure, 'critical', 'O', {
    title: ['10003 and 20000 are neither success nor failure', '10003/20000 既非成功也非失败'],
    trigger: ['A PAY answered 10003, or its outcome was unknown', '支付返回 10003 或结果未知'],
    remedy: [
      'Show the sale as waiting until a query, a cancel or a notification tells more.',
      '在查询、撤销或通知给出结果之前，订单保持等待状态。',
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
]
