// Whether an outcome tells the merchant that the money has come.
import type { Outcome } from '../trade/decision.ts'

export function isPaidOutcome(outcome: Outcome): boolean {
  if (outcome.kind === 'paid') return true
  return outcome.kind === 'state' && outcome.shown === 'TRADE_SUCCESS'
}
