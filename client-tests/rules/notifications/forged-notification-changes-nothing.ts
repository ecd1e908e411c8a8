// NTF-01: a notification whose signature does not verify changes neither belief nor effects; the
// same for a forged way back of a buyer in a browser.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FORGED: Unbelievable = {
  is: ({ bend }) => bend === 'forged',
  en: 'a notification with a false signature',
  zh: '签名不实的通知',
}

export const forgedNotificationChangesNothing: Rule = {
  id: 'NTF-01',
  source: '000:L6; 004:L146-156,L417-419; 001:L128',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judgeBent(attempt, FORGED, allowanceMs))
  },
}
