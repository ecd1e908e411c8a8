// What the sandbox's app is set up with at Alipay's old gateway (mapi), as a shop is told of it.
/** What is known of an app. */
interface App {
  pid: string
  sellerEmail: string
  credentials: Readonly<Record<string, unknown>>
}

export interface MapiAccount {
  /** The merchant's number: 2088… */
  partner: string
  sellerEmail: string
  /** 32 characters (安全校验码). */
  md5Key: string
  /** PEM. */
  merchantPrivateKey: string
  gatewayPublicKey: string
}

/** `undefined` where the sandbox speaks no mapi, or the merchant alone has its key. */
export function mapiAccountOf({ pid, sellerEmail, credentials }: App): MapiAccount | undefined {
  const keys: unknown = credentials['mapi']
  if (typeof keys !== 'object' || keys === null) return undefined
  const { md5Key, merchantPrivateKey, gatewayPublicKey } = keys as Record<string, unknown>
  const isWhole = [md5Key, merchantPrivateKey, gatewayPublicKey].every(
    (one) => typeof one === 'string',
  )
  if (!isWhole) return undefined
  return {
    partner: pid,
    sellerEmail,
    md5Key: String(md5Key),
    merchantPrivateKey: String(merchantPrivateKey),
    gatewayPublicKey: String(gatewayPublicKey),
  }
}
