// Wire messages as the journal keeps them: whole, as text where they are text.
import type { Wire } from '../../journal/wire.ts'
import type { Reply, WireRequest } from '../../protocols/wire.ts'

function bodyText(body: Uint8Array): Pick<Wire, 'body' | 'encoding'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return { body: text, encoding: 'utf8' }
  } catch {
    return { body: Buffer.from(body).toString('base64'), encoding: 'base64' }
  }
}

export function requestWire({ method, url, headers, body }: WireRequest): Wire {
  // Credentials of whatever stands in front of us are none of the journal's business; a v3 signature
  // is, and opens nothing.
  const { authorization, cookie: _cookie, ...kept } = headers
  const isSignature = authorization?.startsWith('ALIPAY-')
  const shown = { ...kept, ...(isSignature && { authorization }) }
  return { start: `${method} ${url}`, headers: shown, ...bodyText(body) }
}

export function replyWire({ status, headers, body }: Reply): Wire {
  return { start: String(status), headers, ...bodyText(body) }
}
