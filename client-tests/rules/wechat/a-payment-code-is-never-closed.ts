// WX-03: an order that was paid by code, or waits for it, cannot be closed by closeorder: it is reversed
// (003:L47).
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'

export const aPaymentCodeIsNeverClosed = rule({
  id: 'WX-03',
  source: '003:L47',
  severity: 'minor',
  families: ['W'],
  title: ['No closeorder on payment codes', '付款码订单不可关单'],
  trigger: ['An order by payment code was ended', '结束了一笔付款码订单'],
  remedy: ['End it by /secapi/pay/reverse.', '使用撤销接口 /secapi/pay/reverse 结束订单。'],
  seenBy: 'traffic',
  check: (trace) => perAttempt(trace, judge),
})

function judge({ channel, calls }: Attempt): Finding[] {
  if (channel !== 'barcode') return []
  const closes = calls.filter(({ op }) => op === 'CLOSE')
  if (closes.length > 0) {
    const evidence = closes.map((close) => close.evidence)
    const en = `closeorder was called ${closes.length} times for a payment by code.`
    return [finding('fail', evidence, en, `对付款码订单调用了 ${closes.length} 次关单。`)]
  }
  const reverse = calls.find(({ op }) => op === 'CANCEL')
  if (!reverse) return []
  return [finding('pass', [reverse.evidence], 'It was ended by a reverse.', '订单以撤销结束。')]
}
