// NTF-05: a validly signed notification with another amount is ignored; the right amount in another
// notation (20 for 20.00) is accepted.
import type { Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Rule } from '../rule.ts'
import { yuan } from '../said.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const OTHER_AMOUNT: Unbelievable = {
  is: ({ bend }) => bend === 'amount',
  en: 'a notification with another amount',
  zh: '金额不符的通知',
}

export const amountIsComparedWithTheOrder: Rule = {
  id: 'NTF-05',
  source: '004:L159,L423; 001:L128',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perAttempt(trace, (attempt) => [
      ...judgeBent(attempt, OTHER_AMOUNT, allowanceMs),
      ...judgeNotation(attempt),
    ])
  },
}

function judgeNotation(attempt: Attempt): Finding[] {
  const canonical = yuan(attempt.sale.amountFen)
  return attempt.notices
    .filter((notice) => isPaidNotice(notice) && notice.httpStatus === 200)
    .filter(({ totalAmount }) => totalAmount !== undefined && totalAmount !== canonical)
    .map((notice) =>
      notice.acknowledged
        ? finding(
            'pass',
            [notice.evidence],
            `${notice.totalAmount} was read as ${canonical}.`,
            `${notice.totalAmount} 按 ${canonical} 接受。`,
          )
        : finding(
            'fail',
            [notice.evidence],
            `A genuine notification was refused because ${notice.totalAmount} is not spelt ${canonical}.`,
            `真实通知因金额写作 ${notice.totalAmount}（而非 ${canonical}）被拒。`,
          ),
    )
}
