// What a delivered reply (or none) meant to the merchant: the outcome classes every rule reasons in.
import type { Op, Result } from '../../server/journal/entry.ts'
import type { Exchange } from '../../server/journal/trace.ts'

/**
 * `UNK` is any reply that leaves the outcome unknown, a lost one included; `ASKQUERY` a refusal that
 * only a query can explain; `REJECT` a definite "not executed" that may be sent again unchanged.
 */
export type Outcome = 'OK' | 'PEND' | 'NOTEXIST' | 'BIZFAIL' | 'UNK' | 'ASKQUERY' | 'REJECT'

const REJECTIONS = new Set(['40001', '40002', '40005', '40006'])
const ASK_QUERY = new Set(['TRADE_HAS_SUCCESS', 'CONTEXT_INCONSISTENT'])

export function outcomeOf({ op, result, faults }: Exchange): Outcome {
  // A validly signed reply of another order (F13) says nothing about this one.
  if (!result || faults.some((fault) => fault.catalogueId === 'F13')) return 'UNK'
  const reason = lastWord(result.subCode)
  if (saysUnknown(result, reason)) return 'UNK'
  if (op === 'CANCEL' && result.retryFlag === 'Y') return 'UNK'
  if (result.code === '10003') return 'PEND'
  if (result.code === '10000') {
    return op === 'QUERY' && result.tradeStatus === 'WAIT_BUYER_PAY' ? 'PEND' : 'OK'
  }
  if (REJECTIONS.has(result.code ?? '')) return 'REJECT'
  if (reason === 'TRADE_NOT_EXIST') return 'NOTEXIST'
  if (op === 'PAY' && ASK_QUERY.has(reason)) return 'ASKQUERY'
  return 'BIZFAIL'
}

/**
 * The plain forms of "unknown": 20000 with isp.unknow-error, or no reply at all (000:L15). Mistaking
 * any other form for a definite answer is one flaw of its own, EXC-13, booked on no other rule.
 */
export function isNamedUnknown(result: Result | undefined, arrived: boolean): boolean {
  if (!result) return !arrived
  return result.code === '20000' && lastWord(result.subCode) !== 'SYSTEM_ERROR'
}

function saysUnknown({ code }: Result, reason: string): boolean {
  if (code === undefined || code === '20000') return true
  return reason.endsWith('SYSTEM_ERROR') || reason === 'unknow-error'
}

/** `ACQ.TRADE_NOT_EXIST` and v3's `TRADE_NOT_EXIST` are one reason. */
export function lastWord(subCode: string | undefined): string {
  return subCode?.split('.').at(-1) ?? ''
}

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
