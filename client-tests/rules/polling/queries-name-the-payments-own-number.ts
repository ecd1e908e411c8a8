// POLL-07: automatic queries ask for a number under which this merchant has sent a payment, or which
// it was told. Numbers of a line that was down were never seen here, so they are left alone.
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { outagesIn } from '../outages.ts'
import { rule, verdictOf } from '../rule.ts'

export const queriesNameThePaymentsOwnNumber = rule({
  id: 'POLL-07',
  source: '000:L5',
  severity: 'minor',
  families: ['O', 'W'],
  title: ["Query by the payment's own number", '按支付时的 out_trade_no 查询'],
  trigger: ['The merchant queried by itself', '商户自动发起过查询'],
  remedy: [
    'Query with the out_trade_no that the payment was sent with, unchanged.',
    '使用支付请求中的 out_trade_no 原样查询。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, { strangeQueries }) {
    const queries = trace.exchanges.filter(
      (query) => query.op === 'QUERY' && !isForPeople(trace, query) && !isAfterOutage(trace, query),
    )
    if (queries.length === 0) return verdictOf([])
    const known = knownNumbers(trace)
    const strange = queries.filter(({ ids }) => !isKnown(ids, known))
    const [first] = strange
    const count = strange.length
    const status =
      count > strangeQueries.warn ? 'fail' : count > strangeQueries.pass ? 'warn' : 'pass'
    const named = first ? (first.ids.outTradeNo ?? first.ids.tradeNo ?? '-') : ''
    const said = first
      ? {
          en: `${count} queries named numbers that are no payment of this merchant, first ${named}.`,
          zh: `${count} 次查询的单号不是本商户的支付单号，首个为 ${named}。`,
        }
      : {
          en: `All ${queries.length} queries named a payment of this merchant.`,
          zh: `全部 ${queries.length} 次查询均使用支付时的单号。`,
        }
    const shown = first ? strange : queries.slice(0, 1)
    return verdictOf([{ status, said, evidence: shown.map(({ seq }) => seq) }])
  },
})

/** What somebody in the shop typed in, and what the back office found in a bill. */
function isForPeople(trace: Trace, { startMs }: Exchange): boolean {
  return trace.of('adapter').some(({ act, startedMs, elapsedMs }) => {
    if (act === 'reconcile') return startMs >= startedMs
    return FOR_PEOPLE.has(act) && startMs >= startedMs && startMs <= elapsedMs
  })
}

const FOR_PEOPLE: ReadonlySet<string> = new Set(['manual-query', 'resolve'])

function isAfterOutage(trace: Trace, { startMs }: Exchange): boolean {
  return outagesIn(trace).some(({ elapsedMs }) => elapsedMs <= startMs)
}

function isKnown({ outTradeNo, tradeNo }: Exchange['ids'], known: ReadonlySet<string>): boolean {
  const named = [outTradeNo, tradeNo].filter((number) => number !== undefined)
  return named.length === 0 || named.some((number) => known.has(number))
}

/** Sent in an order, told in a notification or a reply, in the books, or named by the merchant. */
function knownNumbers(trace: Trace): ReadonlySet<string> {
  const sent = trace.exchanges.flatMap(({ op, ids, result }) => [
    ...(op === 'QUERY' ? [] : [ids.outTradeNo]),
    result?.tradeNo,
  ])
  const booked = trace
    .of('commit')
    .flatMap(({ truth }) => (truth ? [truth.outTradeNo, truth.tradeNo] : []))
  const notified = trace.of('send').map(({ outTradeNo }) => outTradeNo)
  const claimed = trace
    .of('belief')
    .flatMap(({ attempts }) => attempts.map(({ outTradeNo }) => outTradeNo))
  const all = [...sent, ...booked, ...notified, ...claimed]
  return new Set(all.filter((number) => number !== undefined))
}
