// ONE-01: whoever shows a sale as PAID has been told so first, and at the end the money is there.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { turnsTo, knewOfPayment } from '../evidence.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { seconds, yuan } from '../figures.ts'
import { readMoney } from './money.ts'

export const paidBeliefHasAPayment = rule({
  id: 'ONE-01',
  source: '004:L165-167',
  severity: 'critical',
  families: ['O', 'A', 'M', 'W'],
  kind: 'outcome',
  title: ['No PAID without a payment', '无付款不得记为已支付'],
  trigger: ['The merchant said what it believes of a sale', '商户给出了订单状态'],
  remedy: [
    'Set PAID only on a delivered success: PAY, QUERY or a verified notification.',
    '仅凭支付、查询的成功应答或验签通过的通知置为已支付。',
  ],
  seenBy: 'adapter',
  needed: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perSale(trace, (sale) => {
      const last = sale.beliefs.at(-1)
      if (!last) return []
      const untold = turnsTo(sale, ['PAID'])
        .filter(({ elapsedMs }) => !knewOfPayment(sale, elapsedMs + allowanceMs))
        .map(({ seq, elapsedMs }) =>
          finding(
            'fail',
            [seq],
            `The sale was shown as PAID at ${seconds(elapsedMs)}, before anything proved a payment.`,
            `${seconds(elapsedMs)} 时显示已支付，而此前没有任何支付证据。`,
          ),
        )
      return [...untold, atTheEnd(trace, sale, last)]
    })
  },
})

function atTheEnd(trace: Trace, sale: Sale, last: Sale['beliefs'][number]): Finding {
  const money = readMoney(trace, sale)
  const commits = sale.attempts.flatMap((attempt) => attempt.books.at(-1)?.seq ?? [])
  if (last.status !== 'PAID' || money.netFen > 0) {
    const en = `Shown as ${last.status} at the end; the gateway holds ${yuan(money.netFen)}.`
    const zh = `最终显示 ${last.status}，网关实收 ${yuan(money.netFen)}。`
    return finding('pass', [commits, last.seq], en, zh)
  }
  const en = `Shown as PAID at the end, but the gateway holds nothing (${money.state}).`
  const zh = `最终显示已支付，网关却分文未收（${money.state}）。`
  return finding('fail', [commits, last.seq], en, zh)
}
