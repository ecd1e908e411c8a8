// NTF-11: a genuine notification with parameters nobody has seen before, or without optional ones,
// is accepted: what is signed is whatever has come.
import { rule } from '../rule.ts'
import { checkUnusual } from './unusual-notices.ts'

export const allParametersAreRead = rule({
  id: 'NTF-11',
  source: '004:L385,L412; 002:L91-92',
  severity: 'major',
  families: ['O', 'M'],
  title: ['All parameters are read, unknown ones too', '解析全部参数'],
  trigger: ['A genuine notification had other parameters than usual', '真实通知参数有增减'],
  remedy: [
    'Verify over all parameters that came, not over a list of your own.',
    '以实际收到的全部参数验签，不要使用固定参数列表。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  check(trace, parameters) {
    return checkUnusual(trace, parameters, 'params', ['other parameters than usual', '参数有增减'])
  },
})
