// Places in the HTML report that lead to each other: the row of an order, and what was found on it.
import type { Said } from '../rules/rule.ts'
import { escape } from './escape.ts'
import type { Finding } from './findings.ts'
import { both } from './html-words.ts'
import { namesIn, type NameOf } from './names.ts'
import type { Report } from './report-schema.ts'

export interface Links {
  nameOf: NameOf
  /** Where an order's row is. */
  rowOf(whose: string | undefined): string | undefined
  /** Where a rule tells of one order. */
  placeOf(rule: string, whose: string | undefined): string
  /** A link to what a rule found, on this order where it tells of it; plain text where it tells nothing. */
  toFinding(rule: string, whose: string | undefined): string
  /** Rules that found something on this order themselves. */
  foundOn(whose: string): readonly string[]
  /** `S46-1 (ten-part-refunds)`, as a link to its row where there is one. */
  toRow(whose: string): string
}

/** `findings` are those that the page tells of. */
export function linksIn(report: Report, findings: readonly Finding[]): Links {
  const nameOf = namesIn(report)
  const rows = new Map(
    report.money.flatMap(({ saleId, outTradeNos }, index) =>
      [saleId ?? '', ...outTradeNos].map((name) => [name, `order-${index + 1}`] as const),
    ),
  )
  const rowOf: Links['rowOf'] = (whose) => (whose === undefined ? undefined : rows.get(whose))
  const placeOf: Links['placeOf'] = (rule, whose) => {
    const row = rowOf(whose)
    return row === undefined ? rule : `${rule}-${row}`
  }
  const cards = new Set(findings.map(({ rule }) => rule.id))
  const found = Map.groupBy(
    findings.flatMap(({ rule, own }) =>
      own.flatMap(({ whose }) => (whose === undefined ? [] : [{ whose, rule: rule.id }])),
    ),
    ({ whose }) => whose,
  )
  const foundOn: Links['foundOn'] = (whose) => (found.get(whose) ?? []).map(({ rule }) => rule)
  return {
    nameOf,
    rowOf,
    placeOf,
    foundOn,
    toFinding: (rule, whose) => {
      if (!cards.has(rule)) return escape(rule)
      const told = whose !== undefined && foundOn(whose).includes(rule)
      return linkTo(told ? placeOf(rule, whose) : rule, escape(rule))
    },
    toRow: (whose) => {
      const row = rowOf(whose)
      const name = nameOf(whose)
      const sale = row === undefined ? escape(whose) : linkTo(row, escape(whose))
      return name === undefined ? sale : `${sale} <span class="dim">(${escape(name)})</span>`
    },
  }
}

/** `inner` is HTML. */
export function linkTo(place: string, inner: string): string {
  return `<a href="#${escape(place)}">${inner}</a>`
}

export const label = (word: Said, inner: string): string =>
  `<span class="en" lang="en">${escape(word.en)}: </span><span class="zh" lang="zh">${escape(word.zh)}：</span>${inner}`

export const dim = (said: Said): string => `<span class="dim">${both(said)}</span>`
