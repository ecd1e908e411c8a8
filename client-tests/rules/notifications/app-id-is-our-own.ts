// NTF-03: a validly signed notification under another app_id is ignored.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FOREIGN_APP: Unbelievable = {
  is: ({ bend }) => bend === 'app',
  en: 'a notification under another app_id',
  zh: 'app_id 不符的通知',
}

export const appIdIsOurOwn: Rule = {
  id: 'NTF-03',
  source: '004:L159',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judgeBent(attempt, FOREIGN_APP, allowanceMs))
  },
}
