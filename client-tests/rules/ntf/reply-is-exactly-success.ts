// NTF-09: an accepted notification is answered with the seven bytes `success` and nothing else.
// Other statuses than 200 are NTF-10's and NTF-12's; an explicit refusal accepts nothing.
import { finding, perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'

export const replyIsExactlySuccess: Rule = {
  id: 'NTF-09',
  source: '004:L154,L381-383,L395',
  check(trace) {
    return perAttempt(trace, (attempt) =>
      attempt.notices
        .filter((notice) => notice.bend === undefined && notice.httpStatus === 200)
        .filter(({ body = '' }) => !/^\s*"?fail(ure)?"?\s*$/i.test(body))
        .map(({ body = '', evidence }) =>
          body === 'success'
            ? finding('pass', [evidence], 'The reply was exactly `success`.', '应答恰为 success。')
            : finding(
                'fail',
                [evidence],
                `The reply was ${shown(body)} instead of exactly "success".`,
                `应答为 ${shown(body)}，而非恰好 "success"。`,
              ),
        ),
    )
  },
}

/** Escapes make a newline or a byte order mark visible. */
function shown(body: string): string {
  const text = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  return text.replaceAll('\uFEFF', String.raw`\ufeff`)
}
