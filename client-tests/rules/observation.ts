// What a rule can be judged by, and therefore what it may say when the suite drove nothing: traffic
// of a shop's own tests has no sales that the suite opened and no beliefs that it read.
import type { Trace } from '../../server/journal/trace.ts'
import { verdictOf, type Occurrence, type Rule, type Verdict } from './rule.ts'

const NO_ADAPTER = {
  en: "Needs the shop's own word (the adapter or a mapping file); this was traffic only.",
  zh: '需要读取商户自身状态（适配器或映射文件），本次只有流量。',
}
const PARTLY = {
  en: "From the traffic alone; the shop's own books were not read.",
  zh: '仅依据流量，未读取商户账目。',
}
const GUESSED = {
  en: 'Which attempts belong to one sale is a guess here, so this is no more than a warning.',
  zh: '此处无法确认哪些支付属于同一订单，故最多为警告。',
}

/** True when nothing in the journal was started by the suite. */
export function isPassive(trace: Trace): boolean {
  return trace.of('sale').length === 0
}

/** A rule as it may judge this trace. */
export function asObserved(trace: Trace, rule: Rule): Rule {
  if (!isPassive(trace)) return rule
  const check: Rule['check'] = (seen, parameters) =>
    rule.seenBy === 'adapter'
      ? verdictOf([{ status: 'inconclusive', said: NO_ADAPTER, evidence: [] }])
      : capped(rule, rule.check(seen, parameters))
  return { ...rule, check }
}

function capped({ seenBy, comparesAttempts }: Rule, { occurrences }: Verdict): Verdict {
  return verdictOf(
    occurrences.map((each) => {
      const told = seenBy === 'both' ? saying(each, PARTLY) : each
      if (each.status !== 'fail' || !comparesAttempts) return told
      return { ...saying(told, GUESSED), status: 'warn' }
    }),
  )
}

function saying(occurrence: Occurrence, more: Occurrence['said']): Occurrence {
  const { en, zh } = occurrence.said
  return { ...occurrence, said: { en: `${en} ${more.en}`, zh: `${zh}${more.zh}` } }
}
