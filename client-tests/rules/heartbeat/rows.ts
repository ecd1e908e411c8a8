// The rows of the checklist about watching over payments: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { aTerminalBeatsEveryHalfHour } from './a-terminal-beats-every-half-hour.ts'
import { aHeartbeatTellsOfEachPayment } from './a-heartbeat-tells-of-each-payment.ts'
import { paymentsSucceed } from './payments-succeed.ts'

export const monRows: readonly Row[] = [
  row(aTerminalBeatsEveryHalfHour, 'minor', 'O', {
    title: ['A heartbeat every half hour', '每 30 分钟心跳'],
    trigger: ['A terminal was on for more than half an hour', '终端运行超过半小时'],
    remedy: [
      'Call monitor.heartbeat.syn at least every 30 minutes for each terminal.',
      '每个终端至少每 30 分钟调用一次 monitor.heartbeat.syn。',
    ],
  }),
  row(aHeartbeatTellsOfEachPayment, 'minor', 'O', {
    title: ['Heartbeats hold performance and exceptions', '心跳包含性能与异常'],
    trigger: ['A terminal sent a heartbeat after payments', '支付之后发送了心跳'],
    remedy: [
      'List each payment since the last beat in trade_info, what went wrong in exce_info.',
      '在 trade_info 逐笔列出上次心跳以来的支付，异常写入 exce_info。',
    ],
  }),
  row(paymentsSucceed, 'advisory', 'O', {
    title: ['At least 95 % of payments succeed', '支付成功率不低于 95%'],
    trigger: [
      'At least a hundred payments without injected faults',
      '不少于 100 笔未注入故障的支付',
    ],
    remedy: [
      'Scan the code right before paying, and check parameters before they are sent.',
      '支付前即时扫码，并在发送前校验参数。',
    ],
  }),
]
