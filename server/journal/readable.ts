// A message of the journal as people read it: whole, taken apart, and as a curl. For the command line and the
// console.
import { quoted } from '../values/shell-text.ts'
import type { EntryOf } from './entry.ts'
import type { Wire } from './wire.ts'

export function wireText({ start, headers, body }: Wire): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [start, ...lines, '', body].join('\n')
}

/** The parameters of the query and the form, with JSON laid out; a body that is JSON has no name. */
export function decodedPairs({ start, headers, body, encoding }: Wire): [string, string][] {
  if (encoding !== 'utf8') return []
  const query = start.includes('?') ? start.slice(start.indexOf('?') + 1) : ''
  const isForm = (headers['content-type'] ?? '').includes('x-www-form-urlencoded')
  const form = isForm ? [...new URLSearchParams(body)] : []
  const json = isForm ? undefined : laidOut(body)
  const pairs = [...new URLSearchParams(query), ...form].map(([name, value]): [string, string] => [
    name,
    laidOut(value) ?? value,
  ])
  return json === undefined ? pairs : [...pairs, ['', json]]
}

/** A JSON object or list over several lines; `undefined` for anything else. */
function laidOut(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

/** Headers that decide how the gateway reads a call; a client adds the others by itself. */
const TELLING = /^(content-type|authorization|alipay-.*|x-http-method-override)$/

/** Sends the very same request once more, from a POSIX shell; only an unmasked one is signed for what it says. */
export function curlOf({ wire }: EntryOf<'request'>): string {
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
