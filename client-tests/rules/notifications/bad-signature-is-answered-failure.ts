// NTF-02: a forged notification is answered `failure`; any other refusal will do, `success` will not.
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'

export const badSignatureIsAnsweredFailure = rule({
  id: 'NTF-02',
  source: '004:L155',
  severity: 'minor',
  families: ['O', 'M'],
  title: ['A bad signature is answered failure', '验签失败返回 failure'],
  trigger: ['A forged notification was answered', '应答了伪造的通知'],
  remedy: [
    'Answer `failure` when the signature does not verify, and look into it.',
    '验签失败时输出 failure，并排查来源。',
  ],
  seenBy: 'traffic',
  needs: 'notifications',
  timeless: true,
  check(trace) {
    return perAttempt(trace, ({ notices }) =>
      notices
        .filter(({ bend, byBrowser }) => bend === 'forged' && !byBrowser)
        .filter(({ httpStatus }) => httpStatus !== undefined)
        .map(judge),
    )
  },
})

function judge({ body = '', httpStatus, evidence }: Notice): Finding {
  if (httpStatus === 200 && /^\s*"?success"?\s*$/i.test(body)) {
    return finding(
      'fail',
      [evidence],
      'A notification with a false signature was answered `success`.',
      '签名不实的通知被应答 success。',
    )
  }
  return body.trim() === 'failure'
    ? finding('pass', [evidence], 'The reply was `failure`.', '应答为 failure。')
    : finding(
        'pass',
        [evidence],
        `The reply, HTTP ${httpStatus}, was a refusal, though not the word \`failure\`.`,
        `应答 HTTP ${httpStatus} 未接受，但不是 failure。`,
      )
}
