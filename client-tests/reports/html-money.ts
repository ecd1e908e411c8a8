// The money of the HTML report: how much is at stake, then the orders that differ, then all others.
import { yuan } from '../rules/said.ts'
import { escape } from './escape.ts'
import { namesIn } from './findings.ts'
import { both, element } from './html-words.ts'
import type { Report } from './report-schema.ts'
import { countOf, differsIn, MARKS, stakeOf } from './stake.ts'
import { differenceOf, WORDS } from './words.ts'

/** Rows that need no second look are folded away when there are many. */
const OPEN_ROWS = 12

export function moneyTables(report: Report): string {
  const { money: lines, totals } = report
  const nameOf = namesIn(report)
  const row = (line: Report['money'][number]) => moneyRow(line, nameOf(line.saleId))
  if (lines.length === 0) return ''
  const odd = lines.filter(({ match }) => match === 'differs')
  const rest = lines.filter(({ match }) => match !== 'differs')
  const total = `<tr class="total"><td>${both(WORDS.total)}</td><td></td><td></td><td class="num">${yuan(totals.netFen)}</td><td></td></tr>`
  const fold = rest.length > OPEN_ROWS
  const summary = both(
    odd.length > 0
      ? { en: `The other ${rest.length} orders`, zh: `其余 ${rest.length} 笔` }
      : { en: `All ${rest.length} orders`, zh: `全部 ${rest.length} 笔` },
  )
  const tables = fold
    ? [
        odd.length > 0 ? table(odd.map(row)) : '',
        `<details><summary>${summary}</summary>${table([...rest.map(row), total])}</details>`,
      ]
    : [table([...odd, ...rest].map(row).concat(total))]
  const stake = stakeOf(lines)
  const lead = stake ? `<p><b>${both(stake)}</b></p>` : ''
  const count = `<p class="dim">${both(countOf(lines))}</p>`
  return [lead, ...tables, count].filter(Boolean).join('\n')
}

type Line = Report['money'][number]

const COLUMNS = [WORDS.sale, WORDS.amount, WORDS.says, WORDS.holds, WORDS.difference] as const

function table(rows: readonly string[]): string {
  const head = COLUMNS.map((name, index) =>
    element('th', index === 0 || index === 2 ? '' : 'num', both(name)),
  )
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function moneyRow(line: Line, scenario: string | undefined): string {
  const name = line.saleId ?? line.outTradeNos.join(' ')
  const believed = line.believedNetFen === undefined ? '' : ` ${yuan(line.believedNetFen)}`
  const difference = differenceOf(line)
  const cells = [
    escape(name) + (scenario === undefined ? '' : ` <span class="dim">${escape(scenario)}</span>`),
    yuan(line.amountFen),
    line.belief === undefined ? both(WORDS.unread) : escape(line.belief + believed),
    `${yuan(line.netFen)} <span class="dim">${escape(line.state)}</span>`,
    difference || both(MARKS[line.match].means),
  ]
  const drawn = cells.map((cell, index) => {
    const key = `<span class="key">${both(COLUMNS[index] ?? WORDS.sale)}</span>`
    return element('td', index === 0 || index === 2 ? '' : 'num', key + cell)
  })
  if (line.match !== 'differs') return element('tr', '', drawn.join(''))
  return `${element('tr', 'differs', drawn.join(''))}\n<tr class="differs"><td colspan="${COLUMNS.length}">${whyOf(line)}</td></tr>`
}

/** In what an order differs, and the finding that says why. */
function whyOf(line: Line): string {
  const { because } = line
  const rule = because && `<a href="#${escape(because.rule)}">${escape(because.rule)}</a>`
  const by = because ? ` <span class="dim">${rule}: ${both(because.said)}</span>` : ''
  return `${both(differsIn(line))}${by}`
}
