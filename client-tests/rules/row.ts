// One row of the checklist: a rule with its severity, its families and its words.
import type { Rule, Said } from './rule.ts'

/** `critical`: money can be lost; one failure means "not ready". `advisory` is never worse than W. */
export type Severity = 'critical' | 'major' | 'minor' | 'advisory'

/** openapi, AMS, mapi, WeChat payment code. */
export type Family = 'O' | 'A' | 'M' | 'W'

export interface Row {
  rule: Rule
  severity: Severity
  families: readonly Family[]
  title: Said
  /** What must happen before the rule has anything to say. */
  trigger: Said
  remedy: Said
  /**
   * What the merchant accepted, booked, sent, signed, repeated or showed is the finding: no delay of a
   * machine can cause it.
   */
  timeless?: true
  /** About forgery or money: without having been exercised it bars READY by itself. */
  needed?: true
}

interface Words extends Record<'title' | 'trigger' | 'remedy', readonly [en: string, zh: string]> {
  timeless?: true
  needed?: true
}

/** `families` in letters: `OAM`. */
export function row(rule: Rule, severity: Severity, families: string, words: Words): Row {
  const said = ([en, zh]: readonly [string, string]): Said => ({ en, zh })
  return {
    rule,
    severity,
    families: FAMILIES.filter((family) => families.includes(family)),
    title: said(words.title),
    trigger: said(words.trigger),
    remedy: said(words.remedy),
    ...(words.timeless && { timeless: words.timeless }),
    ...(words.needed && { needed: words.needed }),
  }
}

const FAMILIES: readonly Family[] = ['O', 'A', 'M', 'W']
