// NTF-10: the endpoint takes a bare POST: no redirect, no login, no cookie, no token of a form.
import { isDelivered } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'

/** 401, 403, and 419, which some frameworks answer when the token of a form is missing. */
const ASKS_WHO_YOU_ARE = new Set([401, 403, 419])

export const endpointAsksForNoSession = rule({
  id: 'NTF-10',
  source: '004:L397-399',
  severity: 'major',
  families: ['O', 'A', 'M'],
  title: ['No redirect, cookie or login', '禁止跳转与会话'],
  trigger: ['A notification was answered', '应答了通知'],
  remedy: [
    'Exempt the notify_url from login, CSRF tokens and redirects.',
    'notify_url 不得要求登录、CSRF 令牌，也不得跳转。',
  ],
  seenBy: 'traffic',
  needs: 'notifications',
  check(trace) {
    return perAttempt(trace, ({ notices }) => notices.filter(isDelivered).flatMap(judge))
  },
})

/** The statuses that this rule books; the others are NTF-12's. */
export function asksForSession(httpStatus: number): boolean {
  return (httpStatus >= 300 && httpStatus < 400) || ASKS_WHO_YOU_ARE.has(httpStatus)
}

function judge({ httpStatus, evidence }: Notice): Finding[] {
  if (httpStatus === undefined) return []
  if (httpStatus >= 200 && httpStatus < 300) {
    const en = `A POST without cookies was answered HTTP ${httpStatus}.`
    return [finding('pass', [evidence], en, `不带 Cookie 的 POST 应答 HTTP ${httpStatus}。`)]
  }
  if (!asksForSession(httpStatus)) return []
  const what = httpStatus < 400 ? 'a redirect' : 'a demand for a session'
  const zh = httpStatus < 400 ? '跳转' : '要求登录或会话'
  return [
    finding(
      'fail',
      [evidence],
      `The reply was HTTP ${httpStatus}, ${what}.`,
      `应答为 HTTP ${httpStatus}（${zh}）。`,
    ),
  ]
}
