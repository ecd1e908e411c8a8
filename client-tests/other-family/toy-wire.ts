// What both sides of the toy's wire know: names, the words for states, and how a message is signed.
import { createHmac } from 'node:crypto'
import type { TradeStatus } from '../../server/journal/entry.ts'
import type { App } from '../../server/protocols/protocol.ts'
import type { Signing } from '../../server/protocols/signing.ts'

export const TOY = 'toy'
export const MAC_HEADER = 'x-toy-mac'

export interface ToyCredentials {
  secret: string
}

/** As the wire calls the engine's states. */
export const STATE_WORDS: Record<TradeStatus, string> = {
  WAIT_BUYER_PAY: 'OPEN',
  TRADE_SUCCESS: 'PAYED',
  TRADE_CLOSED: 'OVER',
  TRADE_FINISHED: 'SETTLED',
}

export const macOf = (secret: string, bytes: Uint8Array | string) =>
  createHmac('sha256', secret).update(bytes).digest('hex')

export function secretOf({ credentials }: Pick<App, 'credentials'>): string {
  return (credentials[TOY] as ToyCredentials).secret
}

export function signedWith(app: App, bytes: Uint8Array): Signing {
  const by = (secret: string) => ({
    how: 'secret' as const,
    sign: (text: Uint8Array) => macOf(secret, text),
  })
  return { bytes, by: by(secretOf(app)), stranger: by('somebody else’s secret') }
}
