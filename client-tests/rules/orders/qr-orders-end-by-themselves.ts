// ORD-04: an order that the buyer opens (a QR code, a page) has a time limit of its own, or somebody cancels or closes it: else it stays
// payable for days after everybody has left.
import { INVITING_OPS, isOneOf } from '../../../server/journal/entry.ts'
import { isClosed } from '../evidence.ts'
import { finding, perAttempt } from '../judge.ts'
import { readAllOrders } from '../orders.ts'
import { rule } from '../rule.ts'

export const qrOrdersEndByThemselves = rule({
  id: 'ORD-04',
  source: '000:L34; 004:L74',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['A time limit on each order that waits', '设置超时时间'],
  trigger: [
    'An order was shown that the buyer opens: by a QR code, or on a page',
    '生成了二维码或付款页面',
  ],
  remedy: [
    'Send timeout_express (it_b_pay at the old gateway) with every QR or page order, or end it when you give it up.',
    '预下单、网页订单传 timeout_express（旧网关为 it_b_pay），或在放弃时撤销、关闭。',
  ],
  seenBy: 'traffic',
  needs: 'shown-orders',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const shown = attempt.calls.some(
        ({ op, outcome }) => isOneOf(INVITING_OPS, op) && outcome === 'OK',
      )
      const orders = readAllOrders(trace).filter((order) => order.attempt === attempt)
      if (!shown || orders.length === 0) return []
      const limited = orders.find(({ text }) => text.expires !== undefined)
      if (limited) {
        const { expires = '' } = limited.text
        const en = `The order has a time limit: ${expires}.`
        return [finding('pass', [limited.evidence], en, `订单设置了超时时间：${expires}。`)]
      }
      const evidence = orders.map((order) => order.evidence)
      const closed = attempt.calls.find((call) => isClosed(call) && call.op !== 'QUERY')
      if (closed) {
        const en = `Without a time limit, but ended by ${closed.op}.`
        const zh = `未设置超时时间，但由 ${closed.op} 关闭。`
        return [finding('pass', [...evidence, closed.evidence], en, zh)]
      }
      const en = 'The order has no time limit, and nobody has cancelled or closed it.'
      return [finding('warn', evidence, en, '订单未设置超时时间，也未撤销或关闭。')]
    })
  },
})
