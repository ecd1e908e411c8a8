// REC-01: the trade bill of a business day is asked for on the next day; the bill of today does not
// exist yet.
import type { Trace } from '../../../server/journal/trace.ts'
import { DAY, formatChinaDate, type Instant } from '../../../server/values/instant.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { readAsks, type Ask } from './bills.ts'

export const theBillOfEachDayIsFetched = rule({
  id: 'REC-01',
  source: '004:L228-232,L258-262; 003:L50-51',
  severity: 'major',
  families: ['O', 'W'],
  title: ['The bill of each day is fetched', '次日下载账单'],
  trigger: ['A bill was asked for, or should have been', '查询了账单，或本应查询'],
  remedy: [
    'On the next day ask for bill_type=trade (WeChat: downloadbill, ALL) with yesterday as bill_date.',
    '次日以 bill_type=trade（微信：下载对账单 ALL）、bill_date=昨日 获取账单。',
  ],
  seenBy: 'both',
  needs: 'bills',
  check(trace) {
    const asks = readAsks(trace).filter(({ billType }) => billType === 'trade')
    return verdictOf([...asks.map((ask) => judgeAsk(ask)), ...missed(trace, asks)])
  },
})

function judgeAsk({ at, billDate, evidence }: Ask): Occurrence {
  const today = formatChinaDate(at)
  // A month is over no earlier than a day of the next one.
  if (billDate < today.slice(0, billDate.length)) {
    const en = `On ${today} the bill of ${billDate} was asked for.`
    return finding('pass', evidence, en, `${today} 查询 ${billDate} 的账单。`)
  }
  const en = `On ${today} the bill of ${billDate} was asked for, which is not over yet.`
  return finding('warn', evidence, en, `${today} 查询尚未结束的 ${billDate} 的账单。`)
}

/** Days whose bill should have been asked for and was not. */
function missed(trace: Trace, asks: readonly Ask[]): Occurrence[] {
  const has = (date: string) => asks.some(({ billDate }) => date.startsWith(billDate))
  const people = trace.of('adapter').flatMap((act): Occurrence[] => {
    const { date } = act
    // A shop that has no such button says so; only its traffic can be judged.
    const isServed = act.status >= 200 && ![404, 405, 501].includes(act.status)
    if (act.act !== 'reconcile' || date === undefined || !isServed || has(date)) return []
    const en = `Asked to compare the bill of ${date}, the merchant never asked the gateway for it.`
    return [finding('fail', [act.seq], en, `要求核对 ${date} 的账单，商户却从未向网关查询。`)]
  })
  const days = lastPayments(trace).flatMap(([date, { seq, elapsedMs }]): Occurrence[] => {
    if (has(date) || !nextDayIsOver(trace, date, elapsedMs)) return []
    const en = `There were payments on ${date}; its bill was not asked for on the next day.`
    return [finding('fail', [seq], en, `${date} 有成交，次日未查询账单。`)]
  })
  return [...people, ...days]
}

interface Moment {
  seq: number
  at: Instant
  elapsedMs: number
}

/** The last payment of each day. */
function lastPayments(trace: Trace): [string, Moment][] {
  const paid = trace.of('commit').filter(({ truth }) => (truth?.paidFen ?? 0) > 0)
  return [...new Map(paid.map((commit) => [formatChinaDate(commit.at), commit]))]
}

/** It was lived through; a clock that was moved over a day proves nothing about a shop. */
function nextDayIsOver(trace: Trace, date: string, sinceMs: number): boolean {
  return trace.entries.some(
    ({ at, elapsedMs }) => elapsedMs - sinceMs >= DAY && formatChinaDate(at - DAY) > date,
  )
}
