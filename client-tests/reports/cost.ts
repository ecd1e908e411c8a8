// What a run would have cost, in the words of whoever pays: money that the shop believes and does not
// have, money that it has and does not know of, and books that are wrong though the sums agree.
import type { LocalizedText } from '../rules/rule.ts'
import { sumIn, yuan } from '../rules/figures.ts'
import type { Report } from './report-schema.ts'

type Line = Report['money'][number]

/** Money in yuan, and beside it that in other currencies. */
export interface Amounts {
  fen: number
  others?: { currency: string; amount: number }[]
}

/** Orders of one kind, and the money between the two sides. */
export interface Sum extends Amounts {
  orders: number
}

export interface Cost {
  /** The shop believes money that the gateway does not hold for it. */
  missing: Sum
  /** The gateway holds money for the shop that the shop does not know of. */
  unknown: Sum
  /** The sums agree, and something else differs. */
  booked: Sum
  /** A sentence for each that is not empty; one that says so where all are. */
  said: readonly LocalizedText[]
}

/** What the merchant thinks it has more than the gateway holds for it; negative when it is less. */
export const surplusFen = ({ believedNetFen, netFen }: Line): number =>
  (believedNetFen ?? 0) - netFen

export function costOf(money: readonly Line[]): Cost {
  const differing = money.filter(({ match }) => match === 'differs')
  const missing = sumOf(differing.filter((line) => surplusFen(line) > 0))
  const unknown = sumOf(differing.filter((line) => surplusFen(line) < 0))
  const booked = sumOf(differing.filter((line) => surplusFen(line) === 0))
  const said = [
    ...(missing.orders > 0 ? [MISSING(sumText(missing))] : []),
    ...(unknown.orders > 0 ? [UNKNOWN(sumText(unknown))] : []),
    ...(booked.orders > 0 ? [BOOKED(booked.orders)] : []),
  ]
  const compared = money.filter(({ match }) => match !== 'unread').length
  return { missing, unknown, booked, said: said.length > 0 ? said : [noneOf(compared)] }
}

/** What lies between the two sides. */
export function sumOf(some: readonly Line[]): Sum {
  return { orders: some.length, ...amountsOf(some, (line) => Math.abs(surplusFen(line))) }
}

/** No sum goes over two currencies. */
export function amountsOf(lines: readonly Line[], pick: (line: Line) => number): Amounts {
  const sums = new Map<string, number>()
  for (const line of lines) {
    const { currency = 'CNY' } = line
    sums.set(currency, (sums.get(currency) ?? 0) + pick(line))
  }
  const fen = sums.get('CNY') ?? 0
  sums.delete('CNY')
  const others = [...sums].map(([currency, amount]) => ({ currency, amount }))
  return others.length > 0 ? { fen, others } : { fen }
}

/** `12.00`, `12.00 + USD 5.99`: for tables. */
export const figuresOf = (amounts: Amounts): string =>
  partsOf(amounts, yuan(amounts.fen)).join(' + ')

/** `12.00 yuan and USD 5.99` */
export const amountsText = (amounts: Amounts): LocalizedText => ({
  en: partsOf(amounts, `${yuan(amounts.fen)} yuan`).join(' and '),
  zh: partsOf(amounts, `${yuan(amounts.fen)} 元`).join('、'),
})

function partsOf({ fen, others = [] }: Amounts, inYuan: string): string[] {
  const foreign = others.map(({ currency, amount }) => sumIn(amount, currency))
  return fen !== 0 || foreign.length === 0 ? [inYuan, ...foreign] : foreign
}

/** `12.00 yuan in 2 orders` */
export function sumText({ orders, ...amounts }: Sum): LocalizedText {
  const { en, zh } = amountsText(amounts)
  return {
    en: `${en} in ${orders} ${orders === 1 ? 'order' : 'orders'}`,
    zh: `${orders} 笔共 ${zh}`,
  }
}

const MISSING = ({ en, zh }: LocalizedText): LocalizedText => ({
  en: `${en}: the shop believes money that it does not have. Goods are gone, or a refund is not seen.`,
  zh: `${zh}：商户认为已收到，实际没有这笔钱。货已交出，或退款未被发现。`,
})

const UNKNOWN = ({ en, zh }: LocalizedText): LocalizedText => ({
  en: `${en}: the shop holds money that it does not know of. Buyers have paid for nothing, or twice.`,
  zh: `${zh}：钱已到账而商户不知情。买家付了款却没有拿到东西，或付了两次。`,
})

const BOOKED = (orders: number): LocalizedText => ({
  en: `${orders} ${orders === 1 ? 'order' : 'orders'}: the sums agree, and the books of the shop are wrong all the same.`,
  zh: `${orders} 笔：金额一致，但商户的账目记录有误。`,
})

function noneOf(compared: number): LocalizedText {
  if (compared === 0) {
    return {
      en: 'Unknown: no order was compared with the books of the shop.',
      zh: '未知：没有订单与商户账目核对过。',
    }
  }
  const orders = compared === 1 ? '1 order' : `${compared} orders`
  return {
    en: `Nothing that is known of: ${orders} compared, none differs.`,
    zh: `未发现损失：核对 ${compared} 笔订单，没有账实不符。`,
  }
}
