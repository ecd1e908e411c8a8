// The built-in signing client over real sockets and in real time.
import { setTimeout as pause } from 'node:timers/promises'
import { createSigningClient, type SigningClient } from '../openapi-client.ts'

export function overHttpClient(
  url: string,
  appId: string,
  appPrivateKey: string,
  notifyUrl?: string,
): SigningClient {
  return createSigningClient({
    gatewayUrl: `${url}/gateway.do`,
    notifyUrl,
    appId,
    appPrivateKey,
    fetch,
    now: () => Date.now(),
    sleep: async (durationMs, signal) => {
      await pause(durationMs, undefined, { signal }).catch(() => {})
    },
  })
}
