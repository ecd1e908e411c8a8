// A run of two scenarios for the tests of lateness: rules that say so whatever the numbers are, a rule
// about a gap, and delays at its ends or elsewhere.
import {
  SCHEMA_VERSION,
  type Entry,
  type EntryBody,
  type EntryOf,
} from '../../server/journal/entry.ts'
import { readTrace } from '../../server/journal/trace.ts'
import { grade, type Scorecard } from './grade.ts'
import { checklist } from '../rules/checklist.ts'
import { verdictOf, type Rule, type Severity, type Status } from '../rules/rule.ts'

const said = { en: 'so.', zh: '是。' }

/** What a rule says of the sale of one scenario; `''` is the run as a whole. */
type Says = readonly [scenario: 'early' | 'late' | '', status: Status]

/** A rule that says so whatever the numbers are: no gap is behind it. */
export function fixed(severity: Severity, ...says: readonly Says[]): Rule {
  return ruleOf(`${severity}-fixed`, severity, () =>
    verdictOf(says.map(([scenario, status]) => occurrence(scenario, status))),
  )
}

/** A rule about a gap of `gapMs` in the early sale, of which up to 3 s pass and up to 5 s warn. */
export function timed(severity: Severity, gapMs: number): Rule {
  return ruleOf(`${severity}-timed`, severity, (_trace, { cancelAfterLastWait }) => {
    const late = cancelAfterLastWait.passMs - checklist.parameters.cancelAfterLastWait.passMs
    const status = gapMs <= 3_000 + late ? 'pass' : gapMs <= 5_000 + late ? 'warn' : 'fail'
    return verdictOf([{ ...occurrence('early', status), evidence: GAP }])
  })
}

export const occurrence = (scenario: Says[0], status: Status) => ({
  status,
  ...(scenario && { sale: `sale-${scenario}` }),
  said,
  evidence: [] as readonly number[],
})

export function ruleOf(id: string, severity: Severity, check: Rule['check']): Rule {
  const words = { title: said, trigger: said, remedy: said }
  return { id, source: 'test', severity, families: ['O'], ...words, seenBy: 'traffic', check }
}

export type Delay = NonNullable<EntryOf<'run-end'>['delays']>[number]

interface Situation {
  delays?: Delay[]
  maxDelayMs?: number
  clientTimeoutMs?: number
  timeScale?: number
  /** When the reply to the payment of the early sale was in. */
  seenMs?: number
  /** When the merchant took on the early sale. */
  soldMs?: number
}

/** The ends of the gap: the reply of a payment at 20 s, and what followed at 30 s. */
const GAP = [5, 6, 7]

/** Two scenarios, one after the other: gateway seconds 0 to 100, and 200 to 300. */
export function runOf(situation: Situation, timeScale = situation.timeScale ?? 1): Entry[] {
  const { delays, clientTimeoutMs, seenMs = 20_000, soldMs = 19_000 } = situation
  const sold = { act: 'sale', saleId: 'sale-early', startedMs: soldMs, status: 202, reply: '' }
  const maxDelayMs =
    situation.maxDelayMs ?? Math.max(0, ...(delays ?? []).map((one) => one.lastedMs))
  const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
  const request = { kind: 'request', protocol: 'openapi-v2', wire, op: 'PAY' } as const
  const bodies: [elapsedMs: number, EntryBody][] = [
    [0, { kind: 'run', merchant: 'm', resultChannel: 'poll', timeScale, seed: 's' }],
    ...open('early', 0),
    [soldMs, { kind: 'adapter', ...sold }],
    [19_950, { ...request, exchange: 'x1', ids: { outTradeNo: 'A1' }, amountFen: 100 }],
    [seenMs, { kind: 'end', exchange: 'x1', by: 'gateway', whole: true, deliveredBytes: 9 }],
    [30_000, { ...request, op: 'CANCEL', exchange: 'x2', ids: { outTradeNo: 'A1' } }],
    [100_000, { kind: 'scenario', scenario: 'early', phase: 'quiescent' }],
    ...open('late', 200_000),
    [300_000, { kind: 'scenario', scenario: 'late', phase: 'quiescent' }],
    [300_000, { kind: 'run-end', maxDelayMs, delays, clientTimeoutMs }],
  ]
  return numbered(bodies)
}

function open(scenario: 'early' | 'late', fromMs: number): [number, EntryBody][] {
  const sale = { saleId: `sale-${scenario}`, scenario, channel: 'barcode' } as const
  return [
    [fromMs, { kind: 'scenario', scenario, phase: 'started' }],
    [fromMs, { kind: 'sale', ...sale, amountFen: scenario === 'early' ? 100 : 101 }],
  ]
}

export function numbered(bodies: readonly [elapsedMs: number, EntryBody][], after = 0): Entry[] {
  return bodies.map(([elapsedMs, body], place) => ({
    schemaVersion: SCHEMA_VERSION,
    seq: after + place + 1,
    at: elapsedMs,
    elapsedMs,
    ...body,
  }))
}

export const gradeOf = (entries: Entry[], ...rules: Rule[]): Scorecard =>
  grade(readTrace(entries), { ...checklist, rules })

export const statusOf = (card: Scorecard) =>
  card.rules.map(({ verdict }) => verdict.status).join(' ')

export const delay = (fromMs: number, lastedMs: number, who: Delay['who'] = 'merchant'): Delay => ({
  who,
  fromMs,
  toMs: fromMs + 100,
  lastedMs,
})
