// Hides payment codes and tokens in entries that leave the server. The mask is a function of the
// value alone: equal codes stay equal, different ones stay different, masking twice changes nothing.
import { createHash } from 'node:crypto'
import type { Entry, OrderText, Result } from './entry.ts'
import type { Wire } from './wire.ts'
import type { Explanation } from './explanation.ts'

export interface Masker {
  /** A copy in which no payment code or token can be read. */
  mask(entry: Entry): Entry
  /** The same for text about to be shown. */
  maskText(text: string): string
}

/** The codes that are known, so that they are found wherever they stand. */
export interface CodeBook {
  /** How long they are, longest first; odd ones left out. */
  lengths(): readonly number[]
  /** Their first two characters, each once; odd ones left out. */
  heads(): Iterable<string>
  has(code: string): boolean
  /** Those of unusual characters. */
  odd(): readonly string[]
}

/** A masker that knows the codes of a book as it is now. */
export function maskerBy(book: CodeBook): Masker {
  const replace = codeReplacer(book)
  const mask = (text: string) => replace(maskFields(text))
  return { mask: (entry) => maskEntry(entry, mask), maskText: mask }
}

/** A masker that knows every code these entries name. */
export function maskerOf(entries: readonly Entry[]): Masker {
  const codes = new Set<string>()
  for (const entry of entries) {
    const code = codeNamedBy(entry)
    if (code !== undefined) codes.add(code)
  }
  const usual = [...codes].filter((code) => !isOddCode(code))
  const lengths = [...new Set(usual.map(({ length }) => length))].toSorted((a, b) => b - a)
  const heads = new Set(usual.map(headOf))
  const odd = [...codes].filter(isOddCode)
  return maskerBy({
    lengths: () => lengths,
    heads: () => heads,
    has: (code) => codes.has(code),
    odd: () => odd,
  })
}

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

/** The payment code that an entry names; a shorter one might stand for something else elsewhere. */
export function codeNamedBy(entry: Entry): string | undefined {
  const code = codeOf(entry)
  return code !== undefined && code.length >= 10 && !isMasked(code) ? code : undefined
}

function codeOf(entry: Entry): string | undefined {
  if (entry.kind === 'request') return entry.ids.authCode
  if (entry.kind === 'adapter') return entry.shown?.authCode
  return entry.kind === 'buyer' ? entry.authCode : undefined
}

/** No word, so that it is sought in the whole text. */
export const isOddCode = (code: string): boolean => !/^[\w-]+$/.test(code)

/** So much of a code's beginning tells whether a place in a text is worth a look. */
export const headOf = (code: string): string => code.slice(0, 2)

/**
 * Hides known codes in text. A busy sandbox knows thousands, so a word is looked up where some code may
 * begin, instead of searching the text for each code.
 */
function codeReplacer(book: CodeBook): (text: string) => string {
  const odd = book.odd()
  const lengths = book.lengths()
  const head = new RegExp([...book.heads()].join('|'), 'g')
  const replaceInWord = (word: string): string => {
    let out = ''
    let from = 0
    head.lastIndex = 0
    for (let found = head.exec(word); found !== null; found = head.exec(word)) {
      const at = found.index
      const length = lengths.find((one) => book.has(word.slice(at, at + one)))
      if (length !== undefined) {
        out += word.slice(from, at) + maskCode(word.slice(at, at + length))
        from = at + length
      }
      head.lastIndex = at + (length ?? 1)
    }
    return from === 0 ? word : out + word.slice(from)
  }
  return (text) => {
    let masked = text
    for (const code of odd) masked = masked.replaceAll(code, maskCode(code))
    return lengths.length === 0 ? masked : masked.replace(/[\w-]{10,}/g, replaceInWord)
  }
}

const SECRET_FIELD =
  /((?:auth_token|access_token|accessToken|refresh_token|refreshToken|agent-token|auth_code|authCode)(?:\\?["']|%22|%5C|=|:|%3A|%20|\s)+)([A-Za-z0-9_-]{5,})/g

/**
 * The `code` of an authorisation, which is long and without separators: no error code is.
 */
const AUTHORISATION_CODE =
  /((?:^|[^A-Za-z0-9_]|%22|%5C)code(?:\\?["']|%22|%5C|=|:|%3A|%20|\s)+)([A-Za-z0-9]{20,})(?![A-Za-z0-9._-])/g

/** Fields by name, in form, JSON and percent-encoded JSON alike; only `*` enters, so JSON survives. */
function maskFields(text: string): string {
  const hide = (_all: string, name: string, value: string) => name + maskCode(value)
  return text
    .replace(SECRET_FIELD, hide)
    .replace(AUTHORISATION_CODE, hide)
    .replace(USERINFO, (_all, scheme: string, _secret: string, at: string) => `${scheme}***${at}`)
}

/** The name and the password in an address, percent-encoded or not. */
const USERINFO = /(https?(?::|%3A)(?:\\?\/|%2F){2})([^\s/@"'&\\*]+?)(@|%40)/gi

/** Credentials of whatever stands before the gateway, and a merchant's token in v3 and in AMS. */
const SECRET_HEADER =
  /^(proxy-authorization|x-api-key|api-key|x-auth-token|alipay-app-auth-token|agent-token)$/

function maskEntry(entry: Entry, mask: (text: string) => string): Entry {
  switch (entry.kind) {
    case 'request': {
      const { authCode } = entry.ids
      const ids =
        authCode === undefined ? entry.ids : { ...entry.ids, authCode: maskCode(authCode) }
      const order = entry.order && maskOrder(entry.order, mask)
      return { ...entry, ids, ...(order && { order }), wire: maskWire(entry.wire, mask) }
    }
    case 'answer':
      return {
        ...entry,
        result: maskResult(entry.result, mask),
        ...(entry.wire && { wire: maskWire(entry.wire, mask) }),
        ...(entry.hints && {
          hints: entry.hints.map(({ name, about }) => ({ name, about: mask(about) })),
        }),
        ...(entry.explained && { explained: maskExplanation(entry.explained, mask) }),
      }
    case 'send':
      return { ...entry, wire: maskWire(entry.wire, mask) }
    case 'buyer': {
      const authCode = entry.authCode === undefined ? undefined : maskCode(entry.authCode)
      const note = entry.note === undefined ? undefined : mask(entry.note)
      return { ...entry, ...(authCode && { authCode }), ...(note && { note }) }
    }
    case 'adapter': {
      const { shown } = entry
      const reply = mask(entry.reply)
      if (!shown) return { ...entry, reply }
      return { ...entry, reply, shown: { ...shown, authCode: maskCode(shown.authCode) } }
    }
    case 'reply':
      return entry.body === undefined ? entry : { ...entry, body: mask(entry.body) }
    case 'fault':
      return { ...entry, note: mask(entry.note) }
    default:
      return entry
  }
}

/** A shop may write the code into the subject; only `*` enters, so JSON survives. */
function maskOrder(order: OrderText, mask: (text: string) => string): OrderText {
  const masked: OrderText = JSON.parse(mask(JSON.stringify(order)))
  return masked
}

/** The gateway quotes the text it verified. */
function maskResult(result: Result, mask: (text: string) => string): Result {
  const { subMsg } = result
  return subMsg === undefined ? result : { ...result, subMsg: mask(subMsg) }
}

function maskExplanation(given: Explanation, mask: (text: string) => string): Explanation {
  const { gatewayText, clientText } = given
  return {
    ...given,
    gatewayText: mask(gatewayText),
    ...(clientText !== undefined && { clientText: mask(clientText) }),
  }
}

function maskWire(wire: Wire, mask: (text: string) => string): Wire {
  const headers = Object.entries(wire.headers).map(([name, value]) => [
    name,
    SECRET_HEADER.test(name) ? maskCode(value) : mask(value),
  ])
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
