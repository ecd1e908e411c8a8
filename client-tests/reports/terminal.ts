// The report for a person at a terminal: verdict first, then score, coverage, money, and for each
// failing rule the sentence, the proof and the remedy. Returns text; prints nothing.
import type { Trace } from '../../server/journal/trace.ts'
import type { MoneyLine, RuleGrade, Scorecard, Share } from '../grade.ts'
import type { Occurrence, Said } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { createSlices, type DrawSlice } from './slice.ts'
import { displayWidth, padEnd, wrap } from './width.ts'

export interface TerminalOptions {
  language: keyof Said
  color: boolean
  /** Columns; text is wrapped to them. */
  width: number
}

const WORDS = {
  en: {
    ready: 'READY',
    'not-ready': 'NOT READY',
    incomplete: 'INCOMPLETE',
    score: 'score',
    coverage: 'coverage',
    criticalRules: 'critical rules',
    allRules: 'all rules',
    money: 'Money, order by order',
    head: ['sale', 'amount', 'merchant says', 'gateway holds', ''],
    total: 'total',
    critical: 'critical',
    major: 'major',
    minor: 'minor',
    fail: 'FAIL',
    warn: 'WARN',
    source: 'source',
    remedy: 'remedy',
    more: (count: number) => `… and ${count} more`,
    unexercised: 'Not exercised',
    needs: 'needs',
    unread: 'not read',
    transcript: 'transcript',
  },
  zh: {
    ready: '上线就绪',
    'not-ready': '不可上线',
    incomplete: '覆盖不足',
    score: '得分',
    coverage: '覆盖',
    criticalRules: '关键规则',
    allRules: '全部规则',
    money: '逐单对账',
    head: ['订单', '金额', '商户认为', '网关实收', ''],
    total: '合计',
    critical: '关键',
    major: '重要',
    minor: '一般',
    fail: '不通过',
    warn: '警告',
    source: '依据',
    remedy: '修正',
    more: (count: number) => `… 另有 ${count} 处`,
    unexercised: '未触发',
    needs: '需要',
    unread: '未读取',
    transcript: '记录摘要',
  },
} as const

interface Page extends TerminalOptions {
  paint(color: keyof typeof COLORS, text: string): string
  slice: DrawSlice
  /** Before wrapping: a code broken over two lines would not be found. */
  mask(text: string): string
}

const COLORS = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const
/** Occurrences shown per rule; the rest are counted. */
const SHOWN = 3

export function terminalReport(card: Scorecard, trace: Trace, options: TerminalOptions): string {
  const paint: Page['paint'] = (color, text) =>
    options.color ? `\u001B[${COLORS[color]}m${text}\u001B[0m` : text
  const page: Page = {
    ...options,
    paint,
    slice: createSlices(trace),
    mask: maskerOf(trace.entries).maskText,
  }
  const worst = (status: string) => card.rules.filter(({ verdict }) => verdict.status === status)
  const sections = [
    heading(page, card),
    money(page, card),
    ...[...worst('fail'), ...worst('warn')].map((rule) => ruleSection(page, rule)),
    unexercised(page, worst('inconclusive')),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

const VERDICT_COLOR = { ready: 'green', 'not-ready': 'red', incomplete: 'yellow' } as const

function heading(page: Page, card: Scorecard): string[] {
  const words = WORDS[page.language]
  const { critical, all } = card.coverage
  return [
    page.paint('bold', page.paint(VERDICT_COLOR[card.verdict], words[card.verdict])),
    `${words.score} ${card.score} / 100`,
    ...wrap(
      `${words.coverage}  ${words.criticalRules} ${percent(critical)}, ${words.allRules} ${percent(all)}`,
      page.width,
      '  ',
    ),
    page.paint('dim', `${words.transcript} sha256:${card.transcriptHash.slice(0, 16)}`),
  ]
}

function percent({ exercised, applicable }: Share): string {
  const share = applicable === 0 ? 0 : Math.floor((100 * exercised) / applicable)
  return `${exercised}/${applicable} (${share} %)`
}

function money(page: Page, { money: lines, totals }: Scorecard): string[] {
  if (lines.length === 0) return []
  const words = WORDS[page.language]
  const rows = lines.map((line) => moneyRow(page, line))
  const total = [words.total, '', '', yuan(totals.netFen), '']
  const table = [[...words.head], ...rows, total]
  const widths = words.head.map((_, column) =>
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
  return [page.paint('bold', words.money), ...drawn]
}

function moneyRow(page: Page, line: MoneyLine): string[] {
  const { unread } = WORDS[page.language]
  const belief = line.belief ?? unread
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
  const { language, width, paint } = page
  const words = WORDS[language]
  const { status, occurrences } = rule.verdict
  const color = status === 'fail' ? 'red' : 'yellow'
  const mark = status === 'fail' ? words.fail : words.warn
  const bad = occurrences.filter((occurrence) => occurrence.status === status)
  const title = `${mark}  ${rule.id}  ${rule.title[language]}  (${words[rule.severity]})`
  const hidden = bad.length - SHOWN
  return [
    ...wrap(title, width, '  ').map((line) => paint(color, line)),
    ...bad.slice(0, SHOWN).flatMap((occurrence) => occurrenceLines(page, occurrence)),
    ...(hidden > 0 ? [`  ${words.more(hidden)}`] : []),
    ...wrap(`  ${words.remedy}: ${rule.remedy[language]}`, width, '    '),
    ...wrap(`  ${words.source}: ${rule.source}`, width, '    ').map((line) => paint('dim', line)),
  ]
}

function occurrenceLines(page: Page, { said, sale, outTradeNo, evidence }: Occurrence): string[] {
  const whose = sale ?? outTradeNo
  const proof = page.slice(evidence).flatMap((line) => wrap(`    ${line}`, page.width, '      '))
  return [
    ...wrap(`  ${whose ? `[${whose}] ` : ''}${page.mask(said[page.language])}`, page.width, '  '),
    ...proof.map((line) => page.paint('dim', line)),
  ]
}

function unexercised(page: Page, rules: readonly RuleGrade[]): string[] {
  if (rules.length === 0) return []
  const { language, width, mask } = page
  const words = WORDS[language]
  return [
    page.paint('bold', words.unexercised),
    ...rules.flatMap(({ id, trigger, verdict }) => {
      const why = verdict.occurrences[0]?.said[language]
      return wrap(`  ${id}  ${mask(why ?? `${words.needs}: ${trigger[language]}`)}`, width, '    ')
    }),
  ]
}
