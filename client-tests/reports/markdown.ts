// The report as a CI system shows it beside a build: GitHub's flavour of Markdown.
import { sumIn } from '../rules/figures.ts'
import { amountsOf, figuresOf } from './cost.ts'
import type { Fact } from './about.ts'
import { timesText, type Finding } from './findings.ts'
import type { ReportModel, Unjudged } from './model.ts'
import { saleCalled, scenarioCalled, type NameOf } from './names.ts'
import type { Order } from './orders.ts'
import { explainedBy, moreOf, SEVERITIES, STATUSES, WORDS, type Language } from './words.ts'

const ICONS = { ready: '✅', 'not-ready': '❌', incomplete: '⚠️' } as const
/** Sales shown per rule with their proof, and in a sentence; the rest are counted. */
const SHOWN = 2
const NAMED = 8

export function markdownReport(model: ReportModel, language: Language): string {
  const { failed, warned, notExercised, notApplicable, nameOf } = model
  const sections = [
    heading(model, language),
    money(model, language),
    ...[...failed, ...warned].map((finding) => ruleSection(finding, nameOf, language)),
    expected(model, language),
    attestation(model, language),
    folded(WORDS.notTested[language], notTested(notExercised, language)),
    folded(WORDS.notApplicable[language], notTested(notApplicable, language)),
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

function heading(model: ReportModel, language: Language): string {
  const { report, verdict, orders, remarks, about } = model
  const open = model.criticalOpen.map(({ id, exercisedBy: [first] }) =>
    first === undefined ? id : `${id} (${plain(scenarioCalled(first))})`,
  )
  const line = (facts: readonly Fact[]) =>
    facts.map(([name, value]) => `${name[language]}: ${plain(value[language])}`).join(' · ')
  return [
    `## ${ICONS[report.verdict]} ${verdict.word[language]}`,
    plain(verdict.sentence[language]),
    orders.stake ? `**${orders.stake[language]}**` : '',
    line(about.run),
    ...remarks.map((remark) => plain(remark[language])),
    open.length > 0 ? `**${WORDS.criticalOpen[language]}:** ${open.join(', ')}` : '',
    `<sub>${line(about.verdict)}</sub>`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function money(
  { report: { totals, money: lines }, orders, nameOf }: ReportModel,
  language: Language,
): string {
  const { all, differing, count } = orders
  if (all.length === 0) return ''
  const row = ({ line, whose, belief, difference, mark, differs, differsIn }: Order) => {
    const cells = [
      saleCalled(whose, nameOf),
      sumIn(line.amountFen, line.currency),
      belief[language],
      `${sumIn(line.netFen, line.currency)} ${line.state}`,
      difference || mark,
      differs ? differsIn[language] : '',
      line.because?.rule ?? '',
    ]
    return `| ${cells.map(plain).join(' | ')} |`
  }
  const { sale, amount, says, holds, difference, differsIn: what, rule } = WORDS
  const words = [sale, amount, says, holds, difference, what, rule]
  const table = (some: readonly Order[]) =>
    [
      `| ${words.map((one) => one[language]).join(' | ')} |`,
      '| --- | ---: | --- | ---: | ---: | --- | --- |',
      ...some.map(row),
    ].join('\n')
  const net = figuresOf(amountsOf(lines, ({ netFen }) => netFen))
  const title = `${WORDS.money[language]}: ${totals.sales}, ${WORDS.total[language]} ${net}`
  return [
    differing.length > 0 ? table(differing) : '',
    `<sub>${plain(count[language])}</sub>`,
    folded(title, table(all)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function ruleSection(finding: Finding, nameOf: NameOf, language: Language): string {
  const { rule, own, often, causes, leadsTo } = finding
  const { id, status, severity, title, remedy, source } = rule
  const called = (sale: string) => plain(saleCalled(sale, nameOf))
  const followed = [...leadsTo].map(([led, sales]) => `${led} (${sales.map(called).join(', ')})`)
  const sentence = ({ whose, times, first: { said } }: Finding['own'][number]) => {
    const name = whose === undefined ? '' : `**${called(whose)}** `
    const repeated = times === 1 ? '' : `(${timesText(times)[language]}) `
    return name + repeated + plain(said[language])
  }
  const named = own.slice(SHOWN, SHOWN + NAMED)
  const left = own.length - SHOWN - NAMED
  return [
    `### ${STATUSES[status][language]} ${id} ${plain(title[language])} (${SEVERITIES[severity][language]})`,
    own.length > 0 ? plain(often[language]) : '',
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

function expected({ expected: rows }: ReportModel, language: Language): string {
  if (rows.length === 0) return ''
  const lines = rows.map(({ rule, text, owner, reason, expires }) =>
    plain(`${rule}: ${text[language]} (${owner}, ${reason}, ${expires})`),
  )
  return [`### ${WORDS.expected[language]}`, lines.map((line) => `- ${line}`).join('\n')].join(
    '\n\n',
  )
}

function attestation({ answers }: ReportModel, language: Language): string {
  const lines = answers.map(
    ({ id, given, question, said }) =>
      `- ${id} ${plain(question[language])} **${given[language]}** ${plain(said[language])}`,
  )
  return folded(WORDS.attestation[language], lines.join('\n'))
}

function notTested(rows: readonly Unjudged[], language: Language): string {
  return rows.map(({ id, why }) => `- ${id}: ${plain(why[language])}`).join('\n')
}

function folded(title: string, body: string): string {
  return body && `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}
