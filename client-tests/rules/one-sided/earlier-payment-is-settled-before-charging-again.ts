// ONE-04: when the buyer is to pay again and an earlier attempt turns out paid, either that payment
// is kept, or it has gone back before the buyer is charged anew.
import type { Attempt, Call, Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { newsOf } from '../evidence.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'

export const earlierPaymentIsSettledBeforeChargingAgain = rule({
  id: 'ONE-04',
  source: '000:L42; 004:L92',
  severity: 'critical',
  families: ['O'],
  kind: 'outcome',
  title: ['Give back first, then charge again', '先退款再付'],
  trigger: ['An earlier attempt was found paid', '发现上一笔已支付'],
  remedy: [
    'Keep the earlier payment, or wait for its refund before the buyer pays anew.',
    '保留上一笔支付，或待其退款成功后再次收款。',
  ],
  seenBy: 'both',
  comparesAttempts: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perSale(trace, (sale) => judge(sale, allowanceMs))
  },
})

const PAY_ANEW = new Set(['pay-again', 'sell-again'])

function judge(sale: Sale, allowanceMs: number): Finding[] {
  const asked = sale.acts.find(({ act }) => PAY_ANEW.has(act))
  return sale.attempts.flatMap((earlier, place): Finding[] => {
    const paid = newsOf(earlier).find(({ kind }) => kind === 'paid')
    if (!paid) return []
    const anew = sale.attempts
      .slice(place + 1)
      .flatMap(({ calls }) => calls.find((call) => opens(call)) ?? [])
      .filter((call) => call.startMs > paid.atMs + allowanceMs)
    const early = anew.find((call) => !wentBackBefore(earlier, call))
    if (early) {
      const en = 'The buyer was charged anew while an earlier payment, known as paid, still stood.'
      const zh = '已知先前支付成功且尚未退回，便再次收款。'
      return [finding('fail', [paid.evidence, early.evidence], en, zh)]
    }
    const [first] = anew
    if (first) {
      const en = 'The earlier payment had gone back before the buyer was charged anew.'
      return [finding('pass', [paid.evidence, first.evidence], en, '先退回上一笔，再次收款。')]
    }
    // Asked to charge anew, and the payment was found in time: it is the sale's.
    if (!asked) return []
    const en = 'The earlier attempt was found paid, and nobody was charged anew.'
    return [finding('pass', [asked.seq, paid.evidence], en, '查明上一笔已支付，未再次收款。')]
  })
}

const opens = ({ op }: Call) => op === 'PAY' || op === 'PRECREATE'

function wentBackBefore({ calls }: Attempt, { startMs }: Call): boolean {
  return calls.some(
    ({ op, outcome, seenMs }) =>
      (op === 'REFUND' || op === 'CANCEL') && outcome === 'OK' && seenMs <= startMs,
  )
}
