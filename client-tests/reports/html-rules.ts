// The failed and warned rules of the HTML report: the sentence, the diagram that proves it, what
// followed from it, the remedy, the source.
import type { Trace } from '../../server/journal/trace.ts'
import { withContext } from './context.ts'
import { drawDiagram } from './diagram.ts'
import { escape } from './escape.ts'
import { both, element } from './html-words.ts'
import type { Report } from './report-schema.ts'
import { createSteps, type ReadSteps } from './steps.ts'
import { explainedBy, moreOf, SEVERITIES, STATUSES, WORDS } from './words.ts'

type Rule = Report['rules'][number]
type Occurrence = Rule['occurrences'][number]

/** Occurrences drawn per rule; the rest are counted. */
const DRAWN = 2

interface Page {
  report: Report
  trace: Trace
  steps: ReadSteps
}

export function ruleCards(report: Report, rules: readonly Rule[], trace: Trace): string {
  const page: Page = { report, trace, steps: createSteps(trace) }
  return rules.map((rule) => ruleCard(page, rule)).join('\n')
}

function ruleCard(page: Page, rule: Rule): string {
  const { id, title, severity, status, source, remedy } = rule
  const bad = rule.occurrences.filter((occurrence) => occurrence.status === status)
  const causes = bad.map((occurrence) => causeOf(page.report, id, occurrence))
  const own = bad.filter((_, index) => causes[index] === undefined)
  const explained = [...new Set(causes.filter((cause) => cause !== undefined))]
  const head = `<h3>${element('span', `tag ${status}`, both(STATUSES[status]))}${escape(id)} ${both(title)} <span class="dim">(${both(SEVERITIES[severity])})</span></h3>`
  const hidden = own.length - DRAWN
  const body = [
    ...own.slice(0, DRAWN).map((occurrence) => drawOccurrence(page, occurrence)),
    hidden > 0 ? `<p class="dim">${both(moreOf(hidden))}</p>` : '',
    explained.length > 0 ? `<p>${both(explainedBy(explained.join(', ')))}</p>` : '',
    consequences(page.report, id),
    `<p class="remedy"><b>${both(WORDS.remedy)}:</b> ${both(remedy)}</p>`,
    `<p class="dim">${both(WORDS.source)}: ${escape(source)}</p>`,
  ]
  return `<article class="rule ${status}">${head}\n${body.filter(Boolean).join('\n')}</article>`
}

function causeOf({ causes }: Report, id: string, { sale, outTradeNo }: Occurrence) {
  const whose = sale ?? outTradeNo
  return causes.find(({ consequences: list }) =>
    list.some((one) => one.rule === id && one.sale === whose),
  )?.rule
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

function consequences({ causes }: Report, id: string): string {
  const found = causes.find(({ rule }) => rule === id)
  if (!found) return ''
  const sales = Map.groupBy(found.consequences, ({ rule }) => rule)
  const items = [...sales].map(
    ([rule, list]) =>
      `${escape(rule)} <span class="dim">(${escape(list.map(({ sale }) => sale).join(', '))})</span>`,
  )
  return `<p><b>${both(WORDS.leadsTo)}:</b> ${items.join(' · ')}</p>`
}
