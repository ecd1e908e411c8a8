// NTF-06: a validly signed notification that names another seller than the order's is ignored.
import { readBands } from '../band.ts'
import { perAttempt } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FOREIGN_SELLER: Unbelievable = {
  is: ({ bend }) => bend === 'seller',
  en: 'a notification with another seller_id',
  zh: 'seller_id 不符的通知',
}

export const sellerIsOurOwn: Rule = {
  id: 'NTF-06',
  source: '004:L423',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => judgeBent(attempt, FOREIGN_SELLER, allowanceMs))
  },
}
