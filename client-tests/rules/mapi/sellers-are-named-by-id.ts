// MAPI-04: the seller is named by seller_id, which never changes. A login name may: then every order is refused, and to
// bring the same one again helps nobody (002:L46-47).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const sellersAreNamedById = rule({
  id: 'MAPI-04',
  source: '002:L46-47',
  severity: 'minor',
  families: ['M'],
  title: ['The seller by seller_id', '使用 seller_id 收款'],
  trigger: ['An order was submitted', '提交了订单'],
  remedy: [
    'Send seller_id; where you send seller_email, have a way to change it when the login name changes.',
    '传 seller_id；若使用 seller_email，登录名变更时须同步修改。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => judge(trace, attempt, parameters))
  },
})

function judge(trace: Trace, attempt: Attempt, { repeatsAfterRefusal }: Parameters): Finding[] {
  const submitted = submissionsOf(trace, attempt)
  const [first] = submitted
  if (!first) return []
  const by = first.order?.payee?.by
  if (by === 'id') {
    return [finding('pass', [first.seq], 'The seller is named by id.', '以 seller_id 指定收款方。')]
  }
  const refused = submitted.filter(({ exchange }) =>
    trace
      .of('answer')
      .some((one) => one.exchange === exchange && one.result.reason === 'ReceiverNotAllowed'),
  )
  if (refused.length - 1 > repeatsAfterRefusal.warn) {
    const evidence = refused.map(({ seq }) => seq)
    const en = `The gateway knows no such seller, and the order was brought ${refused.length} times.`
    const zh = `网关提示收款账号不存在，同一订单仍提交 ${refused.length} 次。`
    return [finding('fail', evidence, en, zh)]
  }
  const en = 'The seller is named by a login name, which may change.'
  return [finding('warn', [first.seq], en, '以登录名指定收款方，登录名可能变更。')]
}
