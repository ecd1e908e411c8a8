// The failed and warned rules of the HTML report: the sentence, the diagram that proves it, what
// followed from it, the remedy, the source. Each sale stands once, with a link to its order.
import { drawDiagram } from './diagram.ts'
import { escape } from './escape.ts'
import { timesText, type Finding, type Repeated } from './findings.ts'
import { dim, label, type Links } from './html-links.ts'
import { both, element } from './html-words.ts'
import type { ReportModel } from './model.ts'
import { explainedBy, SEVERITIES, STATUSES, WORDS } from './words.ts'

/** Sales drawn per rule; the rest are told in a sentence each. */
const DRAWN = 2

interface Page {
  model: ReportModel
  links: Links
}

export function ruleCards(model: ReportModel, findings: readonly Finding[], links: Links): string {
  return findings.map((finding) => ruleCard({ model, links }, finding)).join('\n')
}

function ruleCard(page: Page, finding: Finding): string {
  const { rule, own, often, causes, leadsTo } = finding
  const { id, title, severity, status, source, remedy } = rule
  const head = `<h3 id="${escape(id)}">${element('span', `tag ${status}`, both(STATUSES[status]))}${escape(id)} ${both(title)} <span class="dim">(${both(SEVERITIES[severity])})</span></h3>`
  const rest = own.slice(DRAWN)
  const more = both({ en: `${rest.length} more`, zh: `另有 ${rest.length} 笔` })
  const items = rest.map((one) => `<li${placeIn(page, id, one)}>${sentence(page, one)}</li>`)
  const body = [
    own.length > 0 ? `<p class="dim">${both(often)}</p>` : '',
    ...own.slice(0, DRAWN).map((one) => drawSale(page, id, one)),
    rest.length > 0
      ? `<details><summary>${more}</summary><ul>${items.join('\n')}</ul></details>`
      : '',
    causes.length > 0
      ? `<p>${both(explainedBy(causes.join(', ')))} ${causes.map((cause) => page.links.toFinding(cause, undefined)).join(', ')}</p>`
      : '',
    consequences(page, leadsTo),
    `<p class="remedy"><b>${both(WORDS.remedy)}:</b> ${both(remedy)}</p>`,
    `<p class="dim">${both(WORDS.source)}: ${escape(source)}</p>`,
  ]
  return `<article class="rule ${status}">${head}\n${body.filter(Boolean).join('\n')}</article>`
}

/** An id where this is the place that the order's row leads to. */
function placeIn({ links }: Page, rule: string, { whose }: Repeated): string {
  const place = links.placeOf(rule, whose)
  return place === rule ? '' : ` id="${escape(place)}"`
}

function sentence({ links }: Page, { first, times, whose }: Repeated): string {
  const sale = whose === undefined ? '' : `<b>${links.toRow(whose)}</b> `
  const often = times === 1 ? '' : `${dim(timesText(times))} `
  return sale + often + both(first.said)
}

function drawSale(page: Page, rule: string, repeated: Repeated): string {
  const diagram = drawDiagram(page.model.stepsOf(repeated.first))
  const figure = diagram && `\n<figure>${diagram}</figure>`
  return `<p${placeIn(page, rule, repeated)}>${sentence(page, repeated)}</p>${figure}`
}

function consequences({ links }: Page, leadsTo: Finding['leadsTo']): string {
  if (leadsTo.size === 0) return ''
  const items = [...leadsTo].map(
    ([rule, sales]) =>
      `${links.toFinding(rule, undefined)} <span class="dim">(${sales.map((sale) => links.toRow(sale)).join(', ')})</span>`,
  )
  return `<p>${label(WORDS.leadsTo, items.join(' · '))}</p>`
}
