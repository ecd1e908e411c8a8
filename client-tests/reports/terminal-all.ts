// All that a run has shown, for a person at a terminal (`grade --all`): every order, every occurrence
// with its trace, every rule.
import { yuan } from '../rules/said.ts'
import { findingsOf, timesOf, type Finding, type Occurrence } from './findings.ts'
import { namesIn } from './names.ts'
import { countOf } from './stake.ts'
import { heading, moneyTable, type Page } from './terminal-page.ts'
import { wrap } from './width.ts'
import { GATEWAY, worldText } from './world.ts'
import { ANSWERS, explainedBy, OUTCOMES, SEVERITIES, STATUSES, WORDS } from './words.ts'

export function fullReport(page: Page): string[][] {
  const { report, say, paint, label, width } = page
  const world = report.run && worldText(report.run)
  const findings = [...findingsOf(report, 'fail'), ...findingsOf(report, 'warn')]
  return [
    [
      ...heading(page),
      ...(world ? wrap(label(GATEWAY, say(world)), width, '  ') : []).map((line) =>
        paint('dim', line),
      ),
      paint('dim', `${say(WORDS.transcript)} sha256:${report.transcriptHash.slice(0, 16)}`),
    ],
    money(page),
    ...findings.map((finding) => ruleSection(page, finding)),
    expected(page),
    attestation(page),
    notTested(page, 'inconclusive'),
    notTested(page, 'not-applicable'),
    passed(page),
    page.html === undefined ? [] : [label(WORDS.reports, page.html)],
  ]
}

function money(page: Page): string[] {
  const { report, paint, say, width } = page
  if (report.money.length === 0) return []
  return [
    paint('bold', say(WORDS.money)),
    ...moneyTable(page, report.money),
    `${say(WORDS.total)} ${yuan(report.totals.netFen)}`,
    ...wrap(say(countOf(report.money)), width, '  '),
  ]
}

function ruleSection(page: Page, { rule, own, causes, leadsTo }: Finding): string[] {
  const { report, width, paint, say, label } = page
  const severity = say(SEVERITIES[rule.severity])
  const title = `${say(STATUSES[rule.status])}  ${rule.id}  ${say(rule.title)}  (${severity})`
  const stands = new Set(own.map(({ whose }) => whose))
  const occurrences = rule.occurrences.filter(
    ({ status, sale, outTradeNo }) => status === rule.status && stands.has(sale ?? outTradeNo),
  )
  const followed = [...leadsTo].map(([id, sales]) => `${id} (${sales.join(', ')})`)
  const lines = [
    own.length > 0 && say(timesOf(own, namesIn(report))),
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
  const { said, sale, outTradeNo, trace } = occurrence
  const whose = sale ?? outTradeNo
  const proof = trace.flatMap((line) => wrap(`    ${line}`, width, '      '))
  return [
    ...wrap(`  ${whose ? `[${whose}] ` : ''}${say(said)}`, width, '  '),
    ...proof.map((line) => paint('dim', line)),
  ]
}

function expected({ report, say, width, paint }: Page): string[] {
  const rows = report.expected ?? []
  if (rows.length === 0) return []
  return [
    paint('bold', say(WORDS.expected)),
    ...rows.flatMap(({ rule, owner, reason, expires, outcome }) => {
      const said = OUTCOMES[outcome]
      const line = `  ${rule}  ${said ? say(said) : outcome} (${owner}, ${reason}, ${expires})`
      const stale = outcome === 'passes' || outcome === 'expired'
      return wrap(line, width, '    ').map((each) => (stale ? paint('red', each) : each))
    }),
  ]
}

function attestation({ report, say, width, paint }: Page): string[] {
  const rows = report.attestation ?? []
  if (rows.length === 0) return []
  return [
    paint('bold', say(WORDS.attestation)),
    ...rows.flatMap(({ id, answer, question, said, status }) => {
      const given = (answer && ANSWERS[answer]) ?? WORDS.unanswered
      const line = `  ${id}  ${say(question)}  ${say(given)}  ${say(said)}`
      const color = status === 'fail' ? 'red' : status === 'warn' ? 'yellow' : undefined
      return wrap(line, width, '    ').map((each) => (color ? paint(color, each) : each))
    }),
  ]
}

function notTested({ report, say, width, paint }: Page, status: string): string[] {
  const rows = report.notTested.filter((row) => row.status === status)
  if (rows.length === 0) return []
  const title = status === 'inconclusive' ? WORDS.notTested : WORDS.notApplicable
  return [
    paint('bold', say(title)),
    ...rows.flatMap(({ id, why }) => wrap(`  ${id}  ${say(why)}`, width, '    ')),
  ]
}

function passed({ report, say, width, paint }: Page): string[] {
  const rows = report.rules.filter(({ status }) => status === 'pass')
  if (rows.length === 0) return []
  return [
    paint('bold', say(WORDS.passed)),
    ...rows.flatMap(({ id, title }) => wrap(`  ${id}  ${say(title)}`, width, '    ')),
  ]
}
