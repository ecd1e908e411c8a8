// MAPI-01: the same order may be submitted again only unchanged, and only until it is paid: buyer, seller, amount and
// time limit stay what they were (002:L5-7, L14-15).
import type { EntryOf, OrderText } from '../../../server/journal/entry.ts'
import { parseYuan } from '../../../server/values/money.ts'
import type { Attempt } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const repeatedOrdersStayAsTheyWere = rule({
  id: 'MAPI-01',
  source: '002:L5-7,L14-15',
  severity: 'major',
  families: ['M'],
  title: ['Submit again only unchanged and unpaid', '重复调用须一致且未支付'],
  trigger: ['An order was submitted twice', '同一订单重复提交'],
  remedy: [
    'Store the order, submit it again exactly as it was, and not once it is known to be paid.',
    '保存订单，重复提交时参数保持一致；已知支付成功后不再提交。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => judge(attempt, submissionsOf(trace, attempt)))
  },
})

function judge(attempt: Attempt, submitted: readonly EntryOf<'request'>[]): Finding[] {
  const [first, ...again] = submitted
  if (!first || again.length === 0) return []
  const changed = again.find(({ order }) => differences(first.order, order).length > 0)
  const evidence = [first.seq, ...again.map(({ seq }) => seq)]
  if (changed) {
    const what = differences(first.order, changed.order).join(', ')
    const en = `The same order came again with another ${what}.`
    return [finding('fail', [first.seq, changed.seq], en, `同一订单重复提交时 ${what} 已改变。`)]
  }
  const paid = newsOf(attempt).find(({ kind }) => kind === 'paid')
  const late = paid && again.find(({ elapsedMs }) => elapsedMs > paid.atMs)
  if (late) {
    const en = 'The order was submitted again although it was known to be paid.'
    return [finding('fail', [first.seq, late.seq], en, '已知支付成功，仍再次提交同一订单。')]
  }
  const en = `Submitted ${submitted.length} times, always as the same order.`
  return [finding('pass', evidence, en, `共提交 ${submitted.length} 次，参数始终一致。`)]
}

function differences(before: OrderText | undefined, after: OrderText | undefined): string[] {
  const fieldsOf = (order: OrderText | undefined) => ({
    total_fee: parseYuan(order?.total ?? '') ?? order?.total,
    seller: order?.payee?.named,
    buyer: order?.payer,
    it_b_pay: order?.expires,
  })
  const was = fieldsOf(before)
  return Object.entries(fieldsOf(after)).flatMap(([name, value]) =>
    Object.entries(was).some(([other, one]) => other === name && one !== value) ? [name] : [],
  )
}
