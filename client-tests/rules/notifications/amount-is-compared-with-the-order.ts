// NTF-05: a validly signed notification with another amount, or in another currency, is ignored; the right
// amount in another notation (20 for 20.00) is accepted.
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales, type Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { isPaidNotice } from '../evidence.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const OTHER_AMOUNT: Unbelievable = {
  is: ({ bend }) => bend === 'amount',
  en: 'a notification with another amount',
  zh: '金额不符的通知',
}

export const amountIsComparedWithTheOrder = rule({
  id: 'NTF-05',
  source: '004:L159,L423; 001:L128',
  severity: 'critical',
  families: ['O', 'A', 'M'],
  title: ['The amount matches the order', '校验金额'],
  trigger: ['A signed notification named another amount', '验签通过的通知金额不符'],
  remedy: [
    'Compare amount and currency with the stored order, as integers of the smallest unit.',
    '将金额换算为最小货币单位的整数，连同币种与本地订单比较。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  needed: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    // Whole units of a currency are written in one way only.
    const hasNotations = parameters.amountsIn === 'yuan'
    const acceptsUsual = hasNotations && acceptsSpelling(trace)
    return perAttempt(trace, (attempt) => [
      ...judgeBent(attempt, OTHER_AMOUNT, allowanceMs),
      ...(hasNotations ? judgeNotation(attempt, acceptsUsual) : []),
    ])
  },
})

/**
 * A shop that takes 20.00 and refuses 20 compares the spelling. One that answers nothing rightly is a
 * matter of NTF-09, and one that took a repeat has read it.
 */
function judgeNotation(attempt: Attempt, acceptsUsual: boolean): Finding[] {
  const canonical = yuan(attempt.sale.amountFen)
  const others = attempt.notices.filter(
    (notice) => isAnswered(notice) && isOddly(notice, canonical),
  )
  // What a reply has told before is no news: whoever refuses it refuses the repeat (NTF-20).
  const first = others.find(({ sentMs }) => !wasKnownBefore(attempt, sentMs))
  if (!first) return []
  const read = others.find(({ acknowledged }) => acknowledged)
  const spelling = first.totalAmount
  if (read) {
    const en = `${spelling} was read as ${canonical}.`
    return [finding('pass', [read.evidence], en, `${spelling} 按 ${canonical} 接受。`)]
  }
  if (!acceptsUsual) return []
  const en = `A genuine notification was refused because ${spelling} is not spelt ${canonical}.`
  const zh = `真实通知因金额写作 ${spelling}（而非 ${canonical}）被拒。`
  return [finding('fail', [first.evidence], en, zh)]
}

/** Whether a notification that spells its amount as usual was ever taken. */
function acceptsSpelling(trace: Trace): boolean {
  const attempts = readSales(trace).flatMap((sale) => sale.attempts)
  return attempts.some(({ sale, notices }) =>
    notices.some((one) => one.acknowledged && one.totalAmount === yuan(sale.amountFen)),
  )
}

function wasKnownBefore({ calls }: Attempt, atMs: number): boolean {
  return calls.some(
    ({ op, outcome, seenMs }) =>
      (op === 'PAY' || op === 'QUERY') && outcome === 'OK' && seenMs < atMs,
  )
}

type Notice = Attempt['notices'][number]

const isAnswered = (notice: Notice) => isPaidNotice(notice) && notice.httpStatus === 200

const isOddly = ({ totalAmount }: Notice, canonical: string) =>
  totalAmount !== undefined && totalAmount !== canonical
