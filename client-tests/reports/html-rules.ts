// The failed and warned rules of the HTML report: the sentence, the diagram that proves it, what
// followed from it, the remedy, the source.
import type { Trace } from '../../server/journal/trace.ts'
import { withContext } from './context.ts'
import { drawDiagram } from './diagram.ts'
import { escape } from './escape.ts'
import { namesIn, timesOf, type Finding, type Occurrence } from './findings.ts'
import { both, element } from './html-words.ts'
import type { Report } from './report-schema.ts'
import { createSteps, type ReadSteps } from './steps.ts'
import { explainedBy, moreOf, SEVERITIES, STATUSES, WORDS } from './words.ts'

/** Occurrences drawn per rule; the rest are counted. */
const DRAWN = 2

interface Page {
  report: Report
  trace: Trace
  steps: ReadSteps
}

export function ruleCards(report: Report, findings: readonly Finding[], trace: Trace): string {
  const page: Page = { report, trace, steps: createSteps(trace) }
  return findings.map((finding) => ruleCard(page, finding)).join('\n')
}

function ruleCard(page: Page, { rule, own, causes, leadsTo }: Finding): string {
  const { id, title, severity, status, source, remedy } = rule
  const head = `<h3 id="${escape(id)}">${element('span', `tag ${status}`, both(STATUSES[status]))}${escape(id)} ${both(title)} <span class="dim">(${both(SEVERITIES[severity])})</span></h3>`
  const hidden = own.length - DRAWN
  const body = [
    own.length > 0 ? `<p class="dim">${both(timesOf(own, namesIn(page.report)))}</p>` : '',
    ...own.slice(0, DRAWN).map(({ first }) => drawOccurrence(page, first)),
    hidden > 0 ? `<p class="dim">${both(moreOf(hidden))}</p>` : '',
    causes.length > 0 ? `<p>${both(explainedBy(causes.join(', ')))}</p>` : '',
    consequences(leadsTo),
    `<p class="remedy"><b>${both(WORDS.remedy)}:</b> ${both(remedy)}</p>`,
    `<p class="dim">${both(WORDS.source)}: ${escape(source)}</p>`,
  ]
  return `<article class="rule ${status}">${head}\n${body.filter(Boolean).join('\n')}</article>`
}

function drawOccurrence({ report, trace, steps }: Page, occurrence: Occurrence): string {
  const { sale, outTradeNo, said, evidence } = occurrence
  const line = report.money.find(({ saleId }) => saleId !== undefined && saleId === sale)
  const numbers = line?.outTradeNos ?? (outTradeNo === undefined ? [] : [outTradeNo])
  const diagram = drawDiagram(steps(withContext(trace, evidence, numbers)))
  const whose = sale ?? outTradeNo
  const name = whose === undefined ? '' : `<b>${escape(whose)}</b> `
  return `<p>${name}${both(said)}</p>${diagram && `\n<figure>${diagram}</figure>`}`
}

function consequences(leadsTo: Finding['leadsTo']): string {
  if (leadsTo.size === 0) return ''
  const items = [...leadsTo].map(
    ([rule, sales]) => `${escape(rule)} <span class="dim">(${escape(sales.join(', '))})</span>`,
  )
  return `<p><b>${both(WORDS.leadsTo)}:</b> ${items.join(' · ')}</p>`
}
