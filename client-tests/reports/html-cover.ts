// The first page of the HTML report, for whoever decides: verdict, what was not tried, what it would have
// cost, what to fix first, what changed, and lines to sign.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'
import { criticalOpenList } from './html-failures.ts'
import { SINCE } from './html-compare.ts'
import { label, linkTo, type Links } from './html-links.ts'
import { stakeLine } from './html-money.ts'
import { list, section } from './html-page.ts'
import { signSection } from './html-sign.ts'
import { both, element, localized } from './html-words.ts'
import type { ReportModel } from './model.ts'
import type { FixFirst } from './summary-schema.ts'
import { WORDS } from './words.ts'

const OWN = {
  cost: localized('What it would have cost', '如果上线会造成的损失'),
  costAbout: localized('In the orders of this run:', '在本次运行的订单中：'),
  fix: localized('What to fix first', '首先要修复的问题'),
  atStake: localized('at stake', '涉及金额'),
} satisfies Record<string, LocalizedText>

export function cover(model: ReportModel, links: Links): string {
  return `<div class="cover">
${[
  heading(model),
  section(WORDS.criticalOpen, criticalOpenList(model)),
  section(OWN.cost, cost(model)),
  section(OWN.fix, fixFirst(model, links)),
  signSection(model),
]
  .filter(Boolean)
  .join('\n')}
</div>`
}

function heading({ report, verdict, remarks, about, since }: ReportModel): string {
  const facts = [...about.cover, ...(since ? [[SINCE, since.comparison.sentence] as const] : [])]
  return `<header class="${report.verdict}">
<h1>${both(verdict.word)}</h1>
<p class="lead">${both(verdict.sentence)}</p>
${remarks.map((one) => `<p>${both(one)}</p>`).join('\n')}
<dl>${facts.map(([name, value]) => `<dt>${both(name)}</dt><dd>${both(value)}</dd>`).join('')}</dl>
</header>`
}

function cost({ orders }: ReportModel): string {
  if (orders.all.length === 0) return ''
  const lines = list(orders.cost.said.map(both), 'ul', 'one')
  const known = orders.differing.length > 0
  return known
    ? `${stakeLine(orders)}<p class="dim screen">${both(OWN.costAbout)}</p>${lines}`
    : lines
}

function fixFirst({ fixFirst: rows, next }: ReportModel, links: Links): string {
  const command =
    next === undefined
      ? ''
      : `<p class="next">${label(WORDS.next, `<code>${escape(next)}</code>`)}</p>`
  return (
    list(
      rows.map((row) => fixRow(row, links)),
      'ol',
    ) + command
  )
}

function fixRow(row: FixFirst, links: Links): string {
  const { rule, kind, title, often, stake, sale, said, remedy } = row
  const tone = row.severity === 'critical' ? 'fail' : 'warn'
  const money = stake ? ` · ${label(OWN.atStake, `<b>${both(stake)}</b>`)}` : ''
  const where = sale === undefined ? '' : `${links.toRow(sale)}: `
  return [
    `${element('span', `tag ${tone}`, both(kind))}${linkTo(rule, `<b>${escape(rule)}</b>`)} ${both(title)} <span class="dim">${both(often)}${money}</span>`,
    said ? `<div class="dim two">${where}${both(said)}</div>` : '',
    `<div class="mend two">→ ${both(remedy)}</div>`,
  ].join('')
}
