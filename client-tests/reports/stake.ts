// The money of a run in few words: how much of it differs, and what the marks of the table mean.
import type { Said } from '../rules/rule.ts'
import { yuan } from '../rules/said.ts'
import type { Report } from './report-schema.ts'

type Line = Report['money'][number]

export const MARKS: Record<Line['match'], { mark: string; means: Said }> = {
  differs: { mark: '≠', means: { en: 'different', zh: '不一致' } },
  equal: { mark: '=', means: { en: 'equal', zh: '一致' } },
  maybe: {
    mark: '~',
    means: { en: 'equal money, told as another state', zh: '金额一致，状态表述不同' },
  },
  unsaid: { mark: '?', means: { en: 'unknown to the merchant', zh: '商户表示未知' } },
  unread: { mark: '-', means: { en: 'not read', zh: '未读取' } },
}

/** In what an order differs, in words. */
export function differsIn({ differences = [], belief, believedNetFen, state }: Line): Said {
  if (differences.length > 0) {
    return {
      en: differences.map(({ said }) => said.en).join('; '),
      zh: differences.map(({ said }) => said.zh).join('；'),
    }
  }
  const net = believedNetFen === undefined ? '' : ` ${yuan(believedNetFen)}`
  const says = `${belief ?? '-'}${net}`
  return { en: `believes ${says}; gateway: ${state}`, zh: `商户认为 ${says}；网关：${state}` }
}

/** How many orders have which mark, and so what it means: `= 170 equal · ? 2 merchant does not know`. */
export function countOf(money: readonly Line[]): Said {
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
export function apartFen({ believedNetFen, netFen }: Line): number {
  return Math.abs((believedNetFen ?? 0) - netFen)
}

/** What is at stake in the orders that differ; `undefined` when none is known to. */
export function stakeOf(money: readonly Line[]): Said | undefined {
  const odd = money.filter(({ match }) => match === 'differs')
  if (odd.length === 0) return undefined
  const sum = (pick: (line: Line) => number) =>
    yuan(odd.reduce((total, one) => total + pick(one), 0))
  const all = sum(({ amountFen }) => amountFen)
  const apart = sum(apartFen)
  const [orders, differ] = odd.length === 1 ? ['order', 'differs'] : ['orders', 'differ']
  return {
    en: `Money at stake: ${odd.length} ${orders} of ${all} yuan ${differ}; merchant and gateway are ${apart} yuan apart`,
    zh: `涉及金额：${odd.length} 笔订单（共 ${all} 元）账实不符，商户与网关相差 ${apart} 元`,
  }
}
