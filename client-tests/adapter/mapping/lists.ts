// What a mapped shop lists: entries of its books, work handed over to people, what a bill and the books
// differ in, alarms.
import { ContractError, type AdapterReply } from '../merchant.ts'
import { EFFECT_TYPES } from '../contract.ts'
import { findAll, findEach, findFirst } from '../extract.ts'
import { performed, type Perform } from './answers.ts'
import { amountIn, unreadable } from './values.ts'
import type { Mapping } from './file.ts'

export function manualItems(mapping: Mapping, perform: Perform): Promise<AdapterReply> {
  return performed(perform, mapping.manual_items, {}, ({ each, attempt, op, reason, at }, reply) =>
    findEach(each, reply.text).map((part) => ({
      attempt: findFirst(attempt, part) ?? '',
      op: (op && findFirst(op, part)) ?? 'QUERY',
      reason: (reason && findFirst(reason, part)) ?? 'handed over',
      at: at && findFirst(at, part),
    })),
  )
}

/** A refusal is legal: the gateway may have no bill of that day. */
export function reconcile(mapping: Mapping, perform: Perform, date: string): Promise<AdapterReply> {
  return performed(perform, mapping.reconcile, { date }, (action, reply) => {
    const { rows, each, type, map, ref, cancel_refunds } = action
    const count = Number(findFirst(rows, reply.text))
    if (!Number.isInteger(count)) throw unreadable(mapping, 'reconcile', 'rows', reply)
    const discrepancies = findEach(each, reply.text).map((part) => ({
      type: kindIn(mapping, ['reconcile', 'map'], map, findFirst(type, part) ?? ''),
      ref: findFirst(ref, part) ?? '',
    }))
    const cancelRefunds = cancel_refunds && findAll(cancel_refunds, reply.text)
    return { rows: count, discrepancies, cancel_refunds: cancelRefunds }
  })
}

function kindIn(
  mapping: Mapping,
  option: readonly string[],
  map: Readonly<Record<string, string>>,
  word: string,
): string {
  const meant = map[word] ?? map['*']
  if (meant !== undefined) return meant
  const name = option.join('.')
  throw new ContractError(
    `${mapping.where(...option)}: ${name} has no "${word}", which the shop said; add it, or "*" for all others`,
  )
}

/** The entries of the shop's books; the contract's own words need no map. */
export function effects(mapping: Mapping, text: string): object[] {
  const option = mapping.read_sale?.effects
  if (!option) return []
  const words = { ...itself, ...option.map }
  return findEach(option.each, text).map((part) => ({
    type: kindIn(
      mapping,
      ['read_sale', 'effects', 'map'],
      words,
      findFirst(option.type, part) ?? '',
    ),
    amount: amountIn(
      mapping,
      ['read_sale', 'effects', 'amount'],
      findFirst(option.amount, part) ?? '',
    ),
  }))
}

const itself = Object.fromEntries(EFFECT_TYPES.map((type) => [type, type]))

export function alerts(mapping: Mapping, perform: Perform): Promise<AdapterReply> {
  return performed(perform, mapping.alerts, {}, ({ each, kind, map = {}, at }, reply) =>
    findEach(each, reply.text).map((part) => {
      const word = findFirst(kind, part) ?? ''
      return { kind: map[word] ?? word, at: at && findFirst(at, part) }
    }),
  )
}
