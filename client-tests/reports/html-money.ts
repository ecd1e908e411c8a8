// The money of the HTML report: the orders that differ, the costliest first, in what and by which rule, then all others.
import type { LocalizedText } from '../rules/rule.ts'
import { sumIn } from '../rules/figures.ts'
import { amountsOf, figuresOf } from './cost.ts'
import { escape } from './escape.ts'
import { rowId, type Links } from './html-links.ts'
import { both, element, onPaper } from './html-words.ts'
import type { ReportModel } from './model.ts'
import type { Order, Orders } from './orders.ts'
import { WORDS } from './words.ts'

/** Rows that need no second look are folded away when there are many. */
const OPEN_ROWS = 12
/** Orders that differ, on paper; the file has them all. */
const PAPER_ROWS = 10

const OWN = {
  found: { en: 'found here:', zh: '相关结论：' },
  alsoFound: { en: 'also found here:', zh: '同单另有：' },
} satisfies Record<string, LocalizedText>

export function moneyTables({ report, orders }: ReportModel, links: Links): string {
  const { all, differing, count } = orders
  if (all.length === 0) return ''
  const rest = all.filter(({ differs }) => !differs)
  const differingRows = differing.map((order, nth) =>
    moneyRow(order, links, nth < PAPER_ROWS ? 'differs' : 'differs screen'),
  )
  const restRows = rest.map((order) => moneyRow(order, links, ''))
  const total = `<tr class="total"><td>${both(WORDS.total)}</td><td></td><td></td><td class="num">${figuresOf(amountsOf(report.money, ({ netFen }) => netFen))}</td><td></td></tr>`
  const summary = both(
    differing.length > 0
      ? { en: `The other ${rest.length} orders`, zh: `其余 ${rest.length} 笔` }
      : { en: `All ${rest.length} orders`, zh: `全部 ${rest.length} 笔` },
  )
  const tables =
    rest.length > OPEN_ROWS
      ? [
          differing.length > 0 ? table(differingRows) : '',
          `<details class="screen"><summary>${summary}</summary>${table([...restRows, total])}</details>`,
        ]
      : [table([...differingRows, ...restRows, total])]
  const more = differing.length - PAPER_ROWS
  const left =
    more > 0
      ? onPaper({
          en: `… and ${more} more orders that differ, in the file.`,
          zh: `… 另有 ${more} 笔不符，见文件。`,
        })
      : ''
  return [...tables, left, `<p class="dim">${both(count)}</p>`].filter(Boolean).join('\n')
}

/** How much money differs; empty where none is known to. */
export function stakeLine({ stake }: Orders): string {
  return stake ? `<p><b>${both(stake)}</b></p>` : ''
}

const COLUMNS = [WORDS.sale, WORDS.amount, WORDS.says, WORDS.holds, WORDS.difference] as const

function table(rows: readonly string[]): string {
  const head = COLUMNS.map((name, index) =>
    element('th', index === 0 || index === 2 ? '' : 'num', both(name)),
  )
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function moneyRow(order: Order, links: Links, kind: string): string {
  const { line, place, whose, name, belief, difference, means, differs } = order
  const cells = [
    escape(whose) + (name === undefined ? '' : ` <span class="dim">(${escape(name)})</span>`),
    sumIn(line.amountFen, line.currency),
    both(belief),
    `${sumIn(line.netFen, line.currency)} <span class="dim">${escape(line.state)}</span>`,
    difference || both(means),
  ]
  const drawn = cells.map((cell, index) => {
    const key = `<span class="key">${both(COLUMNS[index] ?? WORDS.sale)}</span>`
    return element('td', index === 0 || index === 2 ? '' : 'num', key + cell)
  })
  const row = `<tr id="${rowId(place)}"${kind && ` class="${kind}"`}>${drawn.join('')}</tr>`
  if (!differs) return row
  return `${row}\n<tr class="${kind}"><td colspan="${COLUMNS.length}">${whyOf(order, links)}</td></tr>`
}

/** In what an order differs, the rule that says why, and what else was found on it. */
function whyOf({ line, differsIn }: Order, links: Links): string {
  const { because, saleId, outTradeNos } = line
  const names = [saleId, ...outTradeNos].filter((name) => name !== undefined)
  const by = because
    ? ` <span class="dim">${links.toFinding(because.rule, saleId)}: ${both(because.said)}</span>`
    : ''
  const found = names.flatMap((name) =>
    links
      .foundOn(name)
      .filter((rule) => rule !== because?.rule)
      .map((rule) => links.toFinding(rule, name)),
  )
  const others = [...new Set(found)]
  const word = because ? OWN.alsoFound : OWN.found
  const more =
    others.length > 0
      ? ` <span class="${because ? 'dim screen' : 'dim'}">${both(word)} ${others.join(', ')}</span>`
      : ''
  return both(differsIn) + by + more
}
