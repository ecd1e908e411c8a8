// What a rule is: one predicate over a trace, with its verdict and the sentences that explain it.
// Severity, titles and numbers belong to the checklist, never to a rule.
import type { Trace } from '../../server/journal/trace.ts'
import type { Parameters } from './parameters.ts'

export type Status = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'not-applicable'

/** One sentence, with its numbers, in both languages. */
export interface Said {
  en: string
  zh: string
}

/** One time the rule's trigger occurred, and how it went. */
export interface Occurrence {
  status: Status
  sale?: string
  outTradeNo?: string
  said: Said
  /** `seq` of the journal entries that prove it, in order. */
  evidence: readonly number[]
  /** It failed, but the machine may be the cause: to be played again. */
  undecided?: true
}

export interface Verdict {
  status: Status
  occurrences: readonly Occurrence[]
}

export interface Rule {
  id: string
  /** Seed text and line (`004:L395`), or the note that the rule extends the seeds. */
  source: string
  check(trace: Trace, parameters: Parameters): Verdict
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
export function checkSafely(rule: Rule, trace: Trace, parameters: Parameters): Verdict {
  try {
    return rule.check(trace, parameters)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const said = { en: `The rule itself failed: ${why}`, zh: `规则自身出错：${why}` }
    return verdictOf([{ status: 'inconclusive', said, evidence: [] }])
  }
}
