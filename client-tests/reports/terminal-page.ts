// What both terminal reports are made of: colours, the head, the order-by-order table.
import type { Said } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import { scoreText } from './about.ts'
import { namesIn } from './names.ts'
import type { Report } from './report-schema.ts'
import { differsIn, MARKS } from './stake.ts'
import { remarksOn } from './undecided.ts'
import { cut, displayWidth, padEnd, wrap } from './width.ts'
import {
  differenceOf,
  percent,
  runText,
  sentenceOf,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

export interface TerminalOptions {
  language: Language
  color: boolean
  /** Columns; nothing runs past them. */
  width: number
  /** Every rule, order, occurrence and trace; without it, what fits a screen. */
  all?: boolean
  /** Where the HTML report is. */
  html?: string
}

export interface Page extends TerminalOptions {
  report: Report
  paint(color: keyof typeof COLORS, text: string): string
  say(said: Said): string
  /** `Next: `, with what stands behind it. */
  label(word: Said, text: string): string
}

const COLORS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const

export function pageOf(report: Report, options: TerminalOptions): Page {
  return {
    ...options,
    report,
    paint: (color, text) => (options.color ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text),
    say: (said) => said[options.language],
    label: (word, text) =>
      options.language === 'zh' ? `${word.zh}：${text}` : `${word.en}: ${text}`,
  }
}

const VERDICT_COLOR = { ready: 'green', 'not-ready': 'red', incomplete: 'yellow' } as const

export function heading({ report, width, paint, say }: Page): string[] {
  const { verdict, coverage, reading, rules } = report
  const score = scoreText(report)
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const facts = [
    ...(score === undefined ? [] : [`${say(WORDS.score)} ${score}`]),
    `${say(WORDS.criticalRules)} ${percent(coverage.critical)}`,
    `${say(WORDS.allRules)} ${percent(coverage.all)}`,
  ]
  const follows = `${say(WORDS.reading)} ${reading.id}: ${say(reading.follows)}`
  const made = [report.run ? say(runText(report.run)) : '', reading.id === 'default' ? '' : follows]
  return [
    paint('bold', paint(VERDICT_COLOR[verdict], say(verdictWord(report)))),
    ...wrap(say(sentenceOf(report, lost)), width),
    ...wrap(facts.join(' · '), width, '  '),
    ...made.flatMap((line) => wrap(line, width, '  ')).map((line) => paint('dim', line)),
    ...remarksOn(report).flatMap((said) => wrap(say(said), width, '  ')),
  ]
}

/** Orders that differ, two lines each: by how much and by which rule, then in what. */
export function oddTable(page: Page, lines: readonly Report['money'][number][]): string[] {
  const { say, width, paint, report } = page
  const nameOf = namesIn(report)
  const { sale, scenario, amount, difference, rule } = WORDS
  const head = ['', ...[sale, scenario, amount, difference, rule].map(say)]
  const rows = lines.map((line) => [
    MARKS[line.match].mark,
    line.saleId ?? line.outTradeNos.join(' '),
    nameOf(line.saleId) ?? '',
    yuan(line.amountFen),
    differenceOf(line) || '0.00',
    line.because?.rule ?? '',
  ])
  const widths = narrowed([head, ...rows], width)
  const drawn = lines.flatMap((line, index) => [
    paint('red', cut(rowOf(rows[index] ?? [], widths), width)),
    cut(`${INDENT}${say(differsIn(line))}`, width),
  ])
  return [paint('dim', cut(rowOf(head, widths), width)), ...drawn]
}

/** Every order, with all that it holds. */
export function moneyTable(page: Page, lines: readonly Report['money'][number][]): string[] {
  const { say, width, paint, report } = page
  const nameOf = namesIn(report)
  const { sale, scenario, amount, says, holds, difference } = WORDS
  const head = ['', ...[sale, scenario, amount, difference, says, holds].map(say)]
  const rows = lines.map((line) => {
    const net = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
    return [
      MARKS[line.match].mark,
      line.saleId ?? line.outTradeNos.join(' '),
      nameOf(line.saleId) ?? '',
      yuan(line.amountFen),
      differenceOf(line),
      (line.belief ?? say(WORDS.unread)) + net,
      line.state,
    ]
  })
  const widths = narrowed([head, ...rows], width)
  const drawn = rows.flatMap((cells, index) => {
    const line = lines[index]
    const row = wrap(rowOf(cells, widths), width, INDENT)
    if (line?.match !== 'differs') return row
    const by = line.because && `${line.because.rule}: ${say(line.because.said)}`
    const more = [say(differsIn(line)), by].filter((text) => text !== undefined)
    const told = more.flatMap((text) => wrap(INDENT + text, width, INDENT))
    return [...row, ...told].map((each) => paint('red', each))
  })
  return [...wrap(rowOf(head, widths), width, INDENT).map((each) => paint('dim', each)), ...drawn]
}

function rowOf(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => {
    const room = widths[column] ?? 0
    return column === cells.length - 1 ? cell : padEnd(cut(cell, room), room)
  })
  return padded.join(GAP).trimEnd()
}

/** Widths of columns; the name of a scenario gives way first, for it only helps the memory. */
function narrowed(table: readonly string[][], width: number): number[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((cells) => displayWidth(cells[column] ?? ''))),
  )
  const tooWide = widths.reduce((sum, one) => sum + one + GAP.length, -GAP.length) - width
  const name = widths[NAME] ?? 0
  return widths.with(NAME, Math.min(name, Math.max(LEAST_NAME, name - Math.max(0, tooWide))))
}

const GAP = '  '
const INDENT = '     '
const NAME = 2
const LEAST_NAME = 14
