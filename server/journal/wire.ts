// A message as the journal keeps it.

/** A whole message as it travelled. Bodies are text where they are valid UTF-8, else base64. */
export interface Wire {
  /** `POST http://…` for a request, `200` for a reply. */
  start: string
  headers: Record<string, string>
  body: string
  encoding: 'utf8' | 'base64'
  /** Of a refused call that was very long: what is kept here as its beginning only. */
  cut?: { start?: WireCut; headers?: WireCut; body?: WireCut }
}

/** What the whole of it was. */
export interface WireCut {
  bytes: number
  sha256: string
}
