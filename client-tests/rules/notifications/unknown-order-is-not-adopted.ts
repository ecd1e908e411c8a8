// NTF-04: a validly signed notification of a number that was never sold opens no order, books
// nothing, and does not bring the endpoint down.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const UNKNOWN_ORDER: Unbelievable = {
  is: ({ bend }) => bend === 'order',
  en: 'a notification of an order that was never opened',
  zh: '未知订单号的通知',
}

export const unknownOrderIsNotAdopted = rule({
  id: 'NTF-04',
  source: '004:L159,L423',
  severity: 'major',
  families: ['O', 'A', 'M'],
  title: ['The order is one of ours', '校验订单号'],
  trigger: ['A signed notification named an order that was never opened', '通知的订单号不存在'],
  remedy: [
    'Look the order up by out_trade_no; one that is not there is ignored, never created.',
    '按 out_trade_no 查找本地订单；不存在则忽略，不得新建。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => [
      ...judgeBent(attempt, UNKNOWN_ORDER, allowanceMs),
      ...attempt.notices
        .filter((notice) => UNKNOWN_ORDER.is(notice) && !notice.lost)
        .flatMap((notice) => [...adopted(trace, attempt, notice), ...brokenBy(notice)]),
    ])
  },
})

/** The number is shown as a sale of its own afterwards. */
function adopted(trace: Trace, { outTradeNo }: Attempt, notice: Notice): Finding[] {
  const { orderNo, evidence } = notice
  if (orderNo === outTradeNo) return []
  const shown = trace
    .of('belief')
    .find((belief) => belief.saleId === orderNo && belief.elapsedMs >= notice.sentMs)
  if (!shown) return []
  return [
    finding(
      'fail',
      [evidence, shown.seq],
      `The number ${orderNo}, never sold here, is shown as a sale that is ${shown.status}.`,
      `从未销售的单号 ${orderNo} 被当作订单，状态 ${shown.status}。`,
    ),
  ]
}

function brokenBy({ httpStatus, evidence }: Notice): Finding[] {
  if (httpStatus === undefined || httpStatus < 500) return []
  return [
    finding(
      'fail',
      [evidence],
      `A notification of an unknown order was answered HTTP ${httpStatus}.`,
      `对未知订单的通知应答 HTTP ${httpStatus}。`,
    ),
  ]
}
