// NTF-03: a validly signed notification under another app_id is ignored.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import { rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FOREIGN_APP: Unbelievable = {
  is: ({ bend }) => bend === 'app',
  en: 'a notification under another app_id',
  zh: 'app_id 不符的通知',
}

export const appIdIsOurOwn = rule({
  id: 'NTF-03',
  source: '004:L159',
  severity: 'critical',
  families: ['O'],
  title: ['The app_id is our own', '校验 app_id'],
  trigger: ['A signed notification named another app_id', '验签通过的通知 app_id 不符'],
  remedy: [
    'Compare app_id with the app that the order was placed under.',
    '将 app_id 与下单所用应用比对，不符则忽略。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  needed: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judgeBent(attempt, FOREIGN_APP, allowanceMs))
  },
})
