// Statuses and amounts between the shop's words and the contract's. A word that the mapping
// file does not list is an error with the file's line, never a guess.
import { formatYuan, parseYuan, type Fen } from '../../../server/values/money.ts'
import { ContractError } from '../merchant.ts'
import { findFirst, type Reply } from '../extract.ts'
import type { Mapping } from './file.ts'
import type { ActionName } from './schema.ts'

interface Mapped {
  status?: string
  map?: Readonly<Record<string, string>>
}

export function statusIn(
  mapping: Mapping,
  name: ActionName,
  { status, map }: Mapped,
  text: string,
): string | undefined {
  const word = status && findFirst(status, text)
  if (word === undefined) return undefined
  const meant = map?.[word] ?? map?.['*']
  if (meant !== undefined) return meant
  const where = mapping.where(name, 'map')
  throw new ContractError(
    `${where}: ${name}.map has no "${word}", which the shop said; add it, or "*" for all others`,
  )
}

export function unreadable(
  mapping: Mapping,
  name: ActionName,
  option: string,
  reply: Reply,
): Error {
  const where = mapping.where(name, option)
  return new ContractError(
    `${where}: ${name}.${option} found nothing in ${reply.status} ${reply.text.slice(0, 160)}`,
  )
}

export function amountOut({ amount_unit }: Mapping, amount: unknown): string {
  return amount_unit === 'yuan' ? String(amount) : String(parseYuan(amount) ?? '')
}

export function amountIn(mapping: Mapping, option: readonly string[], word: string): string {
  const isFen = mapping.amount_unit === 'fen'
  const isWhole = /^\d+$/.test(word)
  const fen: Fen | undefined = isFen && isWhole ? Number(word) : parseYuan(word)
  if (fen !== undefined && (!isFen || isWhole)) return formatYuan(fen)
  const where = mapping.where(...option)
  throw new ContractError(`${where}: "${word}" is no amount in ${mapping.amount_unit}`)
}
