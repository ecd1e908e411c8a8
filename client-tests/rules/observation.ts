// What a rule can be judged by, and therefore what it may say when the suite drove nothing: traffic
// of a shop's own tests has no sales that the suite opened and no beliefs that it read.
import type { Trace } from '../../server/journal/trace.ts'
import type { Row } from './row.ts'
import { verdictOf, type Occurrence, type Verdict } from './rule.ts'

/** Judged by what the merchant says of itself (column Obs of the checklist: A). */
const NEEDS_ADAPTER = new Set(
  (
    'EXC-03 EXC-06 CAN-04 CAN-05 REF-05 REF-06 ORD-05 NTF-01 NTF-03 NTF-04 NTF-05 NTF-06 NTF-07 ' +
    'NTF-08 NTF-11 NTF-13 NTF-15 NTF-16 NTF-17 NTF-18 NTF-19 NTF-21 ONE-01 ONE-06 CASH-01 CASH-02 ' +
    'CASH-03 CASH-04 REC-03 REC-04 REC-05 AMS-03 AMS-13 ACQ-01 MAPI-08 MAPI-09 MAPI-13 MAPI-14 WX-05'
  ).split(' '),
)
/** Judged by both; the trace shows a part of it (T+A). */
const PARTLY_BY_ADAPTER = new Set(
  (
    'POLL-06 POLL-08 POLL-09 EXC-09 EXC-13 CAN-01 CAN-02 CAN-06 REF-01 REF-03 REF-07 REF-08 REF-09 ' +
    'QR-01 QR-02 NTF-14 ONE-04 REC-01 AMS-04 AMS-08 AMS-14 AMS-18 MAPI-06 WX-01 WX-02'
  ).split(' '),
)
/** Compare the attempts of one sale: which belong together is a guess when nobody says so. */
const OF_SEVERAL_ATTEMPTS = new Set(
  'POLL-06 EXC-04 EXC-08 REF-01 ORD-01 QR-01 ONE-03 ONE-04 NTF-18 AMS-12 AMS-14'.split(' '),
)

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

/** A row as it may be judged on this trace. */
export function asObserved(trace: Trace, row: Row): Row {
  if (!isPassive(trace)) return row
  const { rule } = row
  const check: typeof rule.check = (seen, parameters) =>
    NEEDS_ADAPTER.has(rule.id)
      ? verdictOf([{ status: 'inconclusive', said: NO_ADAPTER, evidence: [] }])
      : capped(rule.id, rule.check(seen, parameters))
  return { ...row, rule: { ...rule, check } }
}

function capped(id: string, { occurrences }: Verdict): Verdict {
  return verdictOf(
    occurrences.map((each) => {
      const told = PARTLY_BY_ADAPTER.has(id) ? saying(each, PARTLY) : each
      if (each.status !== 'fail' || !OF_SEVERAL_ATTEMPTS.has(id)) return told
      return { ...saying(told, GUESSED), status: 'warn' }
    }),
  )
}

function saying(occurrence: Occurrence, more: Occurrence['said']): Occurrence {
  const { en, zh } = occurrence.said
  return { ...occurrence, said: { en: `${en} ${more.en}`, zh: `${zh}${more.zh}` } }
}
