// MAPI-14: what an order passes in extra_common_param comes back on the way home and with every notification: signed like
// everything else, and no reason to refuse them (002:L40-41).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { submissionsOf } from './submissions.ts'

export const whatWasPassedComesBack = rule({
  id: 'MAPI-14',
  source: '002:L40-41',
  severity: 'minor',
  families: ['M'],
  title: ['extra_common_param comes back', '公用回传参数'],
  trigger: ['An order passed something that came back', '订单传了公用回传参数并被带回'],
  remedy: [
    'Verify over all parameters that came, extra_common_param among them.',
    '验签时包含全部返回参数（含 extra_common_param）。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  check(trace) {
    return perAttempt(trace, (attempt) => judge(trace, attempt))
  },
})

function judge(trace: Trace, attempt: Attempt): Finding[] {
  const [first] = submissionsOf(trace, attempt)
  if (first?.order?.passback === undefined) return []
  const genuine = attempt.notices.filter(
    ({ bend, byBrowser, httpStatus }) => bend === undefined && !byBrowser && httpStatus === 200,
  )
  const back = attempt.sale.acts.find(({ act }) => act === 'return')
  const refused = genuine.find(({ acknowledged }) => !acknowledged)
  const evidence = [first.seq, genuine.map((one) => one.evidence).flat(), back?.seq ?? []]
  if (refused || (back && back.status >= 400)) {
    const en = 'News that carried extra_common_param was refused.'
    const about = refused?.evidence ?? back?.seq ?? []
    return [finding('fail', [first.seq, about], en, '带有 extra_common_param 的返回或通知被拒。')]
  }
  if (genuine.length === 0 && !back) return []
  const en = 'News that carried extra_common_param was taken.'
  return [finding('pass', evidence, en, '带有 extra_common_param 的返回与通知均被接受。')]
}
