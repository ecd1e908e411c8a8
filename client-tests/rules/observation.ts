// What a rule can be judged by, and therefore what it may say when the suite drove nothing: traffic
// of a shop's own tests has no sales that the suite opened and no beliefs that it read.
import { readTrace, type Trace } from '../../server/journal/trace.ts'
import { verdictOf, type Occurrence, type Rule, type Verdict } from './rule.ts'

const NO_ADAPTER = {
  en: "Needs the shop's own word (the adapter or a mapping file); this was traffic only.",
  zh: '需要读取商户自身状态（适配器或映射文件），本次只有流量。',
}
const NOT_IN_BOOKS = {
  en: "The books alone (--verify-cmd) do not show it; it needs the shop's own word (the adapter or a mapping file).",
  zh: '仅凭账目（--verify-cmd）看不到；需要读取商户自身状态（适配器或映射文件）。',
}
const NOT_TRIED = {
  en: 'Not tried on this traffic: no order fitted, or the shop no longer answered.',
  zh: '本次流量未能测试：没有合适的订单，或商户已无应答。',
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

/** What entries of the books alone show: which payments were booked, how often, and after what. */
const SEEN_IN_BOOKS = new Set([
  'NTF-01',
  'NTF-03',
  'NTF-05',
  'NTF-06',
  'NTF-07',
  'NTF-08',
  'NTF-19',
  'ONE-01',
  'ONE-06',
])

/** A rule as it may judge this trace. */
export function asObserved(trace: Trace, rule: Rule): Rule {
  if (isByBooks(trace)) return byBooks(rule)
  return isPassive(trace) ? byTraffic(rule, NO_ADAPTER) : rule
}

const isByBooks = (trace: Trace) => trace.of('run').at(-1)?.books === true

function byBooks(rule: Rule): Rule {
  if (!SEEN_IN_BOOKS.has(rule.id)) {
    const { check, ...rest } = byTraffic(rule, NOT_IN_BOOKS)
    // The notifications that were sent after the traffic have replies to be judged.
    const part = rule.id.startsWith('NTF-') ? 'whole' : 'own'
    return { ...rest, check: (seen, parameters) => check(trafficOf(seen)[part], parameters) }
  }
  const check: Rule['check'] = (seen, parameters) => {
    const verdict = rule.check(seen, parameters)
    return verdict.occurrences.length > 0 ? verdict : unseen(NOT_TRIED)
  }
  // The books are read once they no longer change: no delay of a machine makes them wrong.
  return { ...rule, check, timeless: true }
}

function byTraffic(rule: Rule, why: Occurrence['said']): Rule {
  const check: Rule['check'] = (seen, parameters) =>
    rule.seenBy === 'adapter' ? unseen(why) : capped(rule, rule.check(seen, parameters))
  return { ...rule, check }
}

const unseen = (said: Occurrence['said']) =>
  verdictOf([{ status: 'inconclusive', said, evidence: [] }])

interface Traffic {
  whole: Trace
  /** Until the command that made it had ended: what a shop then leaves alone is not its silence. */
  own: Trace
}

const withoutBooks = new WeakMap<Trace, Traffic>()

/** What the gateway saw, without the sales and beliefs that were made of the books. */
function trafficOf(trace: Trace): Traffic {
  const known = withoutBooks.get(trace)
  if (known) return known
  const [first] = trace.of('sale')
  const seen = trace.entries.filter(({ kind }) => kind !== 'sale' && kind !== 'belief')
  const traffic = {
    whole: readTrace(seen),
    own: readTrace(seen.filter(({ seq }) => !first || seq < first.seq)),
  }
  withoutBooks.set(trace, traffic)
  return traffic
}

function capped({ seenBy, comparesAttempts }: Rule, { occurrences }: Verdict): Verdict {
  return verdictOf(
    occurrences.map((each) => {
      const worded = seenBy === 'both' ? saying(each, PARTLY) : each
      if (each.status !== 'fail' || !comparesAttempts) return worded
      return { ...saying(worded, GUESSED), status: 'warn' }
    }),
  )
}

function saying(occurrence: Occurrence, more: Occurrence['said']): Occurrence {
  const { en, zh } = occurrence.said
  return { ...occurrence, said: { en: `${en} ${more.en}`, zh: `${zh}${more.zh}` } }
}
