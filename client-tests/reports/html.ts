// The report for the person who decides: one HTML file without scripts or anything external. Verdict
// first, then the money order by order, then what failed, why, and how to mend it.
import type { Trace } from '../../server/journal/trace.ts'
import type { Scorecard } from '../grade.ts'
import type { Said } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import { escape } from './escape.ts'
import { ruleCards } from './html-rules.ts'
import { STYLE } from './html-style.ts'
import { both, element, said } from './html-words.ts'
import { buildReport, type Circumstances } from './report.ts'
import type { Report } from './report-schema.ts'
import {
  ANSWERS,
  differenceOf,
  OUTCOMES,
  percent,
  sentenceOf,
  SEVERITIES,
  STATUSES,
  verdictWord,
  WORDS,
  type Language,
} from './words.ts'

export function htmlReport(
  card: Scorecard,
  trace: Trace,
  language: Language,
  around?: Circumstances,
): string {
  const report = buildReport(card, trace, around)
  const checked = (one: Language) => (one === language ? ' checked' : '')
  const of = (status: string) => report.rules.filter((rule) => rule.status === status)
  const cards = (status: 'fail' | 'warn') => ruleCards(report, of(status), trace)
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
  money(report),
  section(WORDS.failures, cards('fail')),
  section(WORDS.warnings, cards('warn')),
  section(WORDS.expected, expected(report)),
  section(WORDS.attestation, attestation(report)),
  section(WORDS.notTested, notTested(report, 'inconclusive')),
  section(WORDS.notApplicable, notTested(report, 'not-applicable')),
  section(WORDS.passed, passed(report)),
]
  .filter(Boolean)
  .join('\n')}
</main>
</body>
</html>
`
}

function section(title: Said, body: string): string {
  return body && `<section><h2>${both(title)}</h2>\n${body}\n</section>`
}

function heading(report: Report): string {
  const { verdict, score, coverage, reading, run, rules, tool, transcriptHash } = report
  const lost = rules.filter((rule) => rule.severity === 'critical' && rule.status === 'fail').length
  const facts: [Said, string][] = [
    [WORDS.score, `${score} / 100`],
    [WORDS.criticalRules, percent(coverage.critical)],
    [WORDS.allRules, percent(coverage.all)],
    [
      WORDS.reading,
      both({
        en: `${reading.id}: ${reading.follows.en}`,
        zh: `${reading.id}：${reading.follows.zh}`,
      }),
    ],
  ]
  if (run) {
    facts.push([WORDS.merchant, escape(run.merchant)], [WORDS.seed, escape(run.seed)])
  }
  facts.push([WORDS.transcript, `sha256:${transcriptHash}`])
  facts.push([{ en: 'made by', zh: '生成工具' }, escape(`${tool.name} ${tool.version ?? ''}`)])
  return `<header class="${verdict}">
<h1>${both(verdictWord(report))}</h1>
<p class="lead">${both(sentenceOf(report, lost))}</p>
<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${value}</dd>`).join('')}</dl>
</header>`
}

/** Rows that need no second look are folded away when there are many. */
const OPEN_ROWS = 12

function money({ money: lines, totals }: Report): string {
  if (lines.length === 0) return ''
  const odd = lines.filter(({ match }) => match === 'differs')
  const rest = lines.filter(({ match }) => match !== 'differs')
  const total = `<tr class="total"><td>${both(WORDS.total)}</td><td></td><td></td><td class="num">${yuan(totals.netFen)}</td><td></td></tr>`
  const fold = rest.length > OPEN_ROWS
  const summary = both({ en: `The other ${rest.length} orders`, zh: `其余 ${rest.length} 笔` })
  const tables = fold
    ? [
        odd.length > 0 ? table(odd.map(moneyRow)) : '',
        `<details><summary>${summary}</summary>${table([...rest.map(moneyRow), total])}</details>`,
      ]
    : [table([...odd, ...rest].map(moneyRow).concat(total))]
  return section(WORDS.money, tables.join('\n'))
}

const COLUMNS = [WORDS.sale, WORDS.amount, WORDS.says, WORDS.holds, WORDS.difference] as const

function table(rows: readonly string[]): string {
  const head = COLUMNS.map((name, index) =>
    element('th', index === 0 || index === 2 ? '' : 'num', both(name)),
  )
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function moneyRow(line: Report['money'][number]): string {
  const name = line.saleId ?? line.outTradeNos.join(' ')
  const believed = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
  const marks = {
    equal: said('=', '='),
    maybe: said('to the fen, in other words', '金额一致，状态表述不同'),
    differs: said('differs', '不一致'),
    unsaid: said('merchant does not know', '商户未知'),
    unread: said('not read', '未读取'),
  }
  const difference = differenceOf(line)
  const cells = [
    escape(name),
    yuan(line.amountFen),
    line.belief === undefined ? both(WORDS.unread) : escape(line.belief + believed),
    `${yuan(line.netFen)} <span class="dim">${escape(line.state)}</span>`,
    difference || both(marks[line.match]),
  ]
  const drawn = cells.map((cell, index) => {
    const key = `<span class="key">${both(COLUMNS[index] ?? WORDS.sale)}</span>`
    return element('td', index === 0 || index === 2 ? '' : 'num', key + cell)
  })
  return element('tr', line.match === 'differs' ? 'differs' : '', drawn.join(''))
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
