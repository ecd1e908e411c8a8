// The report for a person at a terminal, on one screen: verdict, money at stake, the orders that
// differ, what failed with its remedy and the worst first, what to run next, and where the rest is.
// Returns text; prints nothing.
import type { Finding } from './findings.ts'
import type { ReportModel } from './model.ts'
import { fullReport } from './terminal-all.ts'
import {
  differingTable,
  expectedText,
  heading,
  pageOf,
  type Page,
  type TerminalOptions,
} from './terminal-page.ts'
import { cut, wrap } from './width.ts'
import { ANSWERS, SEVERITIES, STATUSES, WORDS } from './words.ts'

/** Lines of a screen, with and without something to mend. */
const SCREEN = 40
const SMALL_SCREEN = 25
const MOST_ORDERS = 4
const MOST_RULES = 8
const MOST_EXPECTED = 3

export function terminalReport(model: ReportModel, options: TerminalOptions): string {
  const page = pageOf(model, options)
  const sections = options.all ? fullReport(page) : screenOf(page)
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function screenOf(page: Page): string[][] {
  const before = [heading(page), money(page)]
  const after = [expected(page), [...attestation(page), ...notExercised(page)], further(page)]
  const used = [...before, ...after].filter((lines) => lines.length > 0)
  const usedLines = used.reduce((sum, lines) => sum + lines.length + 1, 0)
  const most = page.model.report.verdict === 'ready' ? SMALL_SCREEN : SCREEN
  return [...before, findings(page, most - usedLines - 1), ...after]
}

function money(page: Page): string[] {
  const { model, paint, say, width, label } = page
  const { all, differing, stake, count } = model.orders
  if (all.length === 0) return []
  if (!stake) return wrap(label(WORDS.allMoney, say(count)), width, '  ')
  const more = differing.length - MOST_ORDERS
  return [
    ...wrap(say(stake), width, '  ').map((line) => paint('bold', line)),
    ...differingTable(page, differing.slice(0, MOST_ORDERS)),
    ...(more > 0
      ? [say({ en: `… and ${more} more that differ`, zh: `… 另有 ${more} 笔不符` })]
      : []),
    ...wrap(say(count), width, '  ').map((line) => paint('dim', line)),
  ]
}

/** As many findings as there are lines for, the worst whole and the rest by name. */
function findings(page: Page, room: number): string[] {
  const { model, width, say } = page
  const { failed, warned } = model
  // Warnings are worth lines of their own when nothing is worse.
  const shown = failed.length > 0 ? failed : warned
  const rest = failed.length > 0 ? warned : []
  const drawn = [2, 1].map((evidenceLines) =>
    shown.map((finding) => findingLines(page, finding, evidenceLines)),
  )
  const warnings = byName(WORDS.warnings, rest)
  const tail = (left: readonly Finding[]) =>
    [byName(WORDS.alsoFailed, left), warnings]
      .filter((text) => text !== undefined)
      .flatMap((text) => wrap(say(text), width, '  ').slice(0, 2))
  const all = drawn.find((each) => each.flat().length + tail([]).length <= room)
  if (all) return [...all.flat(), ...tail([])]
  const lines: string[] = []
  const [, small = []] = drawn
  for (const [index, each] of small.entries()) {
    const left = shown.slice(index + 1)
    if (lines.length + each.length + tail(left).length > room) {
      return [...lines, ...tail(shown.slice(index))]
    }
    lines.push(...each)
  }
  return [...lines, ...tail([])]
}

function byName(title: { en: string; zh: string }, some: readonly Finding[]) {
  if (some.length === 0) return undefined
  const names = (language: 'en' | 'zh') =>
    [...Map.groupBy(some, ({ rule }) => rule.severity)]
      .map(([severity, each]) => {
        const ids = each.map(({ rule }) => rule.id).join(' ')
        return `${ids} (${SEVERITIES[severity][language]})`
      })
      .join(', ')
  return { en: `${title.en}: ${names('en')}`, zh: `${title.zh}：${names('zh')}` }
}

function findingLines(page: Page, { rule, own, where }: Finding, evidenceLines: number): string[] {
  const { width, paint, say } = page
  const isFailure = rule.status === 'fail'
  const name = `${rule.id} (${say(SEVERITIES[rule.severity])})`
  const title = `${say(STATUSES[rule.status])}  ${name}  ${say(rule.title)} · ${say(where)}`
  const [first] = own
  const evidence = first ? wrap(`    ${say(first.first.said)}`, width, '    ') : []
  const cutOff = evidence.length > evidenceLines
  const shown = evidence.slice(0, evidenceLines)
  if (cutOff) shown.push(cut(`${shown.pop() ?? ''} …`, width))
  return [
    paint(isFailure ? 'red' : 'yellow', cut(title, width)),
    ...shown,
    ...(first ? wrap(`    → ${say(rule.remedy)}`, width, '      ') : []),
  ]
}

function expected(page: Page): string[] {
  const { model, width, paint, say } = page
  const rows = model.expected
  if (rows.length === 0) return []
  // What makes the run fail comes first.
  const sorted = rows.toSorted((a, b) => Number(b.isStale) - Number(a.isStale))
  const lines = sorted.slice(0, MOST_EXPECTED).map((row) => {
    const text = cut(expectedText(page, row), width)
    return row.isStale ? paint('red', text) : text
  })
  const more = rows.length - MOST_EXPECTED
  return [
    paint('bold', say(WORDS.expected)),
    ...lines,
    ...(more > 0 ? [`  ${say({ en: `… and ${more} more`, zh: `… 另有 ${more} 条` })}`] : []),
  ]
}

/** Answers that count against the merchant, and questions that are open. */
function attestation({ model, width, say, label }: Page): string[] {
  const rows = model.answers
  const bad = rows.filter(({ status }) => status === 'fail' || status === 'warn')
  const open = rows.filter(({ answer }) => answer === undefined)
  const line = (word: string, some: typeof rows) =>
    some.length === 0 ? [] : [`${word} ${some.map(({ id }) => id).join(' ')}`]
  const parts = [...line(say(ANSWERS.no), bad), ...line(say(WORDS.unanswered), open)]
  if (parts.length === 0) return []
  return wrap(label(WORDS.attestation, parts.join('; ')), width, '  ').slice(0, 2)
}

function notExercised({ model, width, paint, label }: Page): string[] {
  const open = model.criticalOpen
  if (open.length === 0) return []
  const names = open
    .slice(0, MOST_RULES)
    .map(({ id, exercisedBy: [first] }) => (first === undefined ? id : `${id} (${first})`))
  const more = open.length - names.length
  const list = [...names, ...(more > 0 ? [`… +${more}`] : [])].join(', ')
  return wrap(label(WORDS.criticalOpen, list), width, '  ').map((line) => paint('yellow', line))
}

function further({ model, width, html, paint, say, label }: Page): string[] {
  const { next } = model
  const all = say({ en: 'grade --all prints all of it', zh: 'grade --all 显示全部内容' })
  const read = html === undefined ? all : `${html} ${say(WORDS.besideIt)} · ${all}`
  return [
    ...(next === undefined
      ? []
      : wrap(label(WORDS.next, next), width, '  ').map((line) => paint('bold', line))),
    ...wrap(label(WORDS.reports, read), width, '  '),
  ]
}
