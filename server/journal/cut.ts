// What a refused call leaves in the journal: its beginning, and a digest of the rest. Whoever can
// reach the gateway can be refused as often as it likes, so that what it sends must not stay whole.
import { createHash } from 'node:crypto'
import type { EntryBody } from './entry.ts'
import type { Wire, WireCut } from './wire.ts'

/** Ten times what an honest call comes to, so that a mistake can still be looked at whole. */
export const KEPT_LENGTH = 16 * 1024

/** A copy in which nothing is longer than `KEPT_LENGTH`; the same entry where nothing was. */
export function cutRefused<E extends EntryBody>(entry: E): E {
  if (!('wire' in entry) || !entry.wire) return shorter(entry) as E
  const { wire, ...rest } = entry
  return { ...(shorter(rest) as object), wire: cutWire(wire) } as E
}

function cutWire({ start, headers, body, encoding }: Wire): Wire {
  const named = Object.entries(headers)
  const kept = fitting(named)
  const cut: Partial<Record<'start' | 'headers' | 'body', WireCut>> = {
    ...(start.length > KEPT_LENGTH && { start: digestOf(start) }),
    ...(kept.length < named.length && { headers: digestOf(JSON.stringify(headers)) }),
    ...(body.length > KEPT_LENGTH && { body: digestOf(Buffer.from(body, encoding)) }),
  }
  const whole = { start: beginning(start), headers: Object.fromEntries(kept) }
  const text = encoding === 'utf8' ? beginning(body) : beginningOfBytes(body)
  const isCut = Object.keys(cut).length > 0
  return { ...whole, body: text, encoding, ...(isCut && { cut }) }
}

function fitting(headers: [string, string][]): [string, string][] {
  let length = 0
  return headers.filter(([name, value]) => {
    length += name.length + value.length
    return length <= KEPT_LENGTH
  })
}

function digestOf(whole: string | Uint8Array): WireCut {
  const bytes = Buffer.from(whole)
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Half a word is dropped: a part of a payment code is not known as one, and would not be masked. */
const HALF_WORD = /[\w%-]{1,128}$|[\uD800-\uDBFF]$/

function beginning(text: string): string {
  return text.length <= KEPT_LENGTH ? text : text.slice(0, KEPT_LENGTH).replace(HALF_WORD, '')
}

function beginningOfBytes(base64: string): string {
  if (base64.length <= KEPT_LENGTH) return base64
  const bytes = Buffer.from(base64.slice(0, KEPT_LENGTH), 'base64').toString('latin1')
  return Buffer.from(bytes.replace(HALF_WORD, ''), 'latin1').toString('base64')
}

/** Every text in it, however deep. */
function shorter(value: unknown): unknown {
  if (typeof value === 'string') return beginning(value)
  if (Array.isArray(value)) return firstOf(value).map(shorter)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shorter(one)]))
}

/** As many as fit. */
function firstOf(items: unknown[]): unknown[] {
  let length = 0
  return items.filter((item) => (length += JSON.stringify(item).length) <= KEPT_LENGTH)
}
