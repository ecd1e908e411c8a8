// The report for the person who decides: one HTML file without scripts or anything external. The first
// page is the decision (`html-cover.ts`); then by what it was judged, the money order by order, what failed
// and why, and all that was played. Printed, evidence stays in the file unless it is asked for.
import { cover } from './html-cover.ts'
import { escape } from './escape.ts'
import { sinceSection } from './html-compare.ts'
import { failureTable, leftOnScreen } from './html-failures.ts'
import { linksIn } from './html-links.ts'
import { moneyTables } from './html-money.ts'
import { htmlPage, list, section } from './html-page.ts'
import { ruleCards } from './html-rules.ts'
import { both, element, localized } from './html-words.ts'
import type { ReportModel, Unjudged } from './model.ts'
import type { Report } from './report-schema.ts'
import { SEVERITIES, STATUSES, WORDS, type Language } from './words.ts'

const EVIDENCE = localized('Evidence and remedies', '证据与修正')
const JUDGED = localized('How it was judged', '判定方式')
const SCENARIOS = localized('Scenarios that were played', '运行的场景')

export function htmlReport(model: ReportModel, language: Language): string {
  const { report, verdict, failed, warned } = model
  const links = linksIn(model)
  const evidence = [
    sinceSection(model),
    section(JUDGED, judged(model)),
    section(WORDS.money, moneyTables(model, links)),
    section(WORDS.failures, failureTable(failed, links)),
    section(EVIDENCE, ruleCards(model, failed, links), 'screen'),
    section(WORDS.warnings, ruleCards(model, warned, links), 'screen'),
    section(WORDS.expected, expected(model)),
    section(WORDS.attestation, attestation(model), 'screen'),
    section(SCENARIOS, scenarios(model), 'screen'),
    section(WORDS.notTested, notTested(model.notExercised), 'screen'),
    section(WORDS.notApplicable, notTested(model.notApplicable), 'screen'),
    section(WORDS.passed, passed(model), 'screen'),
    leftOnScreen(report),
  ]
  return htmlPage({
    title: `${verdict.word[language]} – ${report.run?.merchant ?? 'alipay-sim grade'}`,
    language,
    body: `${cover(model, links)}\n<div class="evidence">\n${evidence.filter(Boolean).join('\n')}\n</div>`,
    hasMore: true,
  })
}

function judged({ about }: ReportModel): string {
  const facts = about.verdict.map(
    ([name, value]) => `<dt>${both(name)}</dt><dd>${both(value)}</dd>`,
  )
  return `<dl>${facts.join('')}</dl>`
}

function expected({ expected: rows }: ReportModel): string {
  return list(
    rows.map(
      ({ rule, owner, reason, expires, text }) =>
        `<b>${escape(rule)}</b> ${both(text)} <span class="dim">${escape(`${owner} · ${reason} · ${expires}`)}</span>`,
    ),
  )
}

function attestation({ answers }: ReportModel): string {
  return list(
    answers.map(({ id, question, given, evidence, status, said: words, source }) => {
      const files = evidence.length > 0 ? ` (${escape(evidence.join(', '))})` : ''
      return `${tag(status)}<b>${escape(id)}</b> ${both(question)} – ${both(given)}${files} <span class="dim">${both(words)} ${escape(source)}</span>`
    }),
  )
}

function scenarios({ scenarios: rows }: ReportModel): string {
  if (rows.length === 0) return ''
  const items = rows.map(({ called, sales, differing }) => {
    const count = both({ en: `${sales} ${sales === 1 ? 'sale' : 'sales'}`, zh: `${sales} 笔` })
    const wrong = both({ en: `${differing} differ`, zh: `${differing} 笔不符` })
    return `${escape(called)} <span class="dim">${count}</span>${differing > 0 ? ` <b class="wrong">${wrong}</b>` : ''}`
  })
  return folded({ en: `${rows.length} scenarios`, zh: `${rows.length} 个场景` }, list(items))
}

function notTested(rows: readonly Unjudged[]): string {
  return list(
    rows.map(
      ({ id, title, severity, why }) =>
        `<b>${escape(id)}</b> ${both(title)} <span class="dim">(${both(SEVERITIES[severity])}) ${both(why)}</span>`,
    ),
  )
}

function passed({ passed: rows }: ReportModel): string {
  if (rows.length === 0) return ''
  const items = rows.map(
    ({ id, title, source }) =>
      `<b>${escape(id)}</b> ${both(title)} <span class="dim">${escape(source)}</span>`,
  )
  return folded({ en: `${rows.length} rules`, zh: `${rows.length} 条规则` }, list(items))
}

const folded = (title: { en: string; zh: string }, inner: string): string =>
  `<details><summary>${both(title)}</summary>${inner}</details>`

const tag = (status: Report['rules'][number]['status']) =>
  element('span', `tag ${status}`, both(STATUSES[status]))
