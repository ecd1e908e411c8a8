// MAPI-03: nobody can close a trade of the old gateway on Alipay's site: an order has a time limit, or the shop closes it
// by the service (002:L30-32).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const pagesEndByTimeOrByClose = rule({
  id: 'MAPI-03',
  source: '002:L30-32',
  severity: 'minor',
  families: ['M'],
  title: ['Closed by time or by close_trade', '超时或接口关闭'],
  trigger: ['An order was submitted', '提交了订单'],
  remedy: [
    'Send it_b_pay with every order, or call close_trade for what you give up.',
    '每笔订单传 it_b_pay，或对放弃的订单调用 close_trade。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => judge(trace, attempt))
  },
})

function judge(trace: Trace, attempt: Attempt): Finding[] {
  const [first] = submissionsOf(trace, attempt)
  if (!first) return []
  const expires = first.order?.expires
  if (expires !== undefined) {
    const en = `The order has a time limit: ${expires}.`
    return [finding('pass', [first.seq], en, `订单设置了超时时间：${expires}。`)]
  }
  const closed = attempt.calls.find(({ op }) => op === 'CLOSE')
  if (closed) {
    const en = 'Without a time limit, but the shop called close_trade.'
    return [finding('pass', [first.seq, closed.evidence], en, '未设置超时时间，但调用了关闭接口。')]
  }
  const en = 'The order has no time limit, and nobody called close_trade.'
  return [finding('warn', [first.seq], en, '订单未设置超时时间，也未调用关闭接口。')]
}
