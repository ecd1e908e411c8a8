// What is remembered of a mapped shop's sales and refunds between two calls, and what follows from it for the next.
import { findFirst } from '../extract.ts'
import type { Values } from '../template.ts'
import type { Perform } from './answers.ts'
import type { Mapping } from './file.ts'

export interface SaleNotes {
  values: Values
  qrCode?: string
  payUrl?: string
  number?: string
  /** What the reply to the start said, for a shop that cannot be asked later. */
  status?: string
}

export interface Translator {
  mapping: Mapping
  perform: Perform
  sales: Map<string, SaleNotes>
  /** By the name of a batch: the refunds in it, and what their endpoint gave for it. */
  batches: Map<string, { values: Values; refundIds: readonly string[] }>
  refunds: Map<string, { values: Values; status?: string; amount: string }>
}

export type Body = Readonly<Record<string, unknown>>
export function rememberFrom(paths: Values | undefined, text: string): Values {
  return Object.fromEntries(
    Object.entries(paths ?? {}).flatMap(([name, path]) => {
      const found = findFirst(path, text)
      return found === undefined ? [] : [[name, found]]
    }),
  )
}

export const saleValues = ({ values, number }: SaleNotes): Values => ({
  ...values,
  ...(number !== undefined && { out_trade_no: number }),
})

export function strings(body: Body): Values {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  )
}

export const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
