// A request as it came off the wire, and a reply as it shall go on it. The core never sees a socket:
// whoever hosts it carries the reply out and reports what really reached the client.

export interface WireRequest {
  method: string
  /** Absolute, as the client wrote it (an absolute-form target stays as it is). */
  url: string
  /** Lower-case names. */
  headers: Record<string, string>
  body: Uint8Array
  /** Set where it came over TLS. */
  tls?: {
    /** The common name of the certificate that the client showed; absent where it showed none. */
    clientName?: string
  }
}

/** Where the client reached us: `http://127.0.0.1:8600`. */
export function originOf({ url }: WireRequest): string {
  return URL.canParse(url) ? new URL(url).origin : 'http://gateway.invalid'
}

/** How a reply travels: whole, after `bytes` bytes of it the line breaks, or not at all. */
export type Travel =
  | { how: 'whole' }
  | { how: 'cut'; bytes: number }
  /** A TCP reset, an orderly close without a byte, or silence until the client leaves. */
  | { how: 'reset' | 'fin' }
  | { how: 'hang'; afterMs?: number }
  /** Whole, but slowly: the first byte after `afterMs`, then `chunkBytes` every `everyMs`. */
  | { how: 'drip'; afterMs: number; chunkBytes: number; everyMs: number }

/** A reply whatever becomes of it on the way. */
export interface HttpReply {
  status: number
  headers: Record<string, string>
  body: Uint8Array
}

export interface Reply extends HttpReply {
  travel: Travel
}

/** What became of a reply; only this closes an exchange in the journal. */
export interface Delivered {
  by: 'gateway' | 'client'
  deliveredBytes: number
  whole: boolean
}
