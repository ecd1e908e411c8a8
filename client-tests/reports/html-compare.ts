// Two runs compared, as HTML: which rules and which orders changed, what got worse first; a section of a
// report, and a page of its own.
import type { LocalizedText } from '../rules/rule.ts'
import { runCalled } from './about.ts'
import { yuan } from '../rules/figures.ts'
import type { Comparable, Comparison, MoneyChange, RuleChange, Turn, Unlike } from './compare.ts'
import { escape } from './escape.ts'
import { label } from './html-links.ts'
import { htmlPage, list, section } from './html-page.ts'
import { both, element, localized } from './html-words.ts'
import { matchText } from './orders.ts'
import type { ReportModel } from './model.ts'
import type { Report } from './report-schema.ts'
import { STATUSES, verdictWord, WORDS, type Language } from './words.ts'

/** Rows on paper; the file has them all. */
const PAPER_ROWS = 8

const OWN = {
  title: localized('Two runs compared', '两次运行对比'),
  before: localized('before', '之前'),
  after: localized('after', '之后'),
  verdict: localized('verdict', '结论'),
  differing: localized('orders that differ', '账实不符的订单'),
  apart: localized('yuan apart', '相差金额（元）'),
  rules: localized('Rules that changed', '有变化的规则'),
  orders: localized('Orders that changed', '有变化的订单'),
  changed: localized('What changed', '变化'),
  nothing: localized('No rule and no order changed.', '规则与订单均无变化。'),
  absent: localized('not in this run', '此次运行中没有'),
  unlike: localized('Not the same run', '两次运行的条件不同'),
} satisfies Record<string, LocalizedText>

export const SINCE = localized('Since the run before', '与上一次运行相比')

const TURNS: Record<Turn, LocalizedText> = {
  better: localized('better', '好转'),
  worse: localized('worse', '变差'),
  other: localized('changed', '有变化'),
}

const WHAT: Record<Unlike['what'], LocalizedText> = {
  reading: localized('judged by', '判定依据'),
  seed: localized('seed', '种子'),
  scenarios: localized('scenarios', '场景'),
  version: localized('version of alipay-sim', 'alipay-sim 版本'),
}

/** The tables of a comparison, without a title. */
function comparedTables(comparison: Comparison): string {
  const { rules, money, unlikeIn } = comparison
  return [
    figures(comparison),
    table(OWN.rules, WORDS.rule, rules.map(ruleRow)),
    table(OWN.orders, WORDS.sale, money.map(moneyRow)),
    rules.length + money.length === 0 ? `<p>${both(OWN.nothing)}</p>` : '',
    unlikeIn.length > 0
      ? `<p class="warned">${label(OWN.unlike, '')}</p>${list(unlikeIn.map(unlikeText))}`
      : '',
  ]
    .filter(Boolean)
    .join('\n')
}

/** A page of its own: which two runs, and what changed. */
export function htmlComparison(
  [before, after]: readonly [Report, Report],
  comparison: Comparison,
  language: Language,
): string {
  const [was, is] = [before, after].map((report) => both(runCalled(report)))
  const header = `<header class="${escape(after.verdict)}">
<h1>${both(OWN.title)}</h1>
<p class="lead">${both(comparison.sentence)}</p>
<dl><dt>${both(OWN.before)}</dt><dd>${was}</dd><dt>${both(OWN.after)}</dt><dd>${is}</dd></dl>
</header>`
  const title = `${OWN.title[language]} – ${after.run?.merchant ?? 'alipay-sim grade'}`
  const body = `${header}\n${section(OWN.changed, comparedTables(comparison))}`
  return htmlPage({ title, language, body, hasMore: false })
}

/** The section of a report that tells what has changed since an earlier run. */
export function sinceSection({ since }: Pick<ReportModel, 'since'>): string {
  if (!since) return ''
  const { about, comparison } = since
  const lead = `<p><b>${both(comparison.sentence)}</b> <span class="dim">${both(about)}</span></p>`
  return section(SINCE, `${lead}${comparedTables(comparison)}`, 'screen')
}

function figures({ verdict, score, differing, apartFen }: Comparison): string {
  const word = (one: Comparable['verdict']) => both(verdictWord({ verdict: one }))
  const rows: [LocalizedText, string, string][] = [
    [OWN.verdict, word(verdict[0]), word(verdict[1])],
    [WORDS.score, score[0] === null ? '–' : `${score[0]}`, score[1] === null ? '–' : `${score[1]}`],
    [OWN.differing, `${differing[0]}`, `${differing[1]}`],
    [OWN.apart, yuan(apartFen[0]), yuan(apartFen[1])],
  ]
  const head = headOf([both(OWN.before), both(OWN.after)])
  const lines = rows.map(
    ([name, was, is]) => `<tr><td>${both(name)}</td><td>${was}</td><td><b>${is}</b></td></tr>`,
  )
  return `<table class="plain"><thead>${head}</thead><tbody>${lines.join('\n')}</tbody></table>`
}

interface Row {
  turn: Turn
  name: string
  before: string
  after: string
}

function ruleRow({ id, title, before, after, turn }: RuleChange): Row {
  const tag = (status: RuleChange['before']) =>
    status ? element('span', `tag ${status}`, both(STATUSES[status])) : both(OWN.absent)
  return {
    turn,
    name: `<b>${escape(id)}</b> ${both(title)}`,
    before: tag(before),
    after: tag(after),
  }
}

function moneyRow({ saleId, sides: [was, is], turn }: MoneyChange): Row {
  const side = (one: typeof was) => {
    if (!one) return both(OWN.absent)
    const belief = one.belief === undefined ? '' : `${escape(one.belief)} · `
    return `${both(matchText(one.match))} <span class="dim">${belief}${escape(one.state)}</span>`
  }
  return { turn, name: `<b>${escape(saleId)}</b>`, before: side(was), after: side(is) }
}

const TONES: Record<Turn, string> = { better: 'pass', worse: 'fail', other: 'inconclusive' }

function table(title: LocalizedText, first: LocalizedText, rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const [turned, others] = [rows.filter(isTurned), rows.filter((row) => !isTurned(row))]
  const count = both({ en: `${others.length} others`, zh: `其他 ${others.length} 项` })
  const rest = others.length === 0 ? '' : rowsOf(first, others)
  const folded = rest && `<details class="screen"><summary>${count}</summary>${rest}</details>`
  return `<h3>${both(title)}</h3>${turned.length === 0 ? '' : rowsOf(first, turned)}${folded}`
}

/** What is neither better nor worse was mostly not played, or not exercised. */
const isTurned = ({ turn }: Row) => turn !== 'other'

/** The first column needs no name. */
const headOf = (cells: readonly string[]): string =>
  `<tr><td></td>${cells.map((cell) => `<th>${cell}</th>`).join('')}</tr>`

function rowsOf(first: LocalizedText, rows: readonly Row[]): string {
  const head = headOf([both(first), both(OWN.before), both(OWN.after)])
  const lines = rows.map(({ turn, name, before, after }, place) => {
    const tag = element('span', `tag ${TONES[turn]}`, both(TURNS[turn]))
    const cells = [tag, name, before, after].map((cell) => `<td>${cell}</td>`)
    return element('tr', place < PAPER_ROWS ? '' : 'screen', cells.join(''))
  })
  return `<table class="plain"><thead>${head}</thead><tbody>${lines.join('\n')}</tbody></table>`
}

const unlikeText = ({ what, before, after }: Unlike): string =>
  label(WHAT[what], `${escape(before)} → ${escape(after)}`)
