// What a rule is: one predicate over a trace, with everything the suite knows of it in one record: its
// severity, its words, whom it concerns and what it can be judged by. Its numbers are in `parameters.ts`.
import type { Op } from '../../server/journal/entry.ts'
import type { Trace } from '../../server/journal/trace.ts'
import type { Model } from '../scenario/acquirer/scenario.ts'
import type { Parameters } from './parameters.ts'

export type Status = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-applicable'

/** One sentence, with its numbers, in both languages. */
export interface LocalizedText {
  en: string
  zh: string
}

/** One time the rule's trigger occurred, and how it went. */
export interface Occurrence {
  status: Status
  sale?: string
  outTradeNo?: string
  said: LocalizedText
  /** `seq` of the journal entries that prove it, in order. */
  evidence: readonly number[]
  /** It failed, but the machine may be the cause: to be played again. */
  undecided?: true
}

export interface Verdict {
  status: Status
  occurrences: readonly Occurrence[]
}

/**
 * Heaviest first. `critical`: money can be lost; one failure means "not ready". `advisory` never fails, it only
 * warns.
 */
export const SEVERITIES = ['critical', 'major', 'minor', 'advisory'] as const
export type Severity = (typeof SEVERITIES)[number]

/** openapi, AMS, mapi, WeChat payment code. */
export type Family = 'O' | 'A' | 'M' | 'W'

/** What a merchant must do, have or be so that a rule concerns it (`applicability.ts`). */
export type Need =
  | Op
  | 'notifications'
  | 'bills'
  | 'device'
  | 'heartbeat'
  | 'item-campaign'
  | 'shown-orders'
  | 'provider'
  | 'agent'
  | 'acquirer'

export interface Rule {
  id: string
  /** Document and line (`004:L395`, see docs/sources.md), or the note that the rule goes beyond them. */
  source: string
  severity: Severity
  families: readonly Family[]
  /** `outcome`: judges how a sale ended. Another rule that failed on the same sale is the cause. */
  kind?: 'outcome'
  title: LocalizedText
  /** What must happen before the rule has anything to say. */
  trigger: LocalizedText
  remedy: LocalizedText
  /** Whether the gateway's traffic alone shows it, or it takes the shop's own word. */
  seenBy: 'traffic' | 'adapter' | 'both'
  /** Compares the attempts of one sale: which belong together is a guess when nobody says so. */
  comparesAttempts?: true
  needs?: Need
  /** Of a rule for acquirers: whose shops are connected so; all of them by default. */
  models?: readonly Model[]
  /**
   * What the merchant accepted, booked, sent, signed, repeated or showed is the finding: no delay of a
   * machine can cause it.
   */
  timeless?: true
  /** Too many calls are the finding: calls that nobody saw, or saw late, cannot have made them more. */
  counts?: true
  /** About forgery or money: without having been exercised it bars READY by itself. */
  needed?: true
  check(trace: Trace, parameters: Parameters): Verdict
}

type Words = readonly [en: string, zh: string]

interface WrittenRule extends Omit<Rule, 'title' | 'trigger' | 'remedy'> {
  title: Words
  trigger: Words
  remedy: Words
}

/** A rule as its file writes it: each text in English and in Chinese. */
export function rule(written: WrittenRule): Rule {
  const localized = ([en, zh]: Words): LocalizedText => ({ en, zh })
  const { title, trigger, remedy } = written
  return {
    ...written,
    title: localized(title),
    trigger: localized(trigger),
    remedy: localized(remedy),
  }
}

/** Worst first. What could not be judged never hides what was seen. */
const WORST_FIRST: readonly Status[] = ['fail', 'warn', 'pass', 'inconclusive', 'not-applicable']

/** The worst occurrence wins; no occurrence at all is inconclusive. */
export function verdictOf(occurrences: readonly Occurrence[]): Verdict {
  const seen = new Set(occurrences.map((occurrence) => occurrence.status))
  const status = WORST_FIRST.find((candidate) => seen.has(candidate)) ?? 'inconclusive'
  return { status, occurrences }
}

/** Runs a rule; whatever it throws is inconclusive with its message, never a pass. */
export function checkSafely(
  { check }: Pick<Rule, 'check'>,
  trace: Trace,
  parameters: Parameters,
): Verdict {
  try {
    return check(trace, parameters)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const localized = { en: `The rule itself failed: ${why}`, zh: `规则自身出错：${why}` }
    return verdictOf([{ status: 'inconclusive', said: localized, evidence: [] }])
  }
}
