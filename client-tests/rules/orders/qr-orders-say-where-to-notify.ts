// ORD-12: a QR order says where its result shall be told. Without that only polling can know it; a
// notification that came all the same shows that an address is set elsewhere.
import { finding, perAttempt } from '../judge.ts'
import { readOrders } from '../orders.ts'
import { rule } from '../rule.ts'

export const qrOrdersSayWhereToNotify = rule({
  id: 'ORD-12',
  source: '004:L313',
  severity: 'major',
  families: ['O'],
  title: ['notify_url on QR orders', '预下单传通知地址'],
  trigger: ['A QR order was sent', '发送了预下单'],
  remedy: [
    'Send an absolute http(s) notify_url with every PRECREATE, and poll besides.',
    '预下单传入绝对的 http(s) 通知地址，并同时轮询。',
  ],
  seenBy: 'traffic',
  needs: 'PRECREATE',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => {
      const orders = readOrders(trace).filter(
        (order) => order.attempt === attempt && order.op === 'PRECREATE',
      )
      const [order] = orders
      if (!order) return []
      const urls = orders.flatMap(({ text }) => text.notifyUrl ?? [])
      const good = urls.find((url) => isAbsolute(url))
      const evidence = orders.map((each) => each.evidence)
      if (good !== undefined) {
        return [finding('pass', evidence, `notify_url is ${good}.`, `notify_url 为 ${good}。`)]
      }
      const notified = attempt.notices.find((notice) => notice.bend === undefined)
      if (notified && urls.length === 0) {
        const en = 'No notify_url in the order, but notifications come: one is set for the app.'
        return [finding('pass', [...evidence, notified.evidence], en, '应用级通知地址已生效。')]
      }
      const what = urls.length === 0 ? 'missing' : `"${urls.join(', ')}", no absolute address`
      const poll = attempt.calls.find(({ op, manual }) => op === 'QUERY' && !manual)
      // What was never shown has nothing to be polled for.
      const shown = attempt.calls.some(({ op, outcome }) => op === 'PRECREATE' && outcome === 'OK')
      const status = poll || !shown ? 'warn' : 'fail'
      const en = `notify_url is ${what}; the order ${poll ? 'is' : 'is not'} polled.`
      const zh = `notify_url 缺失或不是绝对地址；${poll ? '有轮询' : '也没有轮询'}。`
      return [finding(status, [...evidence, poll?.evidence ?? []], en, zh)]
    })
  },
})

function isAbsolute(text: string): boolean {
  const url = URL.parse(text)
  return url?.protocol === 'http:' || url?.protocol === 'https:'
}
