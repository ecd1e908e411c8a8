// NTF-20: a genuine notification of what is known already is ignored, but still answered `success`:
// else it comes again for a day.
import type { Attempt } from '../attempts.ts'
import { isClosed, isPaid } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'

export const oldNewsIsAcknowledged = rule({
  id: 'NTF-20',
  source: '004:L395; 001:L83',
  severity: 'minor',
  families: ['O', 'A', 'M'],
  title: ['Acknowledge what you ignore', '忽略也要应答'],
  trigger: ['A notification told what was known already', '通知内容早已知晓'],
  remedy: [
    'Answer `success` to a genuine duplicate; else it is sent again for a day.',
    '对真实的重复通知也输出 success，否则会重发一天。',
  ],
  seenBy: 'traffic',
  needs: 'notifications',
  check(trace, parameters) {
    return perAttempt(trace, (attempt) => {
      const known = attempt.notices.filter((notice) => isKnown(attempt, notice))
      return [...Map.groupBy(known, ({ notifyId }) => notifyId).values()].flatMap((sends) =>
        judge(sends, parameters),
      )
    })
  },
})

/** Told before, and acknowledged; or final for the merchant by a reply that it has read. */
export function isKnown({ notices, calls }: Attempt, notice: Notice): boolean {
  const { bend, lost, sentMs, tradeStatus, ofRefund, evidence } = notice
  if (bend !== undefined || lost || evidence.length < 2) return false
  const isKnownAlready = notices.some(
    (other) =>
      other.acknowledged &&
      other.repliedMs <= sentMs &&
      other !== notice &&
      other.tradeStatus === tradeStatus &&
      other.ofRefund === ofRefund &&
      isBefore(other, notice),
  )
  const isFinal = calls.some((call) => (isPaid(call) || isClosed(call)) && call.seenMs < sentMs)
  return isKnownAlready || isFinal
}

function isBefore({ evidence: [one = 0] }: Notice, { evidence: [other = 0] }: Notice): boolean {
  return one < other
}

function judge(sends: readonly Notice[], { refusedRepeats }: Parameters): Finding[] {
  const evidence = sends.map((notice) => notice.evidence)
  const first = sends.findIndex(({ acknowledged }) => acknowledged)
  const refused = first === -1 ? sends.length : first
  const en = `Old news was refused ${refused} time(s)${first === -1 ? '' : ', then acknowledged'}.`
  const zh = `已知结果的通知被拒 ${refused} 次${first === -1 ? '' : '，随后应答 success'}。`
  if (first !== -1 && refused <= refusedRepeats.pass) return [finding('pass', evidence, en, zh)]
  if (refused >= refusedRepeats.fail) return [finding('fail', evidence, en, zh)]
  if (refused >= refusedRepeats.warn || first !== -1) return [finding('warn', evidence, en, zh)]
  return [finding('inconclusive', evidence, en, zh)]
}
