// What the gateway's books hold of a sale: what came, what went back and by which way, and whether
// more may still come. Used by the rules about money and by the report's table.
import type { Trace } from '../../../server/journal/trace.ts'
import { truthOf, type Attempt, type Sale } from '../attempts.ts'
import { isLiveQr } from '../qr.ts'
import { sumIn } from '../figures.ts'

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

export function readMoney(trace: Trace, sale: Sale): Money {
  const truths = sale.attempts
    .map((attempt) => truthOf(attempt))
    .filter((truth) => truth !== undefined)
  const paidFen = sum(truths.map((truth) => truth.paidFen))
  const refundedFen = sum(truths.map((truth) => truth.refundedFen))
  const reversed = truths.filter((truth) => truth.cancelled === 'refund')
  const waits = truths.some((truth) => truth.status === 'WAIT_BUYER_PAY')
  const live = sale.attempts.some((attempt) => isLiveQr(trace, attempt, sale.restMs))
  const states = truths.map(
    (truth) => `${truth.status} ${sumIn(truth.paidFen - truth.refundedFen, truth.currency)}`,
  )
  return {
    paidFen,
    refundedFen,
    netFen: paidFen - refundedFen,
    reversedFen: sum(reversed.map((truth) => truth.refundedFen)),
    open: waits || live,
    state: states.join(' + ') || (live ? 'QR' : 'none'),
  }
}

/** Each time that money of an attempt went back, in order. */
export function wentBack({ books }: Attempt): number[] {
  return books.flatMap(({ truth }, place) => {
    const fen = truth.refundedFen - (books[place - 1]?.truth.refundedFen ?? 0)
    return fen > 0 ? [fen] : []
  })
}

/** The attempt whose money the sale is about: the one that holds some, else the last that was paid. */
export function decidingAttempt({ attempts }: Sale): Attempt | undefined {
  const holds = (attempt: Attempt) => {
    const truth = truthOf(attempt)
    return truth !== undefined && truth.paidFen > truth.refundedFen
  }
  return attempts.find(holds) ?? attempts.findLast((one) => (truthOf(one)?.paidFen ?? 0) > 0)
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
