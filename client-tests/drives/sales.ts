// The sales of a run: every sale of every scenario, each with an amount that no other has, so
// that its faults and its traffic can be recognised by it.
import type { Scenario, ScenarioSale } from '../scenario/scenario.ts'
import { isOneOf } from '../../server/journal/entry.ts'
import { COUNTER_OPS, OPENED_BY } from '../trace/opening.ts'
import type { Fen } from '../../server/values/money.ts'
import type { Sale } from './stage.ts'

/** The sales of a round that plays some of the first again, under names of their own. */
export function againIn(round: number, sales: readonly Sale[], only: ReadonlySet<string>): Sale[] {
  return sales
    .filter(({ saleId }) => only.has(saleId))
    .map((sale) => ({ ...sale, saleId: `${sale.saleId}-r${round}`, again: sale.saleId }))
}

/** Amounts of the suite's sales begin here; each is used once, and none is a whole yuan. */
const FIRST_AMOUNT_FEN = 1_003
const NEXT_AMOUNT_FEN = 7

/** What a merchant says of itself that decides what it can be asked to sell. */
interface Declared {
  sellers: readonly string[]
  /** `undefined`: it does not say. */
  ops: readonly string[] | undefined
}

/** Without the sales that this merchant cannot make: two accounts, or an operation it does not use. */
export function playable(scenarios: readonly Scenario[], { sellers, ops }: Declared): Scenario[] {
  const canSell = ({ kind, seller }: ScenarioSale) => {
    // A web order has no operation in `ops`.
    const opened = OPENED_BY[kind]
    const uses = !isOneOf(COUNTER_OPS, opened) || ops === undefined || ops.includes(opened)
    return uses && (seller === undefined || sellers.length > 1)
  }
  return scenarios
    .map((one) => ({ ...one, sales: one.sales.filter(canSell) }))
    .filter(({ sales }) => sales.length > 0)
}

export function salesOf(scenarios: readonly Scenario[], sellers: readonly string[] = []): Sale[] {
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
  return scenarios.flatMap(({ id, sales, wallMs }) => {
    const scripts = sales.flatMap((script) => Array.from({ length: script.times }, () => script))
    return scripts.map((script, place) => ({
      saleId: scripts.length === 1 ? id : `${id}-${place + 1}`,
      scenario: id,
      amountFen: script.amount ?? freshAmount(),
      script,
      wallMs,
      sellers,
      ...(script.seller && { sellerId: sellers[script.seller === 'first' ? 0 : 1] }),
    }))
  })
}
