// AMS-15: a paymentRequestId is no counter, does not begin anew, and cannot be guessed: time, till, amount, serial
// number and something random are what 001 proposes (L120-122).
import type { Trace } from '../../../server/journal/trace.ts'
import { readSales } from '../attempts.ts'
import { finding } from '../judge.ts'
import { rule, verdictOf, type Verdict } from '../rule.ts'
import { isCounted, isRandom, namesItsTime, type IssuedId } from './issued-ids.ts'

export const idsAreNeitherCountedNorGuessed = rule({
  id: 'AMS-15',
  source: '001:L118-122',
  severity: 'minor',
  families: ['A'],
  title: ['paymentRequestId is no counter', '支付请求 ID 不可连续、不可重置'],
  trigger: ['Ten payments were opened', '至少十笔支付'],
  remedy: [
    'Make the id of time, till, amount, serial number and random digits.',
    '按“时间戳 + 终端号 + 金额 + 流水号 + 随机数”生成支付请求 ID。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check: (trace, { numbersToCompare }) => judge(trace, numbersToCompare),
})

function judge(trace: Trace, needed: number): Verdict {
  const ids = issuedIn(trace)
  if (ids.length < needed) return verdictOf([])
  const evidence = ids.map(({ seq }) => seq)
  const say = (status: 'pass' | 'warn' | 'fail', en: string, zh: string) =>
    verdictOf([finding(status, evidence, en, zh)])
  const [first, second] = ids
  const shown = `${first?.id}, ${second?.id}`
  if (isCounted(ids)) {
    return say('fail', `The ids are counted: ${shown}, …`, `支付请求 ID 为连续数字：${shown}……`)
  }
  if (isRandom(ids)) {
    const en = `${ids.length} ids show no order.`
    return say('pass', en, `${ids.length} 个支付请求 ID 无规律可循。`)
  }
  const en = namesItsTime(ids)
    ? `The ids name their time, and nothing in them is random: ${shown}, …`
    : `The ids hold neither their time nor anything random: ${shown}, …`
  const zh = namesItsTime(ids)
    ? `支付请求 ID 含时间，但没有随机部分：${shown}……`
    : `支付请求 ID 既无时间也无随机部分：${shown}……`
  return say('warn', en, zh)
}

/** In the order in which they were first used. */
function issuedIn(trace: Trace): IssuedId[] {
  const opened = readSales(trace)
    .flatMap(({ attempts }) => attempts)
    .flatMap(({ outTradeNo, calls: [first] }) =>
      first ? [{ id: outTradeNo, seq: first.seq }] : [],
    )
    .toSorted((a, b) => a.seq - b.seq)
  const at = new Map(trace.of('request').map((entry) => [entry.seq, entry.at]))
  return opened.map(({ id, seq }) => ({ id, seq, at: at.get(seq) ?? 0 }))
}
