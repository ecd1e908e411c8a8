// NTF-06: a validly signed notification that names another seller than the order's is ignored; of a
// merchant with several accounts, each may be named, for its own orders.
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { readSales, type Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
import { rule } from '../rule.ts'
import { judgeBent, type Unbelievable } from './bent-notices.ts'

const FOREIGN_SELLER: Unbelievable = {
  is: ({ bend }) => bend === 'seller',
  en: 'a notification with another seller_id',
  zh: 'seller_id 不符的通知',
}

export const sellerIsOurOwn = rule({
  id: 'NTF-06',
  source: '004:L423',
  severity: 'critical',
  families: ['O', 'M'],
  title: ['The seller is that of the order', '校验收款方'],
  trigger: ['A signed notification named another seller', '验签通过的通知收款方不符'],
  remedy: [
    'Compare seller_id with the seller of this very order.',
    '将 seller_id 与该订单的收款方比对。',
  ],
  seenBy: 'adapter',
  needs: 'notifications',
  timeless: true,
  needed: true,
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    const own = declaredIn(trace)?.sellers ?? []
    const taken = takenOf(trace)
    return perAttempt(trace, (attempt) => [
      ...judgeBent(attempt, FOREIGN_SELLER, allowanceMs),
      ...(own.length > 1 ? judgeGenuine(attempt, own, taken) : []),
    ])
  },
})

const isGenuine = ({ bend, byBrowser, httpStatus }: Notice) =>
  bend === undefined && !byBrowser && httpStatus !== undefined

interface Taken {
  sellerId: string | undefined
  scenario: string | undefined
}

/** Whose genuine notifications were taken, and in which scenario. */
function takenOf(trace: Trace): Taken[] {
  return readSales(trace).flatMap(({ attempts, scenario }) =>
    attempts
      .flatMap(({ notices }) => notices)
      .filter((notice) => isGenuine(notice) && notice.acknowledged)
      .map(({ sellerId }) => ({ sellerId, scenario })),
  )
}

/**
 * Refused for its seller: one of the same scenario, which tells of another account of the same
 * merchant, was taken. Those of other scenarios differ in more than the account.
 */
function judgeGenuine(
  { notices, sale }: Attempt,
  own: readonly string[],
  all: readonly Taken[],
): Finding[] {
  const genuine = notices.filter(isGenuine)
  const sellerId = genuine[0]?.sellerId
  if (sellerId === undefined || !own.includes(sellerId)) return []
  const isControl = (one: Taken) =>
    one.scenario === sale.scenario && one.sellerId !== sellerId && own.includes(one.sellerId ?? '')
  if (!all.some(isControl)) return []
  const taken = genuine.find(({ acknowledged }) => acknowledged)
  // Refused for something else: others that name this account were taken.
  if (!taken && all.some((one) => one.sellerId === sellerId)) return []
  const evidence = [taken?.evidence ?? genuine[0]?.evidence ?? []]
  return taken
    ? [
        finding(
          'pass',
          evidence,
          `A notification of its own account ${sellerId} was taken.`,
          `接受了自有收款方 ${sellerId} 的通知。`,
        ),
      ]
    : [
        finding(
          'fail',
          evidence,
          `No notification of its own account ${sellerId} was taken, while those of another were.`,
          `自有收款方 ${sellerId} 的通知均被拒绝，而另一收款方的通知被接受。`,
        ),
      ]
}
