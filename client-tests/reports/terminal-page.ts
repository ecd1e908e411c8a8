// What both terminal reports are made of: colours, the head, the order-by-order table.
import type { Said } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import { namesIn } from './findings.ts'
import type { Report } from './report-schema.ts'
import { MARKS } from './stake.ts'
import { undecidedIn } from './undecided.ts'
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
  const { verdict, score, coverage, reading, rules } = report
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const facts = [
    ...(score === null ? [] : [`${say(WORDS.score)} ${score} / 100`]),
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
    ...undecidedIn(report).flatMap((said) => wrap(say(said), width, '  ')),
  ]
}

/** The rows of a table; what differs is red. A screen cuts them at the edge, a whole report does not. */
export function moneyTable(page: Page, lines: readonly Report['money'][number][]): string[] {
  const { say, width, paint, report, all } = page
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
      differenceOf(line) || (line.match === 'differs' ? say(WORDS.state) : ''),
      (line.belief ?? say(WORDS.unread)) + net,
      line.state,
    ]
  })
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => displayWidth(cells[column] ?? ''))),
  )
  // The name of the scenario gives way first: it only helps the memory.
  const usual = widths.with(-1, Math.min(widths.at(-1) ?? 0, USUAL_STATE))
  const tooWide = usual.reduce((sum, one) => sum + one + GAP.length, -GAP.length) - width
  widths[NAME] = Math.max(LEAST_NAME, (widths[NAME] ?? 0) - Math.max(0, tooWide))
  return [head, ...rows].flatMap((cells, index) => {
    const padded = cells.map((cell, column) => {
      const room = widths[column] ?? 0
      return column === cells.length - 1 ? cell : padEnd(cut(cell, room), room)
    })
    const line = padded.join(GAP).trimEnd()
    const drawn = all ? wrap(line, width, '     ') : [cut(line, width)]
    if (index === 0) return drawn.map((each) => paint('dim', each))
    const differs = lines[index - 1]?.match === 'differs'
    return differs ? drawn.map((each) => paint('red', each)) : drawn
  })
}

const GAP = '  '
/** `TRADE_SUCCESS 1234.56` */
const USUAL_STATE = 21
const NAME = 2
const LEAST_NAME = 8
