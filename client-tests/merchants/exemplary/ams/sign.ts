// What AMS signs: verb, path and query, client id, time and the bytes of the body, the same for requests, replies
// and notifications; and the header that carries the signature.
import type { Signer } from '../rsa2.ts'

export interface AmsMessage {
  /** Path and query, from the first slash. */
  target: string
  clientId: string
  time: string
  body: string
  /** The header as it came. */
  signature: string
}

const textOf = ({ target, clientId, time, body }: Omit<AmsMessage, 'signature'>): string =>
  `POST ${target}\n${clientId}.${time}.${body}`

export function signatureHeader(signer: Signer, message: Omit<AmsMessage, 'signature'>): string {
  const signature = encodeURIComponent(signer.sign(textOf(message)))
  return `algorithm=RSA256,keyVersion=1,signature=${signature}`
}

/** Spaces after the commas and another order are fine; another algorithm is not. */
export function isSigned(signer: Signer, message: AmsMessage): boolean {
  const parts = new Map(
    message.signature.split(',').map((part): [string, string] => {
      const [name = ''] = part.split('=', 1)
      return [name.trim().toLowerCase(), part.slice(name.length + 1).trim()]
    }),
  )
  const signature = decoded(parts.get('signature') ?? '')
  if (parts.get('algorithm') !== 'RSA256' || signature === '') return false
  return signer.verify(textOf(message), signature)
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
