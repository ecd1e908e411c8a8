// The report for a person at a terminal: verdict first, then score, coverage, money, and for each
// failing rule the sentence, the proof and the remedy. Returns text; prints nothing.
import type { Trace } from '../../server/journal/trace.ts'
import type { MoneyLine, RuleGrade, Scorecard } from '../grade.ts'
import type { Occurrence } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { findCauses, type Causes } from './causes.ts'
import { whyNotTested, type Circumstances } from './report.ts'
import { createSlices, type DrawSlice } from './slice.ts'
import { displayWidth, padEnd, wrap } from './width.ts'
import {
  ANSWERS,
  explainedBy,
  moreOf,
  OUTCOMES,
  percent,
  SEVERITIES,
  STATUSES,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

export interface TerminalOptions {
  language: Language
  color: boolean
  /** Columns; text is wrapped to them. */
  width: number
}

interface Page extends TerminalOptions {
  paint(color: keyof typeof COLORS, text: string): string
  slice: DrawSlice
  causes: Causes
  /** Before wrapping: a code broken over two lines would not be found. */
  mask(text: string): string
}

const COLORS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const
/** Occurrences shown per rule; the rest are counted. */
const SHOWN = 3

export function terminalReport(
  card: Scorecard,
  trace: Trace,
  options: TerminalOptions,
  around: Circumstances = {},
): string {
  const paint: Page['paint'] = (color, text) =>
    options.color ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text
  const page: Page = {
    ...options,
    paint,
    slice: createSlices(trace),
    causes: findCauses(card.rules),
    mask: maskerOf(trace.entries).maskText,
  }
  const worst = (status: string) => card.rules.filter(({ verdict }) => verdict.status === status)
  const sections = [
    heading(page, card),
    money(page, card),
    ...[...worst('fail'), ...worst('warn')].map((rule) => ruleSection(page, rule)),
    expected(page, around),
    attestation(page, card),
    notTested(page, WORDS.notTested[page.language], worst('inconclusive'), trace),
    notTested(page, WORDS.notApplicable[page.language], worst('not-applicable'), trace),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

const VERDICT_COLOR = { ready: 'green', 'not-ready': 'red', incomplete: 'yellow' } as const

function heading(page: Page, card: Scorecard): string[] {
  const { language, width, paint } = page
  const { critical, all } = card.coverage
  const word = (name: keyof typeof WORDS) => WORDS[name][language]
  const { id, follows } = card.reading
  return [
    paint('bold', paint(VERDICT_COLOR[card.verdict], verdictWord(card)[language])),
    ...wrap(card.tooLate?.[language] ?? '', width, '  '),
    `${word('score')} ${card.score} / 100`,
    ...wrap(
      `${word('coverage')}  ${word('criticalRules')} ${percent(critical)}, ${word('allRules')} ${percent(all)}`,
      width,
      '  ',
    ),
    ...wrap(`${word('reading')} ${id}: ${follows[language]}`, width, '  ').map((line) =>
      paint('dim', line),
    ),
    paint('dim', `${word('transcript')} sha256:${card.transcriptHash.slice(0, 16)}`),
  ]
}

function money(page: Page, { money: lines, totals }: Scorecard): string[] {
  if (lines.length === 0) return []
  const { sale, amount, says, holds, total, money: title } = WORDS
  const head = [sale, amount, says, holds].map((word) => word[page.language]).concat('')
  const rows = lines.map((line) => moneyRow(page, line))
  const table = [head, ...rows, [total[page.language], '', '', yuan(totals.netFen), '']]
  const widths = head.map((_, column) =>
    Math.max(...table.map((cells) => displayWidth(cells[column] ?? ''))),
  )
  const narrow = widths.reduce((sum, width) => sum + width + 2, 0) > page.width
  const drawn = table.flatMap((cells, index) => {
    const text = narrow
      ? wrap(cells.filter(Boolean).join(' | '), page.width, '  ')
      : [
          cells
            .map((cell, column) => padEnd(cell, widths[column] ?? 0))
            .join('  ')
            .trimEnd(),
        ]
    const differs = lines[index - 1]?.match === 'differs'
    return differs ? text.map((each) => page.paint('red', each)) : text
  })
  return [page.paint('bold', title[page.language]), ...drawn]
}

function moneyRow(page: Page, line: MoneyLine): string[] {
  const belief = line.belief ?? WORDS.unread[page.language]
  const net = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
  const marks = { equal: '=', maybe: '~', differs: '≠', unsaid: '?', unread: '-' }
  const name = line.saleId ?? line.outTradeNos.join(' ')
  return [
    name,
    yuan(line.amountFen),
    belief + net,
    `${yuan(line.netFen)} ${line.state}`,
    marks[line.match],
  ]
}

function ruleSection(page: Page, rule: RuleGrade): string[] {
  const { language, width, paint, causes } = page
  const { status, occurrences } = rule.verdict
  const color = status === 'fail' ? 'red' : 'yellow'
  const bad = occurrences.filter((occurrence) => occurrence.status === status)
  const own = bad.filter((occurrence) => causes.explains(rule.id, occurrence) === undefined)
  const explained = new Set(bad.flatMap((occurrence) => causes.explains(rule.id, occurrence) ?? []))
  const severity = SEVERITIES[rule.severity][language]
  const title = `${STATUSES[status][language]}  ${rule.id}  ${rule.title[language]}  (${severity})`
  const hidden = own.length - SHOWN
  const { remedy, source } = WORDS
  return [
    ...wrap(title, width, '  ').map((line) => paint(color, line)),
    ...own.slice(0, SHOWN).flatMap((occurrence) => occurrenceLines(page, occurrence)),
    ...(hidden > 0 ? [`  ${moreOf(hidden)[language]}`] : []),
    ...(explained.size > 0
      ? wrap(`  ${explainedBy([...explained].join(', '))[language]}`, width, '    ')
      : []),
    ...consequences(page, rule.id),
    ...wrap(`  ${remedy[language]}: ${rule.remedy[language]}`, width, '    '),
    ...wrap(`  ${source[language]}: ${rule.source}`, width, '    ').map((line) =>
      paint('dim', line),
    ),
  ]
}

function consequences({ causes, language, width }: Page, id: string): string[] {
  const followed = causes.list.find((cause) => cause.rule === id)?.consequences ?? []
  if (followed.length === 0) return []
  const names = followed.map(({ rule, sale }) => `${rule} [${sale}]`)
  return wrap(`  ${WORDS.leadsTo[language]}: ${names.join(', ')}`, width, '    ')
}

function occurrenceLines(page: Page, { said, sale, outTradeNo, evidence }: Occurrence): string[] {
  const whose = sale ?? outTradeNo
  const proof = page.slice(evidence).flatMap((line) => wrap(`    ${line}`, page.width, '      '))
  return [
    ...wrap(`  ${whose ? `[${whose}] ` : ''}${page.mask(said[page.language])}`, page.width, '  '),
    ...proof.map((line) => page.paint('dim', line)),
  ]
}

function expected({ language, width, paint }: Page, { expected: rows = [] }: Circumstances) {
  if (rows.length === 0) return []
  return [
    paint('bold', WORDS.expected[language]),
    ...rows.flatMap(({ rule, owner, reason, expires, outcome }) => {
      const line = `  ${rule}  ${OUTCOMES[outcome]?.[language] ?? outcome} (${owner}, ${reason}, ${expires})`
      const stale = outcome === 'passes' || outcome === 'expired'
      return wrap(line, width, '    ').map((each) => (stale ? paint('red', each) : each))
    }),
  ]
}

function attestation({ language, width, paint }: Page, { attestation: rows = [] }: Scorecard) {
  if (rows.length === 0) return []
  return [
    paint('bold', WORDS.attestation[language]),
    ...rows.flatMap(({ id, answer, question, said, status }) => {
      const given = (answer && ANSWERS[answer]) ?? WORDS.unanswered
      const line = `  ${id}  ${question[language]}  ${given[language]}  ${said[language]}`
      const color = status === 'fail' ? 'red' : status === 'warn' ? 'yellow' : undefined
      return wrap(line, width, '    ').map((each) => (color ? paint(color, each) : each))
    }),
  ]
}

function notTested(page: Page, title: string, rules: readonly RuleGrade[], trace: Trace): string[] {
  if (rules.length === 0) return []
  const { language, width, mask } = page
  return [
    page.paint('bold', title),
    ...rules.flatMap((rule) =>
      wrap(`  ${rule.id}  ${mask(whyNotTested(rule, trace)[language])}`, width, '    '),
    ),
  ]
}
