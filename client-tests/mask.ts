// Hides payment codes and tokens in whatever leaves the suite. The mask is a function of the value
// alone: equal codes stay equal, different ones stay different, and masking twice changes nothing.
import { createHash } from 'node:crypto'
import type { Entry, Wire } from '../server/journal/entry.ts'

/** `28…` → `28*1f0c9a4e*99`: the ends a cashier can compare, and a short digest. */
export function maskCode(code: string): string {
  if (isMasked(code)) return code
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 8)
  // A code of four characters or fewer would be spelt out by its own ends.
  return code.length > 4 ? `${code.slice(0, 2)}*${digest}*${code.slice(-2)}` : `*${digest}*`
}

function isMasked(code: string): boolean {
  return /^(..)?\*[0-9a-f]{8}\*(..)?$/s.test(code)
}

/** Copies of the entries in which no payment code or token can be read. */
export function maskEntries(entries: readonly Entry[]): Entry[] {
  const mask = createMask(entries)
  return entries.map((entry) => maskEntry(entry, mask))
}

/** Masks text that is about to be shown, knowing every code the entries name. */
export function createMask(entries: readonly Entry[]): (text: string) => string {
  const codes = [...codesOf(entries)].toSorted((a, b) => b.length - a.length)
  return (text) =>
    codes.reduce((masked, code) => masked.replaceAll(code, maskCode(code)), maskFields(text))
}

/** Codes long enough that replacing them wherever they stand hits nothing else. */
function codesOf(entries: readonly Entry[]): Set<string> {
  const codes = new Set<string>()
  for (const entry of entries) {
    const code =
      entry.kind === 'request'
        ? entry.ids.authCode
        : entry.kind === 'buyer'
          ? entry.authCode
          : undefined
    if (code && code.length >= 10 && !isMasked(code)) codes.add(code)
  }
  return codes
}

const SECRET_FIELD =
  /((?:app_auth_token|auth_token|auth_code|authCode)(?:\\?["']|%22|%5C|=|:|%3A|%20|\s)+)([A-Za-z0-9_-]{5,})/g

/** Fields by name, in form, JSON and percent-encoded JSON alike; only `*` enters, so JSON survives. */
function maskFields(text: string): string {
  return text.replace(SECRET_FIELD, (_all, name: string, value: string) => name + maskCode(value))
}

function maskEntry(entry: Entry, mask: (text: string) => string): Entry {
  switch (entry.kind) {
    case 'request': {
      const { authCode } = entry.ids
      const ids =
        authCode === undefined ? entry.ids : { ...entry.ids, authCode: maskCode(authCode) }
      return { ...entry, ids, wire: maskWire(entry.wire, mask) }
    }
    case 'answer':
      return entry.wire ? { ...entry, wire: maskWire(entry.wire, mask) } : entry
    case 'send':
      return { ...entry, wire: maskWire(entry.wire, mask) }
    case 'buyer': {
      const authCode = entry.authCode === undefined ? undefined : maskCode(entry.authCode)
      const note = entry.note === undefined ? undefined : mask(entry.note)
      return { ...entry, ...(authCode && { authCode }), ...(note && { note }) }
    }
    case 'adapter':
      return { ...entry, reply: mask(entry.reply) }
    case 'reply':
      return entry.body === undefined ? entry : { ...entry, body: mask(entry.body) }
    case 'fault':
      return { ...entry, note: mask(entry.note) }
    default:
      return entry
  }
}

function maskWire(wire: Wire, mask: (text: string) => string): Wire {
  const headers = Object.entries(wire.headers).map(([name, value]) => [name, mask(value)])
  return {
    ...wire,
    start: mask(wire.start),
    headers: Object.fromEntries(headers),
    body: wire.encoding === 'utf8' ? mask(wire.body) : maskBase64(wire.body, mask),
  }
}

/** Latin-1 keeps every byte that is not masked as it was. */
function maskBase64(body: string, mask: (text: string) => string): string {
  const text = Buffer.from(body, 'base64').toString('latin1')
  const masked = mask(text)
  return masked === text ? body : Buffer.from(masked, 'latin1').toString('base64')
}
