// Whether a true notification with something unusual about it was accepted. Shared by the rules on
// parameters and on text.
import type { Attempt } from '../attempts.ts'
import { finding, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { isKnown } from './old-news-is-acknowledged.ts'

/** Replies that are no word of acceptance but no refusal either belong to NTF-09, NTF-10, NTF-12. */
export function judgeUnusual(
  attempt: Attempt,
  unusual: NonNullable<Notice['unusual']>,
  [en, zh]: readonly [string, string],
): Finding[] {
  return attempt.notices
    .filter((notice) => notice.unusual === unusual && notice.httpStatus !== undefined)
    .flatMap((notice) => {
      const { httpStatus = 0, body = '', evidence } = notice
      const isRefused =
        httpStatus >= 500 || httpStatus === 400 || (httpStatus === 200 && /fail|error/i.test(body))
      const reply = `HTTP ${httpStatus} ${JSON.stringify(body.slice(0, 40))}`
      // Refused because it was known already: NTF-20.
      if (isRefused && isKnown(attempt, notice)) return []
      if (isRefused) {
        return [
          finding(
            'fail',
            [evidence],
            `A genuine notification with ${en} was refused: ${reply}.`,
            `${zh}的真实通知被拒：${reply}。`,
          ),
        ]
      }
      if (httpStatus !== 200) return []
      return [
        finding(
          'pass',
          [evidence],
          `A genuine notification with ${en} was accepted.`,
          `${zh}的真实通知被接受。`,
        ),
      ]
    })
}
