// The report as a CI system shows it beside a build: GitHub's flavour of Markdown.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade.ts'
import { yuan } from '../rules/said.ts'
import { buildReport, type Circumstances } from './report.ts'
import type { Report } from './report-schema.ts'
import {
  ANSWERS,
  differenceOf,
  explainedBy,
  moreOf,
  OUTCOMES,
  percent,
  sentenceOf,
  SEVERITIES,
  STATUSES,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

const ICONS = { ready: '✅', 'not-ready': '❌', incomplete: '⚠️' } as const
/** Occurrences shown per rule; the rest are counted. */
const SHOWN = 2

export function markdownReport(
  card: Scorecard,
  trace: Trace,
  language: Language,
  around?: Circumstances,
): string {
  const report = buildReport(card, trace, around)
  const red = report.rules.filter(({ status }) => status === 'fail' || status === 'warn')
  const sections = [
    heading(report, language),
    money(report, language),
    ...[...red].sort(failuresFirst).map((rule) => ruleSection(report, rule, language)),
    expected(report, language),
    attestation(report, language),
    folded(WORDS.notTested[language], notTested(report, 'inconclusive', language)),
    folded(WORDS.notApplicable[language], notTested(report, 'not-applicable', language)),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

const failuresFirst = (a: { status: string }, b: { status: string }) =>
  Number(b.status === 'fail') - Number(a.status === 'fail')

/** What was said by a merchant or a gateway must not become Markdown of its own. */
function plain(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#@]/g, String.raw`\$&`)
}

function heading(report: Report, language: Language): string {
  const { verdict, score, coverage, reading, run, rules, transcriptHash } = report
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const facts = [
    `${WORDS.score[language]} **${score}** / 100`,
    `${WORDS.criticalRules[language]} ${percent(coverage.critical)}`,
    `${WORDS.allRules[language]} ${percent(coverage.all)}`,
  ]
  const made = [
    `${WORDS.reading[language]}: ${reading.id} (${plain(reading.follows[language])})`,
    ...(run ? [`${WORDS.seed[language]}: ${plain(run.seed)}`] : []),
    `${WORDS.transcript[language]} sha256:${transcriptHash.slice(0, 16)}`,
  ]
  return [
    `## ${ICONS[verdict]} ${verdictWord(report)[language]}`,
    plain(sentenceOf(report, lost)[language]),
    facts.join(' · '),
    `<sub>${made.join(' · ')}</sub>`,
  ].join('\n\n')
}

function money({ money: lines, totals }: Report, language: Language): string {
  if (lines.length === 0) return ''
  const row = (line: Report['money'][number]) => {
    const believed = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
    const cells = [
      line.saleId ?? line.outTradeNos.join(' '),
      yuan(line.amountFen),
      line.belief === undefined ? WORDS.unread[language] : line.belief + believed,
      `${yuan(line.netFen)} ${line.state}`,
      differenceOf(line) || (line.match === 'differs' ? '≠' : '='),
    ]
    return `| ${cells.map(plain).join(' | ')} |`
  }
  const words = [WORDS.sale, WORDS.amount, WORDS.says, WORDS.holds, WORDS.difference]
  const table = (some: Report['money']) =>
    [
      `| ${words.map((one) => one[language]).join(' | ')} |`,
      '| --- | ---: | --- | ---: | ---: |',
      ...some.map(row),
    ].join('\n')
  const odd = lines.filter(({ match }) => match === 'differs')
  const all = `${WORDS.money[language]}: ${totals.sales}, ${WORDS.total[language]} ${yuan(totals.netFen)}`
  return [odd.length > 0 ? table(odd) : '', folded(all, table(lines))].filter(Boolean).join('\n\n')
}

function ruleSection(report: Report, rule: Report['rules'][number], language: Language): string {
  const { id, status, severity, title, remedy, source, occurrences } = rule
  const bad = occurrences.filter((occurrence) => occurrence.status === status)
  const causeOf = (whose: string | undefined) =>
    report.causes.find(({ consequences }) =>
      consequences.some((one) => one.rule === id && one.sale === whose),
    )?.rule
  const causes = bad.map(({ sale, outTradeNo }) => causeOf(sale ?? outTradeNo))
  const own = bad.filter((_, index) => causes[index] === undefined)
  const explained = [...new Set(causes.filter((cause) => cause !== undefined))]
  const followed = report.causes.find((cause) => cause.rule === id)?.consequences ?? []
  return [
    `### ${STATUSES[status][language]} ${id} ${plain(title[language])} (${SEVERITIES[severity][language]})`,
    ...own.slice(0, SHOWN).map(({ sale, outTradeNo, said, trace }) => {
      const whose = sale ?? outTradeNo
      const name = whose === undefined ? '' : `**${plain(whose)}** `
      const proof = trace.length > 0 ? `\n\n${fenced(trace)}` : ''
      return `${name}${plain(said[language])}${proof}`
    }),
    own.length > SHOWN ? moreOf(own.length - SHOWN)[language] : '',
    explained.length > 0 ? explainedBy(explained.join(', '))[language] : '',
    followed.length > 0
      ? `${WORDS.leadsTo[language]}: ${followed.map((one) => `${one.rule} (${plain(one.sale)})`).join(', ')}`
      : '',
    `**${WORDS.remedy[language]}:** ${plain(remedy[language])}  \n${WORDS.source[language]}: ${plain(source)}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** A fence longer than any that the text holds. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length),
  )
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')).join('\n')}\n${fence}`
}

function expected({ expected: rows }: Report, language: Language): string {
  if (!rows || rows.length === 0) return ''
  const lines = rows.map(({ rule, owner, reason, expires, outcome }) =>
    plain(`${rule}: ${OUTCOMES[outcome]?.[language] ?? outcome} (${owner}, ${reason}, ${expires})`),
  )
  return [`### ${WORDS.expected[language]}`, lines.map((line) => `- ${line}`).join('\n')].join(
    '\n\n',
  )
}

function attestation({ attestation: rows }: Report, language: Language): string {
  const lines = (rows ?? []).map(({ id, answer, question, said }) => {
    const given = (answer && ANSWERS[answer]) ?? WORDS.unanswered
    return `- ${id} ${plain(question[language])} **${given[language]}** ${plain(said[language])}`
  })
  return folded(WORDS.attestation[language], lines.join('\n'))
}

function notTested({ notTested: rows }: Report, status: string, language: Language): string {
  return rows
    .filter((row) => row.status === status)
    .map(({ id, why }) => `- ${id}: ${plain(why[language])}`)
    .join('\n')
}

function folded(title: string, body: string): string {
  return body && `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}
