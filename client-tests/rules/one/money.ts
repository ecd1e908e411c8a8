// The money oracle: compares what a merchant believes of a sale with the gateway's books, in state
// and to the fen. Used by ONE-06 and by the report's table; knows nothing of how it came to be.
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Sale } from '../attempts.ts'
import { newsOf } from '../evidence.ts'
import { isLiveQr } from '../qr.ts'
import { readIntents } from '../refunds.ts'
import { yuan } from '../said.ts'

export interface Money {
  paidFen: number
  /** All that went back, by refund and by cancel. */
  refundedFen: number
  netFen: number
  /** What went back because a CANCEL met a paid trade. */
  reversedFen: number
  open: boolean
  /** The sale's state at the gateway, in words: `SUCCESS 12.00`, `none`. */
  state: string
}

/** `maybe` is what CAN-04 books and this only warns of; `unsaid` an admitted "I do not know". */
export interface Comparison {
  match: 'equal' | 'maybe' | 'differs' | 'unsaid'
  why: string
}

export function readMoney(trace: Trace, sale: Sale): Money {
  const truths = sale.attempts
    .map((attempt) => truthOf(attempt))
    .filter((truth) => truth !== undefined)
  const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const paidFen = sum(truths.map((truth) => truth.paidFen))
  const refundedFen = sum(truths.map((truth) => truth.refundedFen))
  const reversed = truths.filter((truth) => truth.cancelled === 'refund')
  const waits = truths.some((truth) => truth.status === 'WAIT_BUYER_PAY')
  const live = sale.attempts.some((attempt) => isLiveQr(trace, attempt, sale.restMs))
  const states = truths.map((truth) => `${truth.status} ${yuan(truth.paidFen - truth.refundedFen)}`)
  return {
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    reversedFen: sum(reversed.map((truth) => truth.refundedFen)),
    open: waits || live,
    state: states.join(' + ') || (live ? 'QR' : 'none'),
  }
}

/** Compares the last belief of a sale with the money; `undefined` when nothing is believed. */
export function compareMoney(trace: Trace, sale: Sale): Comparison | undefined {
  const belief = sale.beliefs.at(-1)
  if (!belief) return undefined
  const money = readMoney(trace, sale)
  const refundsByCall = money.refundedFen - money.reversedFen
  const equal = (holds: boolean): Comparison => ({
    match: holds ? 'equal' : 'differs',
    why: `${belief.status} ${yuan(belief.refundedFen)} / ${money.state}`,
  })
  switch (belief.status) {
    case 'UNKNOWN':
    case 'ESCALATED':
      return { match: 'unsaid', why: `${belief.status} / ${money.state}` }
    case 'PENDING':
      return equal(money.open && money.netFen === 0)
    case 'UNPAID': {
      const reversed =
        money.reversedFen > 0 && money.netFen === 0 && refundsByCall === 0 && !money.open
      if (reversed) return { ...equal(true), match: 'maybe' }
      return equal(money.paidFen === 0 && !money.open)
    }
    case 'REVERSED':
      return equal(
        !money.open && money.netFen === 0 && refundsByCall === 0 && wasClosed(sale, money),
      )
    case 'REFUNDED':
      return equal(
        !money.open &&
          money.paidFen > 0 &&
          hasRefunds(sale, belief.refundedFen) &&
          sameEffects(sale),
      )
    case 'PAID':
      return equal(isKept(sale, money) && belief.refundedFen === 0 && sameEffects(sale))
  }
}

/** REVERSED needs something to have been closed or sent back. */
function wasClosed(sale: Sale, money: Money): boolean {
  const cancelled = sale.attempts.some((attempt) =>
    newsOf(attempt).some(({ kind }) => kind === 'closed'),
  )
  return money.reversedFen > 0 || money.state.includes('TRADE_CLOSED') || cancelled
}

/** Exactly one attempt holds the sale's money, untouched by refunds, and no other can take any. */
function isKept(sale: Sale, money: Money): boolean {
  const kept = sale.attempts
    .map((attempt) => truthOf(attempt))
    .filter((truth) => truth !== undefined && truth.paidFen > truth.refundedFen)
  return (
    kept.length === 1 &&
    kept[0]?.refundedFen === 0 &&
    kept[0].paidFen === money.netFen &&
    !money.open
  )
}

/** One attempt's refunds are what is believed; superseded attempts may have gone back whole. */
function hasRefunds(sale: Sale, believedFen: number): boolean {
  return sale.attempts.some((attempt) => {
    const truth = truthOf(attempt)
    if (!truth || truth.refundedFen !== believedFen) return false
    return sale.attempts.every((other) => {
      const books = truthOf(other)
      return other === attempt || !books || books.paidFen === books.refundedFen
    })
  })
}

/** Effects, where they are shown, name the same cents as the books. */
function sameEffects(sale: Sale): boolean {
  const belief = sale.beliefs.at(-1)
  if (!belief || belief.effects.length === 0) return true
  const amounts = (type: string) =>
    belief.effects.filter((effect) => effect.type === type).map(({ amountFen }) => amountFen)
  const paid = amounts('PAID')
  const everPaid = sale.attempts.filter((attempt) => (truthOf(attempt)?.paidFen ?? 0) > 0)
  const refundedFen = amounts('REFUNDED').reduce((sum, amount) => sum + amount, 0)
  const sameRefunds = belief.status !== 'REFUNDED' || refundedFen === belief.refundedFen
  return (
    sameRefunds &&
    paid.length <= everPaid.length &&
    paid.every((amountFen) => everPaid.some((attempt) => truthOf(attempt)?.paidFen === amountFen))
  )
}

/** Compares the refunds a person asked for with what went back; `undefined` without any. */
export function compareRefunds(trace: Trace, sale: Sale): Comparison | undefined {
  const intents = readIntents(sale)
  const last = new Map(sale.refundBeliefs.map((belief) => [belief.refundId, belief]))
  // A person may settle an escalation by a refund of its own, which is no intent.
  if (intents.length === 0 || sale.acts.some(({ act }) => act === 'resolve')) return undefined
  const { refundedFen, reversedFen } = readMoney(trace, sale)
  let doneFen = 0
  let openFen = 0
  for (const { refundId = '', amountFen = 0 } of intents) {
    const belief = last.get(refundId)
    if (!belief) return undefined
    if (belief.status === 'REFUNDED') {
      if (belief.amountFen !== amountFen) {
        const why = `${refundId}: ${yuan(belief.amountFen)} / ${yuan(amountFen)}`
        return { match: 'differs', why }
      }
      doneFen += amountFen
    } else if (belief.status !== 'FAILED') {
      openFen += amountFen
    }
  }
  const movedFen = refundedFen - reversedFen
  const why = `${yuan(doneFen)} / ${yuan(movedFen)}`
  if (openFen > 0 && movedFen >= doneFen && movedFen <= doneFen + openFen)
    return { match: 'unsaid', why }
  return { match: movedFen === doneFen ? 'equal' : 'differs', why }
}
