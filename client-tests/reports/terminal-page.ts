// What both terminal reports are made of: colours, the head, the order-by-order table.
import type { LocalizedText } from '../rules/rule.ts'
import { sumIn } from '../rules/figures.ts'
import type { Expected, ReportModel } from './model.ts'
import type { Order } from './orders.ts'
import { cut, displayWidth, padEnd, wrap } from './width.ts'
import { percent, runText, WORDS, type Language } from './words.ts'

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
  model: ReportModel
  paint(color: keyof typeof COLORS, text: string): string
  say(localized: LocalizedText): string
  /** `Next: `, with what stands behind it. */
  label(word: LocalizedText, text: string): string
}

const COLORS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const

export function pageOf(model: ReportModel, options: TerminalOptions): Page {
  return {
    ...options,
    model,
    paint: (color, text) => (options.color ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text),
    say: (localized) => localized[options.language],
    label: (word, text) =>
      options.language === 'zh' ? `${word.zh}：${text}` : `${word.en}: ${text}`,
  }
}

const VERDICT_COLOR = { ready: 'green', 'not-ready': 'red', incomplete: 'yellow' } as const

export function heading({ model, width, paint, say }: Page): string[] {
  const { report, score } = model
  const { verdict, coverage, reading } = report
  const facts = [
    ...(score === undefined ? [] : [`${say(WORDS.score)} ${score}`]),
    `${say(WORDS.criticalRules)} ${percent(coverage.critical)}`,
    `${say(WORDS.allRules)} ${percent(coverage.all)}`,
  ]
  const follows = `${say(WORDS.reading)} ${reading.id}: ${say(reading.follows)}`
  const made = [report.run ? say(runText(report.run)) : '', reading.id === 'default' ? '' : follows]
  return [
    paint('bold', paint(VERDICT_COLOR[verdict], say(model.verdict.word))),
    ...wrap(say(model.verdict.sentence), width),
    ...wrap(facts.join(' · '), width, '  '),
    ...made.flatMap((line) => wrap(line, width, '  ')).map((line) => paint('dim', line)),
    ...model.remarks.flatMap((localized) => wrap(say(localized), width, '  ')),
  ]
}

/** Orders that differ, two lines each: by how much and by which rule, then in what. */
export function differingTable(page: Page, orders: readonly Order[]): string[] {
  const { say, width, paint } = page
  const { sale, scenario, amount, difference, rule } = WORDS
  const head = ['', ...[sale, scenario, amount, difference, rule].map(say)]
  const rows = orders.map((order) => [
    ...firstCells(order),
    order.difference || '0.00',
    order.line.because?.rule ?? '',
  ])
  const widths = narrowed([head, ...rows], width)
  const drawn = orders.flatMap(({ differsIn }, index) => [
    paint('red', cut(rowOf(rows[index] ?? [], widths), width)),
    cut(`${INDENT}${say(differsIn)}`, width),
  ])
  return [paint('dim', cut(rowOf(head, widths), width)), ...drawn]
}

/** Every order, with all that it holds. */
export function moneyTable(page: Page, orders: readonly Order[]): string[] {
  const { say, width, paint } = page
  const { sale, scenario, amount, says, holds, difference } = WORDS
  const head = ['', ...[sale, scenario, amount, difference, says, holds].map(say)]
  const rows = orders.map((order) => [
    ...firstCells(order),
    order.difference,
    say(order.belief),
    order.line.state,
  ])
  const widths = narrowed([head, ...rows], width)
  const drawn = orders.flatMap(({ line: { because }, differs, differsIn }, index) => {
    const row = wrap(rowOf(rows[index] ?? [], widths), width, INDENT)
    if (!differs) return row
    const by = because && `${because.rule}: ${say(because.said)}`
    const more = [say(differsIn), by].filter((text) => text !== undefined)
    const below = more.flatMap((text) => wrap(INDENT + text, width, INDENT))
    return [...row, ...below].map((each) => paint('red', each))
  })
  return [...wrap(rowOf(head, widths), width, INDENT).map((each) => paint('dim', each)), ...drawn]
}

const firstCells = ({ mark, whose, name = '', line }: Order) => [
  mark,
  whose,
  name,
  sumIn(line.amountFen, line.currency),
]

/** `POLL-05  fails, as expected (li.lei, old till, 2026-12-31)` */
export function expectedText({ say }: Page, row: Expected): string {
  const { rule, text, owner, reason, expires } = row
  return `  ${rule}  ${say(text)} (${owner}, ${reason}, ${expires})`
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
