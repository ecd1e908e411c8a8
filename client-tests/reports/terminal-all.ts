// All that a run has shown, for a person at a terminal (`grade --all`): every order, every occurrence
// with its trace, every rule.
import type { LocalizedText } from '../rules/rule.ts'
import { amountsOf, figuresOf } from './cost.ts'
import { whoseOf, type Finding, type Occurrence } from './findings.ts'
import type { Unjudged } from './model.ts'
import { expectedText, heading, moneyTable, type Page } from './terminal-page.ts'
import { wrap } from './width.ts'
import { GATEWAY, worldText } from './world.ts'
import { explainedBy, SEVERITIES, STATUSES, WORDS } from './words.ts'

export function fullReport(page: Page): string[][] {
  const { model, say, paint, label, width } = page
  const { report, failed, warned } = model
  const world = worldText(report.run)
  return [
    [
      ...heading(page),
      ...(world ? wrap(label(GATEWAY, say(world)), width, '  ') : []).map((line) =>
        paint('dim', line),
      ),
      paint('dim', `${say(WORDS.transcript)} sha256:${report.transcriptHash.slice(0, 16)}`),
    ],
    money(page),
    ...[...failed, ...warned].map((finding) => ruleSection(page, finding)),
    expected(page),
    attestation(page),
    notTested(page, WORDS.notTested, model.notExercised),
    notTested(page, WORDS.notApplicable, model.notApplicable),
    passed(page),
    page.html === undefined ? [] : [label(WORDS.reports, page.html)],
  ]
}

function money(page: Page): string[] {
  const { model, paint, say, width } = page
  const { all, count } = model.orders
  if (all.length === 0) return []
  return [
    paint('bold', say(WORDS.money)),
    ...moneyTable(page, all),
    `${say(WORDS.total)} ${figuresOf(amountsOf(model.report.money, ({ netFen }) => netFen))}`,
    ...wrap(say(count), width, '  '),
  ]
}

function ruleSection(page: Page, finding: Finding): string[] {
  const { width, paint, say, label } = page
  const { rule, own, where, causes, leadsTo, occurrences } = finding
  const severity = say(SEVERITIES[rule.severity])
  const title = `${say(STATUSES[rule.status])}  ${rule.id}  ${say(rule.title)}  (${severity})`
  const followed = [...leadsTo].map(([id, sales]) => `${id} (${sales.join(', ')})`)
  const lines = [
    own.length > 0 && say(where),
    causes.length > 0 && say(explainedBy(causes.join(', '))),
    followed.length > 0 && label(WORDS.leadsTo, followed.join(' · ')),
    label(WORDS.remedy, say(rule.remedy)),
  ].filter((line) => line !== false)
  return [
    ...wrap(title, width, '  ').map((line) =>
      paint(rule.status === 'fail' ? 'red' : 'yellow', line),
    ),
    ...lines.flatMap((line) => wrap(`  ${line}`, width, '    ')),
    ...wrap(`  ${label(WORDS.source, rule.source)}`, width, '    ').map((line) =>
      paint('dim', line),
    ),
    ...occurrences.flatMap((occurrence) => occurrenceLines(page, occurrence)),
  ]
}

function occurrenceLines({ say, width, paint }: Page, occurrence: Occurrence): string[] {
  const { said, trace } = occurrence
  const whose = whoseOf(occurrence)
  const proof = trace.flatMap((line) => wrap(`    ${line}`, width, '      '))
  return [
    ...wrap(`  ${whose ? `[${whose}] ` : ''}${say(said)}`, width, '  '),
    ...proof.map((line) => paint('dim', line)),
  ]
}

function expected(page: Page): string[] {
  const { model, say, width, paint } = page
  if (model.expected.length === 0) return []
  return [
    paint('bold', say(WORDS.expected)),
    ...model.expected.flatMap((row) => {
      const lines = wrap(expectedText(page, row), width, '    ')
      return lines.map((line) => (row.isStale ? paint('red', line) : line))
    }),
  ]
}

function attestation({ model, say, width, paint }: Page): string[] {
  if (model.answers.length === 0) return []
  return [
    paint('bold', say(WORDS.attestation)),
    ...model.answers.flatMap(({ id, given, question, said, status }) => {
      const line = `  ${id}  ${say(question)}  ${say(given)}  ${say(said)}`
      const color = status === 'fail' ? 'red' : status === 'warn' ? 'yellow' : undefined
      return wrap(line, width, '    ').map((each) => (color ? paint(color, each) : each))
    }),
  ]
}

function notTested(page: Page, title: LocalizedText, rows: readonly Unjudged[]): string[] {
  return listed(
    page,
    title,
    rows.map(({ id, why }) => ({ id, text: why })),
  )
}

function passed(page: Page): string[] {
  const rows = page.model.passed.map(({ id, title }) => ({ id, text: title }))
  return listed(page, WORDS.passed, rows)
}

/** Rules in a line each, below a title; nothing where there are none. */
function listed(
  { say, width, paint }: Page,
  title: LocalizedText,
  rows: readonly { id: string; text: LocalizedText }[],
): string[] {
  if (rows.length === 0) return []
  const lines = rows.flatMap(({ id, text }) => wrap(`  ${id}  ${say(text)}`, width, '    '))
  return [paint('bold', say(title)), ...lines]
}
