// NTF-21: a genuine notification with Chinese, spaces, `+`, `%2B`, `&` and `=` in its text is
// accepted: each parameter is decoded once, in the charset that it names.
import { rule } from '../rule.ts'
import { checkUnusual } from './unusual-notices.ts'

export const textIsDecodedOnce = rule({
  id: 'NTF-21',
  source: '004:L411-416',
  severity: 'major',
  families: ['O', 'M'],
  title: ['Decode once, in the charset it names', '只解码一次'],
  trigger: ['A genuine notification had special characters', '真实通知含特殊字符'],
  remedy: [
    'Let the framework decode the form once, and verify over the decoded values.',
    '表单只解码一次，以解码后的值验签。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace, parameters) {
    const words = ['special characters in its text', '文本含特殊字符'] as const
    return checkUnusual(trace, parameters, 'text', words)
  },
})
