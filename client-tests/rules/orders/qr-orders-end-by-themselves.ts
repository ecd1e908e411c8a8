// ORD-04: a QR order has a time limit of its own, or somebody cancels or closes it: else it stays
// payable for days after everybody has left.
import { isClosed } from '../evidence.ts'
import { finding, perAttempt } from '../judge.ts'
import { readOrders } from '../orders.ts'
import { rule } from '../rule.ts'

export const qrOrdersEndByThemselves = rule({
  id: 'ORD-04',
  source: '000:L34; 004:L74',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['A time limit on each QR order', '设置超时时间'],
  trigger: ['A QR order was shown', '生成了二维码'],
  remedy: [
    'Send timeout_express with every QR order, or cancel it when you give it up.',
    '预下单传 timeout_express，或在放弃时撤销。',
  ],
  seenBy: 'traffic',
  needs: 'PRECREATE',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const shown = attempt.calls.some(({ op, outcome }) => op === 'PRECREATE' && outcome === 'OK')
      const orders = readOrders(trace).filter((order) => order.attempt === attempt)
      if (!shown || orders.length === 0) return []
      const limited = orders.find(({ text }) => text.expires !== undefined)
      if (limited) {
        const { expires = '' } = limited.text
        const en = `The QR order has a time limit: ${expires}.`
        return [finding('pass', [limited.evidence], en, `预下单设置了超时时间：${expires}。`)]
      }
      const evidence = orders.map((order) => order.evidence)
      const closed = attempt.calls.find((call) => isClosed(call) && call.op !== 'QUERY')
      if (closed) {
        const en = `Without a time limit, but ended by ${closed.op}.`
        const zh = `未设置超时时间，但由 ${closed.op} 关闭。`
        return [finding('pass', [...evidence, closed.evidence], en, zh)]
      }
      const en = 'The QR order has no time limit, and nobody has cancelled or closed it.'
      return [finding('warn', evidence, en, '预下单未设置超时时间，也未撤销或关闭。')]
    })
  },
})
