// The entries of a merchant's books (`effects`) against the gateway's: each payment once, each refund
// once, to the fen, whatever the merchant calls the sale.
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { truthOf, type Attempt, type Sale } from '../attempts.ts'
import { yuan } from '../figures.ts'
import { differs, type Difference } from './differences.ts'
import { decidingAttempt, wentBack } from './money.ts'

type Belief = Sale['beliefs'][number]

/** A shop that shows no entries anywhere, or says that it has none, is not asked for them. */
export function showsEffects(trace: Trace): boolean {
  if (declaredIn(trace)?.supports['effects'] === false) return false
  return trace.of('belief').some(({ effects }) => effects.length > 0)
}

/**
 * What the entries say too much or too little. The payment that the sale is about must be there, and its
 * refunds; of another payment that went back whole both may be left out, and a cancel that sent money
 * back unseen may be one entry or none (its absence is CAN-04's).
 */
export function compareEffects(
  sale: Sale,
  { effects, status }: Belief,
  withPayments: boolean,
): Difference[] {
  const amountsOf = (types: readonly string[]) =>
    effects.filter(({ type }) => types.includes(type)).map(({ amountFen }) => amountFen)
  const isBelieved = status === 'PAID' || status === 'REFUNDED'
  const deciding = isBelieved ? decidingAttempt(sale) : undefined
  const paid = sale.attempts.filter((attempt) => paidFen(attempt) > 0)
  const others = paid.filter((attempt) => attempt !== deciding)
  const payments = match(
    amountsOf(['PAID']),
    deciding ? [paidFen(deciding)] : [],
    others.map(paidFen),
  )
  const backs = match(
    amountsOf(['REFUNDED', 'REVERSED']),
    deciding ? wentBack(deciding) : [],
    others.flatMap((attempt) => wentBack(attempt)),
  )
  return [
    ...(withPayments ? payments.missing : []).map((fen) => missing('payment', '支付', fen)),
    ...(withPayments ? payments.extra : []).map((fen) => extra('payment', '支付', fen)),
    ...backs.missing.map((fen) => missing('refund', '退款', fen)),
    ...backs.extra.map((fen) => extra('refund', '退款', fen)),
  ]
}

const paidFen = (attempt: Attempt) => truthOf(attempt)?.paidFen ?? 0

/** Pairs equal amounts; what must be there comes first. */
function match(shown: readonly number[], must: readonly number[], may: readonly number[]) {
  const left = [...shown]
  const take = (fen: number) => {
    const place = left.indexOf(fen)
    if (place === -1) return false
    left.splice(place, 1)
    return true
  }
  const lacking = must.filter((fen) => !take(fen))
  for (const fen of may) take(fen)
  return { missing: lacking, extra: left }
}

function missing(what: string, zh: string, fen: number): Difference {
  return differs(
    'effects',
    `effects list no ${what} of ${yuan(fen)}`,
    `记账缺少 ${yuan(fen)} 的${zh}`,
  )
}

function extra(what: string, zh: string, fen: number): Difference {
  const en = `effects list a ${what} of ${yuan(fen)} that the gateway does not know`
  return differs('effects', en, `记账多出网关没有的 ${yuan(fen)} ${zh}`)
}
