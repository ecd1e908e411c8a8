// NTF-09: a genuine notification is answered with the seven bytes `success` and nothing else, under
// HTTP 200; at AMS with a result that says S. A refusal counts when the same notification is never taken afterwards: it may ask for
// another send. Other statuses are NTF-10's and NTF-12's; refused old news is NTF-20's, and what is
// refused for its unusual parameters or text NTF-11's and NTF-21's.
import type { Attempt } from '../attempts.ts'
import { wasBelieved } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { isKnown } from './old-news-is-acknowledged.ts'
import { shownReply, type AcknowledgementWords } from './reply-words.ts'

export const replyIsExactlySuccess = rule({
  id: 'NTF-09',
  source: '004:L154,L381-383,L395',
  severity: 'major',
  families: ['O', 'A', 'M'],
  title: ['The reply is exactly success', '仅输出 success'],
  trigger: ['A notification was accepted', '接受了一条通知'],
  remedy: [
    'Print the seven bytes `success`, nothing else; at AMS JSON with resultStatus S and resultCode SUCCESS.',
    '仅输出 success 七个字符，不含换行；国际网关（AMS）须返回 resultStatus 为 S、resultCode 为 SUCCESS 的 JSON。',
  ],
  seenBy: 'traffic',
  needs: 'notifications',
  check(trace, { beliefAfterNoticeMs, acknowledgement }) {
    const limits = { withinMs: beliefAfterNoticeMs, words: acknowledgement }
    const isGenuine = ({ bend, byBrowser }: Notice) => bend === undefined && !byBrowser
    return perAttempt(trace, (attempt) =>
      [...attempt.notices, ...attempt.batchNotices]
        .filter(isGenuine)
        .flatMap((notice) => judge(attempt, notice, limits)),
    )
  },
})

function judge(
  attempt: Attempt,
  notice: Notice,
  { withinMs, words }: { withinMs: number; words: AcknowledgementWords },
): Finding[] {
  const { httpStatus = 0, body = '', answer, evidence } = notice
  if (httpStatus < 200 || httpStatus >= 300) return []
  if (answer === 'accepted') {
    const en = `The reply was ${words.expected.en}.`
    return [finding('pass', [evidence], en, `应答为${words.expected.zh}。`)]
  }
  if (answer === 'refused' && notice.batchOf !== undefined) return refusedBatch(attempt, notice)
  if (answer === 'refused') return refused(attempt, notice, withinMs)
  const { en, zh } = words.causeOf(httpStatus, body)
  const shown = shownReply(httpStatus, body)
  return [
    finding(
      'fail',
      [evidence],
      `The reply was ${shown} instead of ${words.expected.en}: ${en}.`,
      `应答为 ${shown}，而非${words.expected.zh}：${zh}。`,
    ),
  ]
}

/** News of a batch that is never taken: its refunds stay open. */
function refusedBatch({ batchNotices }: Attempt, notice: Notice): Finding[] {
  const { httpStatus = 0, body = '', evidence, notifyId } = notice
  const isTaken = batchNotices.some((one) => one.acknowledged && one.notifyId === notifyId)
  if (isTaken) return []
  const shown = shownReply(httpStatus, body)
  const en = `A genuine notification of a batch was answered ${shown} and never taken.`
  return [finding('fail', [evidence], en, `真实的批量退款通知被应答 ${shown}，始终未被接受。`)]
}

function refused(attempt: Attempt, notice: Notice, withinMs: number): Finding[] {
  const { httpStatus = 0, body = '', evidence, notifyId, unusual, acknowledged } = notice
  if (acknowledged || unusual !== undefined || isKnown(attempt, notice)) return []
  const later = attempt.notices.find(
    (other) => other.acknowledged && other.notifyId === notifyId && other.sentMs >= notice.sentMs,
  )
  const shown = shownReply(httpStatus, body)
  const booked = wasBelieved(attempt, notice, withinMs)
  if (booked) {
    const en = `The notification was booked and answered ${shown}, so it is sent again.`
    return [
      finding('fail', [evidence, booked.seq], en, `通知已入账，应答却为 ${shown}，因而会重发。`),
    ]
  }
  // Who is in the middle of a call about this order may ask for another send (001:L130).
  if (later || isBusy(attempt, notice)) return []
  const en = `A genuine notification was answered ${shown} and never taken.`
  return [finding('fail', [evidence], en, `真实通知被应答 ${shown}，始终未被接受。`)]
}

function isBusy({ calls }: Attempt, { sentMs }: Notice): boolean {
  return calls.some(({ startMs, seenMs }) => startMs <= sentMs && sentMs <= seenMs)
}
