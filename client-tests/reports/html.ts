// The report for the person who decides: one HTML file without scripts or anything external. Verdict
// first, then what was not tried, the money order by order, what failed, why, and how to mend it; lines
// to sign at the end. Printed, it is the part for the manager: evidence stays in the file.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'
import { criticalOpenList, failureTable, leftOnScreen } from './html-failures.ts'
import { linksIn } from './html-links.ts'
import { moneyTables, stakeLine } from './html-money.ts'
import { ruleCards } from './html-rules.ts'
import { signSection } from './html-sign.ts'
import { STYLE } from './html-style.ts'
import { both, element, localized } from './html-words.ts'
import type { ReportModel, Unjudged } from './model.ts'
import type { Report } from './report-schema.ts'
import { SEVERITIES, STATUSES, WORDS, type Language } from './words.ts'

const EVIDENCE = localized('Evidence and remedies', '证据与修正')

export function htmlReport(model: ReportModel, language: Language): string {
  const checked = (one: Language) => (one === language ? ' checked' : '')
  const { report, verdict, failed, warned } = model
  const links = linksIn(model)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`${verdict.word[language]} – ${report.run?.merchant ?? 'alipay-sim grade'}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<input class="lang" type="radio" name="lang" id="en" aria-label="English"${checked('en')}>
<input class="lang" type="radio" name="lang" id="zh" aria-label="中文"${checked('zh')}>
<nav><label for="en" lang="en">English</label><label for="zh" lang="zh">中文</label></nav>
<main>
${[
  heading(model),
  section(WORDS.criticalOpen, criticalOpenList(model)),
  section(WORDS.money, moneyTables(model, links)),
  section(WORDS.failures, failureTable(failed, links)),
  section(EVIDENCE, ruleCards(model, failed, links), 'screen'),
  section(WORDS.warnings, ruleCards(model, warned, links), 'screen'),
  section(WORDS.expected, expected(model)),
  section(WORDS.attestation, attestation(model), 'screen'),
  section(WORDS.notTested, notTested(model.notExercised), 'screen'),
  section(WORDS.notApplicable, notTested(model.notApplicable), 'screen'),
  section(WORDS.passed, passed(model), 'screen'),
  leftOnScreen(report),
  signSection(model),
]
  .filter(Boolean)
  .join('\n')}
</main>
</body>
</html>
`
}

/** What is of the kind `screen` is not printed. */
function section(title: LocalizedText, body: string, kind: 'screen' | '' = ''): string {
  return body && element('section', kind, `<h2>${both(title)}</h2>\n${body}\n`)
}

function heading({ report, verdict, orders, remarks, about }: ReportModel): string {
  const facts = [...about.run, ...about.verdict]
  return `<header class="${report.verdict}">
<h1>${both(verdict.word)}</h1>
<p class="lead">${both(verdict.sentence)}</p>
${[stakeLine(orders), ...remarks.map((one) => `<p>${both(one)}</p>`)].filter(Boolean).join('\n')}
<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${both(value)}</dd>`).join('')}</dl>
</header>`
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
  const count = both({ en: `${rows.length} rules`, zh: `${rows.length} 条规则` })
  const items = rows.map(
    ({ id, title, source }) =>
      `<b>${escape(id)}</b> ${both(title)} <span class="dim">${escape(source)}</span>`,
  )
  return `<details><summary>${count}</summary>${list(items)}</details>`
}

const tag = (status: Report['rules'][number]['status']) =>
  element('span', `tag ${status}`, both(STATUSES[status]))

function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${item}</li>`).join('\n')}</ul>`
}
