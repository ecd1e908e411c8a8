// What a bank does with the part of a refund that goes back to a card (deposit back): it takes its
// time, and when it refuses, the money ends in the buyer's balance.
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Refund } from './trade.ts'
import type { Options } from '../options/options.ts'

export interface BankRefund {
  amountFen: Fen
  status: 'in-process' | 'done' | 'failed'
  /** When the bank answers, or has answered. */
  ackAt: Instant
}

/** `undefined` when no card got anything back. */
export function bankRefund(
  { funds = [], at }: Refund,
  { bankRefundMs, bankRefundFails }: Options,
  now: Instant,
): BankRefund | undefined {
  const amountFen = funds
    .filter(({ channel }) => channel === 'BANKCARD')
    .reduce((sum, fund) => sum + fund.amountFen, 0)
  if (amountFen === 0) return undefined
  const ackAt = at + bankRefundMs
  const answered = bankRefundFails ? 'failed' : 'done'
  return { amountFen, ackAt, status: now < ackAt ? 'in-process' : answered }
}
