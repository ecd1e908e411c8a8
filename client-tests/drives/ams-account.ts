// What the sandbox's app is set up with at the gateway of AMS, as a shop is told of it.
/** What is known of an app. */
interface App {
  appId: string
  credentials: Readonly<Record<string, unknown>>
}

export interface AmsAccount {
  clientId: string
  /** PEM. */
  merchantPrivateKey: string
  gatewayPublicKey: string
}

/** `undefined` where the sandbox speaks no AMS, or the merchant alone has its key. */
export function amsAccountOf({ appId, credentials }: App): AmsAccount | undefined {
  const keys: unknown = credentials['ams']
  if (typeof keys !== 'object' || keys === null) return undefined
  const { merchantPrivateKey, gatewayPublicKey } = keys as Record<string, unknown>
  if (typeof merchantPrivateKey !== 'string' || typeof gatewayPublicKey !== 'string')
    return undefined
  return { clientId: appId, merchantPrivateKey, gatewayPublicKey }
}
