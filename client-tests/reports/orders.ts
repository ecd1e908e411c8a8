// The money of a run, ready to be laid out: the orders with what each differs in, how much of it is at
// stake, and what the marks of the table mean.
import type { LocalizedText } from '../rules/rule.ts'
import { sumIn } from '../rules/figures.ts'
import { amountsOf, amountsText, costOf, surplusFen, type Cost } from './cost.ts'
import type { NameOf } from './names.ts'
import type { Report } from './report-schema.ts'

type Line = Report['money'][number]

export interface Order {
  line: Line
  /** Its place in the money table, from 1. */
  place: number
  /** The sale, else its order numbers. */
  whose: string
  /** What its scenario is called. */
  name: string | undefined
  mark: string
  /** What the mark means. */
  means: LocalizedText
  /** `PAID 12.00`; that it was not read. */
  belief: LocalizedText
  /** What the merchant thinks it has more than the gateway holds for it: `+12.00`; empty when equal. */
  difference: string
  differs: boolean
  /** In what it differs, in words. */
  differsIn: LocalizedText
}

export interface Orders {
  all: readonly Order[]
  /** Those that differ, the costliest first. */
  differing: readonly Order[]
  /** How much money differs; absent where none is known to. */
  stake: LocalizedText | undefined
  /** The same by whose loss it is. */
  cost: Cost
  /** How many orders have which mark: `= 170 equal · ? 2 unknown to the merchant`. */
  count: LocalizedText
}

export function ordersOf(money: readonly Line[], nameOf: NameOf): Orders {
  const all = money.map((line, index) => orderOf(line, index + 1, nameOf))
  const differing = all
    .filter(({ differs }) => differs)
    .toSorted((a, b) => apartFen(b.line) - apartFen(a.line))
  return { all, differing, stake: stakeOf(differing), cost: costOf(money), count: countOf(money) }
}

function orderOf(line: Line, place: number, nameOf: NameOf): Order {
  const { saleId, outTradeNos, belief, match } = line
  const { mark, means } = MARKS[match]
  const words = belief === undefined ? undefined : belief + believedSum(line)
  return {
    line,
    place,
    whose: saleId ?? outTradeNos.join(' '),
    name: nameOf(saleId),
    mark,
    means,
    belief: words === undefined ? MARKS.unread.means : { en: words, zh: words },
    difference: differenceOf(line),
    differs: match === 'differs',
    differsIn: differsIn(line),
  }
}

const MARKS: Record<Line['match'], { mark: string; means: LocalizedText }> = {
  differs: { mark: '≠', means: { en: 'different', zh: '不一致' } },
  equal: { mark: '=', means: { en: 'equal', zh: '一致' } },
  maybe: {
    mark: '~',
    means: { en: 'equal money, told as another state', zh: '金额一致，状态表述不同' },
  },
  unsaid: { mark: '?', means: { en: 'unknown to the merchant', zh: '商户表示未知' } },
  unread: { mark: '-', means: { en: 'not read', zh: '未读取' } },
}

/** What a mark means, in words. */
export const matchText = (match: Line['match']): LocalizedText => MARKS[match].means

function differsIn(line: Line): LocalizedText {
  const { differences = [], belief = '-', state } = line
  if (differences.length > 0) {
    return {
      en: differences.map(({ said }) => said.en).join('; '),
      zh: differences.map(({ said }) => said.zh).join('；'),
    }
  }
  const says = belief + believedSum(line)
  return { en: `believes ${says}; gateway: ${state}`, zh: `商户认为 ${says}；网关：${state}` }
}

const believedSum = ({ believedNetFen, currency }: Line) =>
  believedNetFen === undefined ? '' : ` ${sumIn(believedNetFen, currency)}`

function differenceOf({ believedNetFen, netFen, currency }: Line): string {
  if (believedNetFen === undefined || believedNetFen === netFen) return ''
  const fen = believedNetFen - netFen
  return `${fen > 0 ? '+' : '-'}${sumIn(Math.abs(fen), currency)}`
}

function countOf(money: readonly Line[]): LocalizedText {
  const counts = Map.groupBy(money, ({ match }) => match)
  const parts = Object.entries(MARKS).flatMap(([match, { mark, means }]) => {
    const count = counts.get(match as Line['match'])?.length ?? 0
    return count > 0
      ? [{ en: `${mark} ${count} ${means.en}`, zh: `${mark} ${count} ${means.zh}` }]
      : []
  })
  return { en: parts.map(({ en }) => en).join(' · '), zh: parts.map(({ zh }) => zh).join(' · ') }
}

/** By how much merchant and gateway disagree about what the merchant has. */
const apartFen = (line: Line): number => Math.abs(surplusFen(line))

function stakeOf(differing: readonly Order[]): LocalizedText | undefined {
  if (differing.length === 0) return undefined
  const lines = differing.map(({ line }) => line)
  const all = amountsText(amountsOf(lines, ({ amountFen }) => amountFen))
  const apart = amountsText(amountsOf(lines, apartFen))
  const [orders, differ] = differing.length === 1 ? ['order', 'differs'] : ['orders', 'differ']
  return {
    en: `Money at stake: ${differing.length} ${orders} of ${all.en} ${differ}; merchant and gateway are ${apart.en} apart`,
    zh: `涉及金额：${differing.length} 笔订单（共 ${all.zh}）账实不符，商户与网关相差 ${apart.zh}`,
  }
}
