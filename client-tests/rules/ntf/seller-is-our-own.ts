// NTF-06: a validly signed notification that names another seller than the order's is ignored; of a
// merchant with several accounts, each may be named, for its own orders.
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { readSales, type Attempt } from '../attempts.ts'
import { readBands } from '../band.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Notice } from '../notices.ts'
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
    const own = declaredIn(trace)?.sellers ?? []
    const welcome = welcomeSellers(trace)
    return perAttempt(trace, (attempt) => [
      ...judgeBent(attempt, FOREIGN_SELLER, allowanceMs),
      ...(own.length > 1 ? judgeGenuine(attempt, own, welcome) : []),
    ])
  },
}

const isGenuine = ({ bend, byBrowser, httpStatus }: Notice) =>
  bend === undefined && !byBrowser && httpStatus !== undefined

/** The sellers of whom a genuine notification was taken. */
function welcomeSellers(trace: Trace): ReadonlySet<string> {
  const notices = readSales(trace).flatMap(({ attempts }) => attempts.flatMap((one) => one.notices))
  return new Set(
    notices.flatMap((notice) =>
      isGenuine(notice) && notice.acknowledged && notice.sellerId ? [notice.sellerId] : [],
    ),
  )
}

/** Refused for its seller: what tells of another account of the same merchant was taken. */
function judgeGenuine(
  { notices }: Attempt,
  own: readonly string[],
  welcome: ReadonlySet<string>,
): Finding[] {
  const genuine = notices.filter(isGenuine)
  const sellerId = genuine[0]?.sellerId
  if (sellerId === undefined || !own.includes(sellerId)) return []
  if (!own.some((one) => one !== sellerId && welcome.has(one))) return []
  const taken = genuine.find(({ acknowledged }) => acknowledged)
  // Refused for something else: others that name this account were taken.
  if (!taken && welcome.has(sellerId)) return []
  const said = [taken?.evidence ?? genuine[0]?.evidence ?? []]
  return taken
    ? [
        finding(
          'pass',
          said,
          `A notification of its own account ${sellerId} was taken.`,
          `接受了自有收款方 ${sellerId} 的通知。`,
        ),
      ]
    : [
        finding(
          'fail',
          said,
          `No notification of its own account ${sellerId} was taken, while those of another were.`,
          `自有收款方 ${sellerId} 的通知均被拒绝，而另一收款方的通知被接受。`,
        ),
      ]
}
