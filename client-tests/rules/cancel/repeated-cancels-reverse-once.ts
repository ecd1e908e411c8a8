// CAN-05: however often the same cancel is answered, or told of by a notification, the books hold one
// reversal of that payment.
import type { Attempt, Sale } from '../attempts.ts'
import { finding, perSale, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { readRefundNumbers } from '../refunds.ts'
import { rule } from '../rule.ts'

export const repeatedCancelsReverseOnce = rule({
  id: 'CAN-05',
  source: '003:L39-40',
  severity: 'major',
  families: ['O', 'W'],
  title: ['A repeated cancel is one reversal', '重复撤销幂等'],
  trigger: ['The same cancel was answered twice', '同一撤销多次返回成功'],
  remedy: [
    'Book a reversal once per payment, whatever the number of replies.',
    '每笔支付只记一次冲正。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    return perSale(trace, (sale) => judge(sale, parameters))
  },
})

function judge(sale: Sale, { cancelNamesAction }: Parameters): Finding[] {
  const repeated = sale.attempts.filter((attempt) => reportsOf(attempt).length > 1)
  const showsEffects = sale.beliefs.some(({ effects }) => effects.length > 0)
  const last = sale.beliefs.at(-1)
  if (repeated.length === 0 || !last) return []
  const reversals = Math.max(
    ...sale.beliefs.map(({ effects }) => effects.filter(({ type }) => isBack(type)).length),
  )
  const refunds = sale.attempts.flatMap((attempt) => readRefundNumbers(attempt)).length
  const cancelled = sale.attempts.filter((attempt) => reportsOf(attempt).length > 0).length
  const reports = repeated.flatMap((attempt) => reportsOf(attempt))
  const evidence = [...reports, last.seq]
  const en = `${reports.length} replies told of the same cancel, and ${reversals} reversals were booked.`
  const zh = `同一撤销有 ${reports.length} 次应答，商户记录了 ${reversals} 笔冲正。`
  if (reversals > refunds + cancelled) return [finding('fail', evidence, en, zh)]
  // A closed trade needs no reversal, nor does one of which nobody said that it was paid; where one is due its
  // absence is CAN-04's.
  const needsNone = last.status === 'UNPAID' || (!cancelNamesAction && last.status === 'REVERSED')
  return showsEffects || reversals > 0 || needsNone ? [finding('pass', evidence, en, zh)] : []
}

function isBack(type: string): boolean {
  return type === 'REVERSED' || type === 'REFUNDED'
}

/** Every message that says the attempt has been cancelled. */
function reportsOf({ calls, notices }: Attempt): (readonly number[])[] {
  const replies = calls.filter((call) => call.op === 'CANCEL' && call.outcome === 'OK')
  if (replies.length === 0) return []
  const notified = notices.filter(
    ({ ofRefund, lost, bend }) => ofRefund && !lost && bend !== 'forged',
  )
  return [...replies, ...notified].map(({ evidence }) => evidence)
}
