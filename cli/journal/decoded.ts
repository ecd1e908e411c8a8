// A message of the journal in readable form: its parameters one by one, JSON laid out, and a curl
// that sends the call again.
import type { EntryOf } from '../../server/journal/entry.ts'
import type { Wire } from '../../server/journal/wire.ts'

/** What the body and the query say; nothing where they are plain already. */
export function decodedLines({ start, headers, body, encoding }: Wire): string[] {
  if (encoding !== 'utf8') return []
  const query = start.includes('?') ? start.slice(start.indexOf('?') + 1) : ''
  const isForm = /x-www-form-urlencoded/.test(headers['content-type'] ?? '')
  const pairs = [...new URLSearchParams(query), ...(isForm ? new URLSearchParams(body) : [])]
  const lines = pairs.flatMap(([name, value]) => parameterLines(name, value))
  const laidOut = isForm ? undefined : layOut(body)
  return [...lines, ...(laidOut ?? [])]
}

function parameterLines(name: string, value: string): string[] {
  const [first = '', ...rest] = layOut(value) ?? [value]
  return [`${name} = ${first}`, ...rest]
}

/** The lines of a JSON object or list; `undefined` for anything else. */
function layOut(text: string): string[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2).split('\n')
  } catch {
    return undefined
  }
}

/** Headers that decide how the gateway reads a call; a client adds the others by itself. */
const TELLING = /^(content-type|authorization|alipay-.*|x-http-method-override)$/

/** Sends the very same request once more; only an unmasked one is signed for what it says. */
export function curlLine({ wire }: EntryOf<'request'>): string {
  const space = wire.start.indexOf(' ')
  const [method, url] = [wire.start.slice(0, space), wire.start.slice(space + 1)]
  const headers = Object.entries(wire.headers)
    .filter(([name]) => TELLING.test(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`)
  const isBinary = wire.encoding === 'base64'
  const data = isBinary ? '--data-binary @-' : `--data-raw ${quoted(wire.body)}`
  const words = ['curl -sS', method === 'POST' ? '' : `-X ${method}`, quoted(url), ...headers]
  const line = [...words, wire.body === '' ? '' : data].filter(Boolean).join(' ')
  return isBinary ? `echo ${wire.body} | base64 -d | ${line}` : line
}

export const isMasked = ({ wire }: EntryOf<'request'>): boolean =>
  /\*[0-9a-f]{8}\*/.test(`${wire.start} ${Object.values(wire.headers).join(' ')} ${wire.body}`)

/** For a POSIX shell. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
