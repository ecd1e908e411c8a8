// ORD-01: an out_trade_no stands for one order: one sale, one amount, one subject, one payment code.
// Sending the very same order again is no new order; what follows an unknown outcome does that.
import type { Trace } from '../../../server/journal/trace.ts'
import { parseYuan } from '../../../server/values/money.ts'
import type { Attempt, Call } from '../attempts.ts'
import { isClosed } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { readAllOrders, type Order } from '../orders.ts'
import { rule } from '../rule.ts'

export const eachOrderHasItsOwnNumber = rule({
  id: 'ORD-01',
  source: '000:L28-30; 004:L62-66',
  severity: 'major',
  families: ['O', 'M', 'W'],
  title: ['New order, new number', '跳号'],
  trigger: ['An order was sent', '发送了支付或预下单'],
  remedy: [
    'Draw a new out_trade_no for every new order and every new try; repeat one only unchanged.',
    '每笔新订单、每次新尝试都用新订单号；重发时参数不变。',
  ],
  seenBy: 'traffic',
  comparesAttempts: true,
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const orders = sent(trace, attempt)
      const [first] = orders
      if (!first) return []
      const reused = orders.slice(1).flatMap((next, place) => {
        const before = orders[place] ?? first
        return judge(attempt, before, next)
      })
      if (reused.length > 0) return reused
      const en = `${orders.length} time(s) sent, always as the same order.`
      const zh = `共发送 ${orders.length} 次，始终是同一笔订单。`
      const evidence = orders.map(({ order }) => order.evidence)
      return [finding('pass', evidence, en, zh)]
    })
  },
})

interface Sent {
  order: Order
  call: Call
}

function sent(trace: Trace, attempt: Attempt): Sent[] {
  const calls = new Map(attempt.calls.map((call) => [call.seq, call]))
  return readAllOrders(trace).flatMap((order) => {
    const call = calls.get(order.evidence[0] ?? 0)
    return call && order.attempt === attempt ? [{ order, call }] : []
  })
}

function judge(attempt: Attempt, before: Sent, next: Sent): Finding[] {
  const changed = changes(before.order, next.order)
  const closed = attempt.calls.find((call) => isClosed(call) && call.endSeq < next.call.seq)
  const evidence = [before.call.evidence, closed?.evidence ?? [], next.call.evidence]
  if (closed) {
    const en = `The number was used for a new try after ${closed.op} had closed it.`
    return [finding('fail', evidence, en, `${closed.op} 关闭之后又用同一订单号发起支付。`)]
  }
  if (changed.length === 0) return []
  const what = changed.join(', ')
  const outcome = before.call.endSeq < next.call.seq ? before.call.outcome : 'UNK'
  const failed = outcome === 'BIZFAIL' || outcome === 'REJECT'
  if (failed && changed.every((name) => name === 'auth_code')) {
    const en = 'After a definite failure the same number was used with another payment code.'
    return [finding('warn', evidence, en, '明确失败后，换付款码却沿用同一订单号。')]
  }
  const en = `The number was used again with another ${what} (the order before: ${outcome}).`
  return [
    finding('fail', evidence, en, `同一订单号再次使用，${what} 已改变（上一笔：${outcome}）。`),
  ]
}

function changes(a: Order, b: Order): string[] {
  const fieldsOf = (order: Order) => ({
    total_amount: parseYuan(order.text.total) ?? order.text.total,
    subject: order.text.subject,
    auth_code: order.authCode,
  })
  const before = fieldsOf(a)
  return Object.entries(fieldsOf(b)).flatMap(([name, value]) =>
    Object.entries(before).some(([other, was]) => other === name && was !== value) ? [name] : [],
  )
}
