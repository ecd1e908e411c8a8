// NTF-02: a forged notification is answered `failure`; any other refusal will do, `success` will not.
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { shownReply } from './reply-words.ts'

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

function judge({ body = '', answer, httpStatus = 0, evidence }: Notice): Finding {
  if (answer === 'accepted' || answer === 'nearly') {
    return finding(
      'fail',
      [evidence],
      `A notification with a false signature was accepted: ${shownReply(httpStatus, body)}.`,
      `签名不实的通知被接受：${shownReply(httpStatus, body)}。`,
    )
  }
  const shown = shownReply(httpStatus, body)
  return answer === 'refused'
    ? finding('pass', [evidence], `The reply was a refusal: ${shown}.`, `应答为拒绝：${shown}。`)
    : finding(
        'pass',
        [evidence],
        `The reply accepted nothing, though it is no plain refusal: ${shown}.`,
        `应答 ${shown} 未接受，但也不是明确的拒绝。`,
      )
}
