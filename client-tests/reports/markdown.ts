// The report as a CI system shows it beside a build: GitHub's flavour of Markdown.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade/grade.ts'
import { yuan } from '../rules/said.ts'
import { aboutRun, aboutVerdict, type Fact } from './about.ts'
import { criticalOpenRules, findingsOf, howOften, timesWord, type Finding } from './findings.ts'
import { namesIn, saleCalled, scenarioCalled } from './names.ts'
import { buildReport, type Circumstances } from './report.ts'
import type { Report } from './report-schema.ts'
import { apartFen, countOf, differsIn, MARKS, stakeOf } from './stake.ts'
import { remarksOn } from './undecided.ts'
import {
  ANSWERS,
  differenceOf,
  explainedBy,
  moreOf,
  OUTCOMES,
  sentenceOf,
  SEVERITIES,
  STATUSES,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

const ICONS = { ready: '✅', 'not-ready': '❌', incomplete: '⚠️' } as const
/** Sales shown per rule with their proof, and in a sentence; the rest are counted. */
const SHOWN = 2
const NAMED = 8

export function markdownReport(
  card: Scorecard,
  trace: Trace,
  language: Language,
  around?: Circumstances,
): string {
  const report = buildReport(card, trace, around)
  const findings = [...findingsOf(report, 'fail'), ...findingsOf(report, 'warn')]
  const sections = [
    heading(report, language),
    money(report, language),
    ...findings.map((finding) => ruleSection(report, finding, language)),
    expected(report, language),
    attestation(report, language),
    folded(WORDS.notTested[language], notTested(report, 'inconclusive', language)),
    folded(WORDS.notApplicable[language], notTested(report, 'not-applicable', language)),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

/** What was said by a merchant or a gateway must not become Markdown of its own. */
function plain(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#@]/g, String.raw`\$&`)
}

function heading(report: Report, language: Language): string {
  const { verdict, rules } = report
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const open = criticalOpenRules(report).map(({ id, exercisedBy: [first] }) =>
    first === undefined ? id : `${id} (${plain(scenarioCalled(first))})`,
  )
  const stake = stakeOf(report.money)
  const line = (facts: readonly Fact[]) =>
    facts.map(([name, value]) => `${name[language]}: ${plain(value[language])}`).join(' · ')
  return [
    `## ${ICONS[verdict]} ${verdictWord(report)[language]}`,
    plain(sentenceOf(report, lost)[language]),
    stake ? `**${stake[language]}**` : '',
    line(aboutRun(report)),
    ...remarksOn(report).map((said) => plain(said[language])),
    open.length > 0 ? `**${WORDS.criticalOpen[language]}:** ${open.join(', ')}` : '',
    `<sub>${line(aboutVerdict(report))}</sub>`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function money(report: Report, language: Language): string {
  const { money: lines, totals } = report
  if (lines.length === 0) return ''
  const nameOf = namesIn(report)
  const row = (line: Report['money'][number]) => {
    const believed = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
    const cells = [
      saleCalled(line.saleId ?? line.outTradeNos.join(' '), nameOf),
      yuan(line.amountFen),
      line.belief === undefined ? WORDS.unread[language] : line.belief + believed,
      `${yuan(line.netFen)} ${line.state}`,
      differenceOf(line) || MARKS[line.match].mark,
      line.match === 'differs' ? differsIn(line)[language] : '',
      line.because?.rule ?? '',
    ]
    return `| ${cells.map(plain).join(' | ')} |`
  }
  const { sale, amount, says, holds, difference, differsIn: what, rule } = WORDS
  const words = [sale, amount, says, holds, difference, what, rule]
  const table = (some: Report['money']) =>
    [
      `| ${words.map((one) => one[language]).join(' | ')} |`,
      '| --- | ---: | --- | ---: | ---: | --- | --- |',
      ...some.map(row),
    ].join('\n')
  const odd = lines
    .filter(({ match }) => match === 'differs')
    .toSorted((a, b) => apartFen(b) - apartFen(a))
  const all = `${WORDS.money[language]}: ${totals.sales}, ${WORDS.total[language]} ${yuan(totals.netFen)}`
  return [
    odd.length > 0 ? table(odd) : '',
    `<sub>${plain(countOf(lines)[language])}</sub>`,
    folded(all, table(lines)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function ruleSection(report: Report, finding: Finding, language: Language): string {
  const { rule, own, causes, leadsTo } = finding
  const { id, status, severity, title, remedy, source } = rule
  const nameOf = namesIn(report)
  const called = (sale: string) => plain(saleCalled(sale, nameOf))
  const followed = [...leadsTo].map(([led, sales]) => `${led} (${sales.map(called).join(', ')})`)
  const sentence = ({ whose, times, first: { said } }: Finding['own'][number]) => {
    const name = whose === undefined ? '' : `**${called(whose)}** `
    const often = times === 1 ? '' : `(${{ en: timesWord(times), zh: `${times} 次` }[language]}) `
    return name + often + plain(said[language])
  }
  const named = own.slice(SHOWN, SHOWN + NAMED)
  const left = own.length - SHOWN - NAMED
  return [
    `### ${STATUSES[status][language]} ${id} ${plain(title[language])} (${SEVERITIES[severity][language]})`,
    own.length > 0 ? plain(howOften(finding)[language]) : '',
    ...own.slice(0, SHOWN).map((one) => {
      const { trace } = one.first
      return sentence(one) + (trace.length > 0 ? `\n\n${fenced(trace)}` : '')
    }),
    named.map((one) => `- ${sentence(one)}`).join('\n'),
    left > 0 ? moreOf(left)[language] : '',
    causes.length > 0 ? explainedBy(causes.join(', '))[language] : '',
    followed.length > 0 ? `${WORDS.leadsTo[language]}: ${followed.join(', ')}` : '',
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
