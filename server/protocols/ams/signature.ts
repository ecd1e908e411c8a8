// What AMS signs, and how a signature stands in a header: the same for requests, replies and notifications.
// The body is signed byte by byte as it travels; JSON that was written anew is another text.
import { isSignedBy } from '../../pki/signature.ts'

export interface Signed {
  /** Path and query, from the first slash. */
  target: string
  clientId: string
  /** As it was sent: every SDK writes the time in another form. */
  time: string
  body: Uint8Array
}

const headOf = ({ target, clientId, time }: Omit<Signed, 'body'>): string =>
  `POST ${target}\n${clientId}.${time}.`

export const bytesToSign = ({ body, ...rest }: Signed): Uint8Array =>
  Buffer.concat([Buffer.from(headOf(rest)), body])

export interface SignatureHeader {
  algorithm?: string
  keyVersion?: string
  /** Base64 again. */
  signature?: string
}

/** `algorithm=RSA256, keyVersion=1, signature=…`: in any order, with or without the spaces. */
export function readSignatureHeader(header: string): SignatureHeader {
  const pairs = header.split(',').map((part): [string, string] => {
    const [name = ''] = part.split('=', 1)
    return [name.trim().toLowerCase(), part.slice(name.length + 1).trim()]
  })
  const { algorithm, keyversion: keyVersion, signature } = Object.fromEntries(pairs)
  return { algorithm, keyVersion, signature: signature && unescaped(signature) }
}

/** Base64 that somebody forgot to percent-encode is left as it is. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The one form that every SDK reads: no spaces, and the value percent-encoded. */
export const writeSignatureHeader = (signature: string): string =>
  `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(signature)}`

export const fits = (publicKey: string, signed: Signed, signature: string): boolean =>
  isSignedBy(publicKey, 'sha256', bytesToSign(signed), signature)
