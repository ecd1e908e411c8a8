// Whether a true notification with something unusual about it was accepted, and whether its news was
// taken: an acknowledgement alone may mean that it was thrown away. Shared by the rules on parameters
// and on text.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { isRefusal, type Notice } from '../notices.ts'
import type { Parameters } from '../parameters.ts'
import type { Verdict } from '../rule.ts'
import { seconds } from '../figures.ts'
import { isTheOnlyNews, OPEN } from './notification-alone-is-enough.ts'
import { isKnown } from './old-news-is-acknowledged.ts'

export function checkUnusual(
  trace: Trace,
  parameters: Parameters,
  unusual: NonNullable<Notice['unusual']>,
  words: readonly [en: string, zh: string],
): Verdict {
  const limitMs = readBands(trace, parameters).upTo(parameters.beliefAfterNoticeMs)
  return perAttempt(trace, (attempt) =>
    attempt.notices
      .filter((notice) => notice.unusual === unusual && notice.httpStatus !== undefined)
      .flatMap((notice) => judge(trace, attempt, notice, { words, limitMs })),
  )
}

/** Replies that are no word of acceptance but no refusal either belong to NTF-09, NTF-10, NTF-12. */
function judge(
  trace: Trace,
  attempt: Attempt,
  notice: Notice,
  { words: [en, zh], limitMs }: { words: readonly [string, string]; limitMs: number },
): Finding[] {
  const { httpStatus = 0, body = '', answer, evidence } = notice
  const isRefused =
    httpStatus >= 500 || httpStatus === 400 || (httpStatus === 200 && isRefusal(answer))
  const reply = `HTTP ${httpStatus} ${JSON.stringify(body.slice(0, 40))}`
  // Refused because it was known already: NTF-20.
  if (isRefused && isKnown(attempt, notice)) return []
  if (isRefused) {
    const what = `A genuine notification with ${en} was refused: ${reply}.`
    return [finding('fail', [evidence], what, `${zh}的真实通知被拒：${reply}。`)]
  }
  if (httpStatus < 200 || httpStatus >= 300) return []
  const dropped = isDropped(trace, attempt, notice, limitMs)
  if (dropped) {
    const { status } = dropped
    const how = `acknowledged and dropped: ${seconds(limitMs)} later the sale is ${status}`
    const wie = `被应答后丢弃：${seconds(limitMs)} 后仍为 ${status}`
    const what = `A genuine notification with ${en} was ${how}.`
    return [finding('fail', [evidence, dropped.seq], what, `${zh}的真实通知${wie}。`)]
  }
  const what = `A genuine notification with ${en} was accepted.`
  return [finding('pass', [evidence], what, `${zh}的真实通知被接受。`)]
}

/** The belief that should have changed by then, where nothing but this notification told of it. */
function isDropped(trace: Trace, attempt: Attempt, notice: Notice, limitMs: number) {
  const { beliefs } = attempt.sale
  const { sentMs } = notice
  const isNews = isPaidNotice(notice) && !notice.ofRefund && trace.endMs >= sentMs + limitMs
  if (!isNews || !isTheOnlyNews(attempt, notice, limitMs)) return undefined
  const after = beliefs.findLast(({ elapsedMs }) => elapsedMs <= sentMs + limitMs)
  return after && OPEN.has(after.status) ? after : undefined
}
