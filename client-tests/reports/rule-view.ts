// All that is known of one rule: its words, what the cited texts say, code that breaks it and code that
// keeps it, and the scenarios that exercise it.
import { ACQUIRER_SCENARIOS } from '../scenario/acquirer/library.ts'
import { SCENARIOS } from '../scenario/library.ts'
import { RULES } from '../rules/rules.ts'
import type { Rule, LocalizedText } from '../rules/rule.ts'
import { exercisedBy } from './exercised-by.ts'
import { ACQUIRER_FLAWS_ZH } from './acquirer-flaws.zh.table.ts'
import { FLAWS_ZH } from './openapi-flaws.zh.table.ts'
import written from './rule-examples.json' with { type: 'json' }

export interface RuleView extends Pick<
  Rule,
  'id' | 'severity' | 'title' | 'trigger' | 'remedy' | 'seenBy' | 'source'
> {
  /** Without having been exercised it bars READY by itself. */
  needed: boolean
  /** What the lines of the five texts say that the source names. */
  cited: readonly { where: string; title: string; says: string }[]
  /** Written by tools/rule-examples.ts from the mutants and the exemplary merchant. */
  examples: readonly Example[]
  scenarios: readonly { id: string; name: string; teaches: string }[]
}

interface Example {
  mutant: string
  flaw: LocalizedText
  bad: string
  good: string
}

type Written = Omit<Example, 'flaw'> & { flaw: string }
const EXAMPLES: Readonly<Record<string, readonly Written[]>> = written.rules

type Text = { title: string; lines: readonly { from: number; to: number; says: string }[] }
const TEXTS: Readonly<Record<string, Text>> = written.texts

const zhOf = (mutant: string) => FLAWS_ZH[mutant] ?? ACQUIRER_FLAWS_ZH[mutant]

export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id)

/** In whatever letters the id is written. */
export function ruleView(wanted: string): RuleView | undefined {
  const rule = RULES.find(({ id }) => id === wanted.toUpperCase())
  if (!rule) return undefined
  const { id, severity, title, trigger, remedy, seenBy, source, needed = false } = rule
  const named = exercisedBy(id)
  return {
    id,
    severity,
    title,
    trigger,
    remedy,
    seenBy,
    source,
    needed,
    cited: citedBy(source),
    examples: (EXAMPLES[id] ?? []).map(({ flaw, ...code }) => ({
      ...code,
      flaw: { en: flaw, zh: zhOf(code.mutant) ?? flaw },
    })),
    scenarios: [...SCENARIOS, ...ACQUIRER_SCENARIOS]
      .filter((one) => named.includes(one.id))
      .map(({ id: scenario, name, teaches }) => ({ id: scenario, name, teaches })),
  }
}

/** `000:L19; 004:L39-41,L44`: each row of the texts that one of these lines belongs to. */
function citedBy(source: string): RuleView['cited'] {
  const parts = [...source.matchAll(/\b(00\d):((?:L\d+(?:-L?\d+)?(?:,\s*(?=L))?)+)/g)]
  return parts.flatMap(([, document = '', where = '']) => {
    const text = TEXTS[document]
    const wanted = [...where.matchAll(/L(\d+)(?:-L?(\d+))?/g)].map(([, from, to = from]) => [
      Number(from),
      Number(to),
    ])
    const rows = text?.lines.filter((row) =>
      wanted.some(([from = 0, to = 0]) => row.from <= to && row.to >= from),
    )
    return (rows ?? []).map(({ from, to, says }) => ({
      where: `${document}:L${from}${from === to ? '' : `-${to}`}`,
      title: text?.title ?? '',
      says,
    }))
  })
}
