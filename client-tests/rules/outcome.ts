// What a delivered reply (or none) meant to the merchant: the outcome classes every rule reasons in.
import type { EntryOf, Op, Result } from '../../server/journal/entry.ts'
import type { Meaning } from '../../server/journal/reasons.ts'
import type { Exchange } from '../../server/journal/trace.ts'
import type { Parameters } from './parameters.ts'

/**
 * `UNK` is any reply that leaves the outcome unknown, a lost one included; `ASKQUERY` a refusal that
 * only a query can explain; `REJECT` a definite "not executed" that may be sent again unchanged.
 */
export type Outcome = 'OK' | 'PEND' | 'NOTEXIST' | 'BIZFAIL' | 'UNK' | 'ASKQUERY' | 'REJECT'

const OUTCOMES: Record<Meaning, Outcome> = {
  ok: 'OK',
  pending: 'PEND',
  'not-found': 'NOTEXIST',
  refused: 'BIZFAIL',
  'ask-query': 'ASKQUERY',
  rejected: 'REJECT',
  unknown: 'UNK',
}

export function outcomeOf({ op, result, faults }: Exchange): Outcome {
  // A validly signed reply of another order says nothing about this one.
  if (!result?.meaning || faults.some(isOfAnotherOrder)) return 'UNK'
  const { meaning, retryFlag, tradeStatus } = result
  if (op === 'CANCEL' && retryFlag === 'Y') return 'UNK'
  if (op === 'QUERY' && meaning === 'ok' && tradeStatus === 'WAIT_BUYER_PAY') return 'PEND'
  // Whether the money has moved is a question of payments alone.
  if (op !== 'PAY' && meaning === 'ask-query') return 'BIZFAIL'
  return OUTCOMES[meaning]
}

export const isOfAnotherOrder = ({ faultKind }: EntryOf<'fault'>) => faultKind === 'other-order'

/**
 * The plain form of "unknown", or no reply at all (000:L15). Mistaking any other form for a definite
 * answer is one flaw of its own, EXC-13, booked on no other rule.
 */
export function isNamedUnknown(
  result: Result | undefined,
  arrived: boolean,
  { namedUnknowns }: Pick<Parameters, 'namedUnknowns'>,
): boolean {
  if (!result) return !arrived
  return result.reason !== undefined && namedUnknowns.includes(result.reason)
}

/** What was answered, in the gateway's own code, for whoever looks it up in a log. */
export const codeOf = (call: Pick<Exchange, 'result'>): string => call.result?.code ?? 'no reply'

export function isPaidStatus(status: string | undefined): boolean {
  return status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED'
}

/** A reply that proves the buyer has paid. */
export function provesPaid(op: Op, outcome: Outcome, result: Result | undefined): boolean {
  if (outcome !== 'OK') return false
  return op === 'PAY' || (op === 'QUERY' && isPaidStatus(result?.tradeStatus))
}

/** A reply that proves the attempt can take no money any more (004:L175, 003:L25). */
export function provesClosed(op: Op, outcome: Outcome, result: Result | undefined): boolean {
  if (outcome !== 'OK') return false
  return (
    op === 'CANCEL' || op === 'CLOSE' || (op === 'QUERY' && result?.tradeStatus === 'TRADE_CLOSED')
  )
}
