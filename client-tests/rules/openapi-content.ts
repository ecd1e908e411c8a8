// The business parameters of a request as they were sent: `biz_content` of a form, a JSON body, or an address.
import type { Wire } from '../../server/journal/wire.ts'

type Content = Readonly<Record<string, unknown>>

/** Empty when the message holds none that can be read. */
export function contentOf({ body, encoding, start }: Wire): Content {
  if (encoding !== 'utf8') return {}
  const query = new URLSearchParams(/\?(\S*)/.exec(start)?.[1])
  const form = new URLSearchParams(body.startsWith('{') ? '' : body).get('biz_content')
  const text = form ?? query.get('biz_content') ?? body
  // A GET of v3 has them in its address.
  return text === '' ? Object.fromEntries(query) : objectIn(text)
}

function objectIn(text: string): Content {
  const value = jsonIn(text)
  return isObject(value) ? value : {}
}

export function isObject(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that should be text; empty when it is not there or something else. */
export function textOf(content: Content, name: string): string {
  const value = content[name]
  return typeof value === 'string' ? value : ''
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
