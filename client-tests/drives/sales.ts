// The sales of a run: every sale of every scenario, each with an amount that no other has, so
// that its faults and its traffic can be recognised by it.
import {
  pays,
  walletsIn,
  type Scenario,
  type ScenarioSale,
  type Wallet,
} from '../scenario/scenario.ts'
import { isOneOf } from '../../server/journal/entry.ts'
import { channelOfKind, COUNTER_OPS, OPENED_BY } from '../trace/opening.ts'
import type { Fen } from '../../server/values/money.ts'
import type { Sale } from './stage.ts'

/** The sales of a round that plays some of the first again, under names of their own. */
export function againIn(round: number, sales: readonly Sale[], only: ReadonlySet<string>): Sale[] {
  return sales
    .filter(({ saleId }) => only.has(saleId))
    .map((sale) => ({ ...sale, saleId: `${sale.saleId}-r${round}`, again: sale.saleId, round }))
}

/** Amounts of the suite's sales begin here; each is used once, and none is a whole yuan. */
const FIRST_AMOUNT_FEN = 1_003
const NEXT_AMOUNT_FEN = 7

/** What a merchant says of itself that decides what it can be asked to sell. */
interface Declared {
  wallets: readonly Wallet[]
  sellers: readonly string[]
  /** `undefined`: it does not say. */
  ops: readonly string[] | undefined
  /** The app_ids of the two merchants for which a service provider sells at AMS; none, for anybody else. */
  merchants?: readonly string[]
}

/**
 * Without the sales that this merchant cannot make: two accounts, an operation it does not use, a code of
 * the other wallet where it takes one; and without the scenarios of wallets that it does not take.
 */
export function playable(
  scenarios: readonly Scenario[],
  { sellers, ops, wallets, merchants = [] }: Declared,
): Scenario[] {
  const canSell = ({ kind, seller, merchant, moves }: ScenarioSale) => {
    // A web order has no operation in `ops`.
    const opened = OPENED_BY[channelOfKind(kind)]
    const hasPagesAlone = wallets.every((wallet) => wallet === 'mapi')
    const isWeb = !isOneOf(COUNTER_OPS, opened) || hasPagesAlone
    const uses = isWeb || ops === undefined || ops.includes(opened)
    const changes = moves.some((move) => move.do === 'pay-again' && move.wallet === 'other')
    const takes = !changes || (wallets.includes('alipay') && wallets.includes('wechat'))
    const hasMerchants = merchant === undefined || merchants.length > 1
    return uses && takes && hasMerchants && (seller === undefined || sellers.length > 1)
  }
  return scenarios
    .map((one) => ({ ...one, sales: one.sales.filter(canSell) }))
    .filter((one) => one.sales.some((sale) => paidBy(one, wallets).some((by) => pays(by, sale))))
}

/** The wallets out of which the sales of a scenario are paid, for a merchant that takes these. */
function paidBy(scenario: Scenario, wallets: readonly Wallet[]): readonly Wallet[] {
  const own = walletsIn(scenario)
  return wallets.filter((one) => own.includes(one))
}

/** In the names of sales: `S03`, `S03w`, `S46a-2`. */
const LETTER_OF = { alipay: '', wechat: 'w', ams: 'a', mapi: 'm' } as const satisfies Record<
  Wallet,
  string
>

/** Those paid out of another wallet than Alipay's have its letter in their names. */
export function salesOf(
  scenarios: readonly Scenario[],
  {
    sellers = [],
    wallets = ['alipay'],
    merchants = [],
  }: Partial<Pick<Declared, 'sellers' | 'wallets' | 'merchants'>> = {},
): Sale[] {
  const taken = new Set<Fen>()
  for (const { amount: amountFen } of scenarios.flatMap(({ sales }) => sales)) {
    if (amountFen === undefined) continue
    if (taken.has(amountFen)) throw new Error(`two sales want the amount ${amountFen} fen`)
    taken.add(amountFen)
  }
  let next = FIRST_AMOUNT_FEN
  const freshAmount = (): Fen => {
    while (taken.has(next) || next % 100 === 0) next += NEXT_AMOUNT_FEN
    taken.add(next)
    return next
  }
  return scenarios.flatMap((scenario) => {
    const { id, sales, wallMs } = scenario
    const scripts = sales.flatMap((script) => Array.from({ length: script.times }, () => script))
    return paidBy(scenario, wallets).flatMap((wallet, nth) => {
      // An amount is there once: the same sale in the other wallet has another.
      const fixed = nth === 0
      const name = `${id}${LETTER_OF[wallet]}`
      const own = scripts.filter((script) => pays(wallet, script))
      const together = own.map((script, place) => ({
        saleId: own.length === 1 ? name : `${name}-${place + 1}`,
        amountFen: (fixed ? script.amount : undefined) ?? freshAmount(),
        script,
      }))
      return together.map(({ saleId, amountFen, script }) => ({
        saleId,
        scenario: id,
        wallet,
        amountFen,
        script,
        together,
        wallMs,
        sellers,
        ...(script.seller && { sellerId: sellers[placeOf(script.seller)] }),
        ...(wallet === 'ams' && { merchantId: merchants[placeOf(script.merchant)] }),
      }))
    })
  })
}

const placeOf = (which: 'first' | 'second' = 'first') => (which === 'first' ? 0 : 1)
