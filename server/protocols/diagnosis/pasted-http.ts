// An HTTP request that somebody pasted: its first line, headers and body.
import type { WireRequest } from '../wire.ts'

/** `undefined` where the text is none. */
export function readHttp(text: string): WireRequest | undefined {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/)
  const [first = '', ...lines] = head.split(/\r?\n/)
  const [, method, target] = /^([A-Z]{3,7}) (\S+)(?: HTTP\/[\d.]+)?$/.exec(first) ?? []
  if (method === undefined || target === undefined) return undefined
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
    }),
  )
  const url = target.startsWith('/') ? `http://${headers.host ?? 'gateway'}${target}` : target
  return { method, url, headers, body: Buffer.from(rest.join('\n\n')) }
}
