// Places in the HTML report that lead to each other: the row of an order, and what was found on it.
import type { LocalizedText } from '../rules/rule.ts'
import { escape } from './escape.ts'
import { both } from './html-words.ts'
import type { ReportModel } from './model.ts'

export interface Links {
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

/** Where an order's row is, by its place in the money table. */
export const rowId = (place: number) => `order-${place}`

export function linksIn({ orders, failed, warned, nameOf }: ReportModel): Links {
  const findings = [...failed, ...warned]
  const rows = new Map(
    orders.all.flatMap(({ line: { saleId = '', outTradeNos }, place }) =>
      [saleId, ...outTradeNos].map((name) => [name, rowId(place)] as const),
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
    rowOf,
    placeOf,
    foundOn,
    toFinding: (rule, whose) => {
      if (!cards.has(rule)) return escape(rule)
      const isHere = whose !== undefined && foundOn(whose).includes(rule)
      return linkTo(isHere ? placeOf(rule, whose) : rule, escape(rule))
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

export const label = (word: LocalizedText, inner: string): string =>
  `<span class="en" lang="en">${escape(word.en)}: </span><span class="zh" lang="zh">${escape(word.zh)}：</span>${inner}`

export const dim = (text: LocalizedText): string => `<span class="dim">${both(text)}</span>`
