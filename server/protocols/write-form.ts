// Forms and addresses as gateways write them, in the charset of the merchant.
import { encodeText, type Charset } from '../values/charset.ts'

/** `a=b&c=d`, as a browser posts it. */
export function writeForm(fields: Record<string, string>, charset: Charset): string {
  if (charset === 'utf-8') return new URLSearchParams(fields).toString()
  const escaped = (text: string) => escapeBytes(encodeText(text, charset))
  return Object.entries(fields)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&')
}

/** As URLSearchParams does it, which knows only UTF-8. */
function escapeBytes(bytes: Uint8Array): string {
  const hex = (code: number) => `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^\w.*-]/g, (one) => (one === ' ' ? '+' : hex(one.charCodeAt(0))))
}

/** An address with a query behind the one that it has; a fragment stays the end. */
export function withQuery(url: string, query: string): string {
  const [before = '', ...fragment] = url.split('#')
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&'
  return [`${before}${joint}${query}`, ...fragment].join('#')
}
