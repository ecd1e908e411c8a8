// NTF-21: a genuine notification with Chinese, spaces, `+`, `%2B`, `&` and `=` in its text is
// accepted: each parameter is decoded once, in the charset that it names.
import type { Rule } from '../rule.ts'
import { checkUnusual } from './unusual-notices.ts'

export const textIsDecodedOnce: Rule = {
  id: 'NTF-21',
  source: '004:L411-416',
  check(trace, parameters) {
    const words = ['special characters in its text', '文本含特殊字符'] as const
    return checkUnusual(trace, parameters, 'text', words)
  },
}
