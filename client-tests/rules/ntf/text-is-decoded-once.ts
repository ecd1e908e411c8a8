// NTF-21: a genuine notification with Chinese, spaces, `+`, `%2B`, `&` and `=` in its text is
// accepted: each parameter is decoded once, in the charset that it names.
import { perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { judgeUnusual } from './unusual-notices.ts'

export const textIsDecodedOnce: Rule = {
  id: 'NTF-21',
  source: '004:L411-416',
  check(trace) {
    return perAttempt(trace, (attempt) =>
      judgeUnusual(attempt, 'text', ['special characters in its text', '文本含特殊字符']),
    )
  },
}
