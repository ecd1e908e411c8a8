// The report for a person at a terminal, on one screen: verdict, money at stake, the orders that
// differ, what failed with its remedy and the worst first, what to run next, and where the rest is.
// Returns text; prints nothing.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade/grade.ts'
import { criticalOpen, findingsOf, timesOf, type Finding } from './findings.ts'
import { namesIn } from './names.ts'
import { nextCommand } from './next.ts'
import { buildReport, type Circumstances } from './report.ts'
import { apartFen, countOf, stakeOf } from './stake.ts'
import { fullReport } from './terminal-all.ts'
import { heading, oddTable, pageOf, type Page, type TerminalOptions } from './terminal-page.ts'
import { cut, wrap } from './width.ts'
import { ANSWERS, followsFrom, OUTCOMES, SEVERITIES, STATUSES, WORDS } from './words.ts'

/** Lines of a screen, with and without something to mend. */
const SCREEN = 40
const SMALL_SCREEN = 25
const MOST_ORDERS = 4
const MOST_RULES = 8
const MOST_EXPECTED = 3

export function terminalReport(
  card: Scorecard,
  trace: Trace,
  options: TerminalOptions,
  around: Circumstances = {},
): string {
  const page = pageOf(buildReport(card, trace, around), options)
  const sections = options.all ? fullReport(page) : screenOf(page)
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function screenOf(page: Page): string[][] {
  const { report } = page
  const before = [heading(page), money(page)]
  const after = [expected(page), [...attestation(page), ...notExercised(page)], further(page)]
  const used = [...before, ...after].filter((lines) => lines.length > 0)
  const usedLines = used.reduce((sum, lines) => sum + lines.length + 1, 0)
  const most = report.verdict === 'ready' ? SMALL_SCREEN : SCREEN
  return [...before, findings(page, most - usedLines - 1), ...after]
}

function money(page: Page): string[] {
  const { report, paint, say, width, label } = page
  const { money: lines } = report
  if (lines.length === 0) return []
  const odd = lines
    .filter(({ match }) => match === 'differs')
    .toSorted((a, b) => apartFen(b) - apartFen(a))
  const stake = stakeOf(lines)
  const count = wrap(say(countOf(lines)), width, '  ')
  if (!stake) return wrap(label(WORDS.allMoney, say(countOf(lines))), width, '  ')
  const more = odd.length - MOST_ORDERS
  return [
    ...wrap(say(stake), width, '  ').map((line) => paint('bold', line)),
    ...oddTable(page, odd.slice(0, MOST_ORDERS)),
    ...(more > 0
      ? [say({ en: `… and ${more} more that differ`, zh: `… 另有 ${more} 笔不符` })]
      : []),
    ...count.map((line) => paint('dim', line)),
  ]
}

/** As many findings as there are lines for, the worst whole and the rest by name. */
function findings(page: Page, room: number): string[] {
  const { report, width, say } = page
  const failed = findingsOf(report, 'fail')
  const warned = findingsOf(report, 'warn')
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

function findingLines(page: Page, { rule, own, causes }: Finding, evidenceLines: number): string[] {
  const { report, width, paint, say } = page
  const isFailure = rule.status === 'fail'
  const name = `${rule.id} (${say(SEVERITIES[rule.severity])})`
  const why = own.length > 0 ? timesOf(own, namesIn(report)) : followsFrom(causes)
  const title = `${say(STATUSES[rule.status])}  ${name}  ${say(rule.title)} · ${say(why)}`
  const [first] = own
  const evidence = first ? wrap(`    ${say(first.first.said)}`, width, '    ') : []
  const cutOff = evidence.length > evidenceLines
  const told = evidence.slice(0, evidenceLines)
  if (cutOff) told.push(cut(`${told.pop() ?? ''} …`, width))
  return [
    paint(isFailure ? 'red' : 'yellow', cut(title, width)),
    ...told,
    ...(first ? wrap(`    → ${say(rule.remedy)}`, width, '      ') : []),
  ]
}

function expected({ report, width, paint, say }: Page): string[] {
  const rows = report.expected ?? []
  if (rows.length === 0) return []
  const isStale = (outcome: string) => outcome === 'passes' || outcome === 'expired'
  // What makes the run fail comes first.
  const sorted = rows.toSorted((a, b) => Number(isStale(b.outcome)) - Number(isStale(a.outcome)))
  const lines = sorted.slice(0, MOST_EXPECTED).map(({ rule, owner, reason, expires, outcome }) => {
    const said = OUTCOMES[outcome]
    const text = `  ${rule}  ${said ? say(said) : outcome} (${owner}, ${reason}, ${expires})`
    return isStale(outcome) ? paint('red', cut(text, width)) : cut(text, width)
  })
  const more = rows.length - MOST_EXPECTED
  return [
    paint('bold', say(WORDS.expected)),
    ...lines,
    ...(more > 0 ? [`  ${say({ en: `… and ${more} more`, zh: `… 另有 ${more} 条` })}`] : []),
  ]
}

/** Answers that count against the merchant, and questions that are open. */
function attestation({ report, width, say, label }: Page): string[] {
  const rows = report.attestation ?? []
  const bad = rows.filter(({ status }) => status === 'fail' || status === 'warn')
  const open = rows.filter(({ answer }) => answer === undefined)
  const line = (word: string, some: typeof rows) =>
    some.length === 0 ? [] : [`${word} ${some.map(({ id }) => id).join(' ')}`]
  const told = [
    ...line(say(ANSWERS.no ?? WORDS.unanswered), bad),
    ...line(say(WORDS.unanswered), open),
  ]
  if (told.length === 0) return []
  return wrap(label(WORDS.attestation, told.join('; ')), width, '  ').slice(0, 2)
}

function notExercised({ report, width, paint, label }: Page): string[] {
  const open = criticalOpen(report)
  if (open.length === 0) return []
  const names = open.slice(0, MOST_RULES)
  const more = open.length - names.length
  const list = [...names, ...(more > 0 ? [`… +${more}`] : [])].join(', ')
  return wrap(label(WORDS.criticalOpen, list), width, '  ').map((line) => paint('yellow', line))
}

function further({ report, width, html, paint, say, label }: Page): string[] {
  const command = nextCommand(report)
  const all = say({ en: 'grade --all prints all of it', zh: 'grade --all 显示全部内容' })
  const read = html === undefined ? all : `${html} ${say(WORDS.besideIt)} · ${all}`
  return [
    ...(command === undefined
      ? []
      : wrap(label(WORDS.next, command), width, '  ').map((line) => paint('bold', line))),
    ...wrap(label(WORDS.reports, read), width, '  '),
  ]
}
