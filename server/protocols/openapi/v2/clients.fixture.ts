// How SDKs sign a request and find the signed part of a reply, modelled from their published rules
// for property tests. Each letter of a name stands for a client; none of their code is here.
import { encodeText, type Charset } from '../../../values/charset.ts'

export type Params = Readonly<Record<string, string>>

type Keep = (value: string) => boolean

/** Which values stand in the signed text, by client. `sign` itself never does. */
export const SIGNING: Record<string, Keep> = {
  'drops empties (Java, Go, the documentation)': (value) => value !== '',
  'keeps empties (Node, Python, python-alipay-sdk)': () => true,
  'drops falsy values and @ (PHP)': (value) =>
    value !== '' && value !== '0' && !value.startsWith('@'),
}

export function signedText(params: Params, keep: Keep, charset: Charset): Uint8Array {
  const text = Object.keys(params)
    .filter((name) => name !== 'sign' && keep(params[name] ?? ''))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => `${name}=${params[name]}`)
    .join('&')
  return encodeText(text, charset)
}

/** A form whose escapes are bytes of the charset; `plus` writes a space as `+`. */
export function formOf(params: Params, charset: Charset, plus: boolean): string {
  const escaped = (text: string) =>
    Array.from(encodeText(text, charset), (byte) =>
      plus && byte === 0x20 ? '+' : `%${byte.toString(16).padStart(2, '0')}`,
    ).join('')
  return Object.entries(params)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&')
}

type Cut = (text: string, key: string) => string | undefined

/** From the key to the brace that closes it; quotes are minded, or not. */
function braces(text: string, key: string, mindsQuotes: boolean): string | undefined {
  const start = text.indexOf(key) + key.length + 2
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const one = text.charAt(at)
    if (mindsQuotes && quoted && one === '\\') at++
    else if (mindsQuotes && one === '"') quoted = !quoted
    else if (!quoted && one === '{') depth++
    else if (!quoted && one === '}' && --depth === 0) return text.slice(start, at + 1)
  }
  return undefined
}

/** How each client cuts the signed text out of a key-mode reply. */
export const CUTTING: Record<string, Cut> = {
  Node: (text, key) => {
    const rest = text.slice(text.indexOf(`${key}"`) + key.length + 1)
    const kept = rest.slice(0, text.lastIndexOf('"sign"'))
    return kept.slice(kept.indexOf('{'), kept.lastIndexOf('}') + 1)
  },
  Java: (text, key) => braces(text, key, true),
  'python-alipay-sdk': (text, key) => braces(text, key, false),
  Python: (text) => /"\w+_response"\s*:\s*(\{.*\})\s*,\s*"sign"\s*:\s*"/s.exec(text)?.[1],
  PHP: (text, key) =>
    text.slice(text.indexOf(key) + key.length + 2, text.lastIndexOf('"sign"') - 1),
  'smartwalle (Go)': (text, key) =>
    new RegExp(`^\\{"${key}":(.*),"sign":"[^"]*"\\}$`, 's').exec(text)?.[1],
  gopay: (text) => {
    const start = text.indexOf('_response":') + '_response":'.length
    return text.slice(start, text.indexOf(',"sign":'))
  },
  'yansongda (PHP)': (text, key) => {
    const node = (JSON.parse(text) as Record<string, unknown>)[key]
    return JSON.stringify(node).replaceAll('/', '\\/')
  },
  'whats-alipay': (text, key) => new RegExp(`^\\{"${key}":(.*),"sign":"[^"]*"\\}$`).exec(text)?.[1],
}
