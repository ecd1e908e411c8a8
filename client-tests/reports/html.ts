// The report for the person who decides: one HTML file without scripts or anything external. Verdict
// first, then what was not tried, the money order by order, what failed, why, and how to mend it; lines
// to sign at the end. Printed, it is the part for the manager: evidence stays in the file.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade/grade.ts'
import type { Said } from '../rules/rule.ts'
import { aboutRun, aboutVerdict } from './about.ts'
import { escape } from './escape.ts'
import { findingsOf } from './findings.ts'
import { criticalOpenList, failureTable, leftOnScreen } from './html-failures.ts'
import { linksIn } from './html-links.ts'
import { moneyTables, stakeLine } from './html-money.ts'
import { ruleCards } from './html-rules.ts'
import { signSection } from './html-sign.ts'
import { STYLE } from './html-style.ts'
import { both, element, said } from './html-words.ts'
import { buildReport, type Circumstances } from './report.ts'
import type { Report } from './report-schema.ts'
import { remarksOn } from './undecided.ts'
import {
  ANSWERS,
  OUTCOMES,
  sentenceOf,
  SEVERITIES,
  STATUSES,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

const EVIDENCE = said('Evidence and remedies', '证据与修正')

export function htmlReport(
  card: Scorecard,
  trace: Trace,
  language: Language,
  around?: Circumstances,
): string {
  const report = buildReport(card, trace, around)
  const checked = (one: Language) => (one === language ? ' checked' : '')
  const failed = findingsOf(report, 'fail')
  const warned = findingsOf(report, 'warn')
  const links = linksIn(report, [...failed, ...warned])
  const cards = (some: typeof failed) => ruleCards(report, some, { trace, links })
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`${verdictWord(report)[language]} – ${report.run?.merchant ?? 'alipay-sim grade'}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<input class="lang" type="radio" name="lang" id="en" aria-label="English"${checked('en')}>
<input class="lang" type="radio" name="lang" id="zh" aria-label="中文"${checked('zh')}>
<nav><label for="en" lang="en">English</label><label for="zh" lang="zh">中文</label></nav>
<main>
${[
  heading(report),
  section(WORDS.criticalOpen, criticalOpenList(report)),
  section(WORDS.money, moneyTables(report, links)),
  section(WORDS.failures, failureTable(failed, links)),
  section(EVIDENCE, cards(failed), 'screen'),
  section(WORDS.warnings, cards(warned), 'screen'),
  section(WORDS.expected, expected(report)),
  section(WORDS.attestation, attestation(report), 'screen'),
  section(WORDS.notTested, notTested(report, 'inconclusive'), 'screen'),
  section(WORDS.notApplicable, notTested(report, 'not-applicable'), 'screen'),
  section(WORDS.passed, passed(report), 'screen'),
  leftOnScreen(report),
  signSection(report),
]
  .filter(Boolean)
  .join('\n')}
</main>
</body>
</html>
`
}

/** What is of the kind `screen` is not printed. */
function section(title: Said, body: string, kind: 'screen' | '' = ''): string {
  return body && element('section', kind, `<h2>${both(title)}</h2>\n${body}\n`)
}

function heading(report: Report): string {
  const { verdict, rules } = report
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const facts = [...aboutRun(report), ...aboutVerdict(report)]
  return `<header class="${verdict}">
<h1>${both(verdictWord(report))}</h1>
<p class="lead">${both(sentenceOf(report, lost))}</p>
${[stakeLine(report), ...remarksOn(report).map((one) => `<p>${both(one)}</p>`)].filter(Boolean).join('\n')}
<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${both(value)}</dd>`).join('')}</dl>
</header>`
}

function expected({ expected: rows }: Report): string {
  return list(
    (rows ?? []).map(
      ({ rule, owner, reason, expires, outcome }) =>
        `<b>${escape(rule)}</b> ${both(OUTCOMES[outcome] ?? said(outcome, outcome))} <span class="dim">${escape(`${owner} · ${reason} · ${expires}`)}</span>`,
    ),
  )
}

function attestation({ attestation: rows }: Report): string {
  return list(
    (rows ?? []).map(({ id, question, answer, evidence, status, said: words, source }) => {
      const given = answer === undefined ? WORDS.unanswered : (ANSWERS[answer] ?? WORDS.unanswered)
      const files = evidence.length > 0 ? ` (${escape(evidence.join(', '))})` : ''
      return `${tag(status)}<b>${escape(id)}</b> ${both(question)} – ${both(given)}${files} <span class="dim">${both(words)} ${escape(source)}</span>`
    }),
  )
}

function notTested({ notTested: rows, rules }: Report, status: string): string {
  const titles = new Map(rules.map(({ id, title }) => [id, title]))
  return list(
    rows
      .filter((row) => row.status === status)
      .map(({ id, severity, why }) => {
        const title = titles.get(id)
        return `<b>${escape(id)}</b> ${title ? both(title) : ''} <span class="dim">(${both(SEVERITIES[severity])}) ${both(why)}</span>`
      }),
  )
}

function passed({ rules }: Report): string {
  const rows = rules.filter(({ status }) => status === 'pass')
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
