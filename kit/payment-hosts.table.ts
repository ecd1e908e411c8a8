// Where payment gateways live. A test that reaches one of these by mistake would talk to the real
// thing, so those that no sandbox answers for are refused.

/**
 * What the test kit hands to clients: a name that never resolves (RFC 6761), so that a client which no
 * interception catches reaches nobody.
 */
export const KIT_HOST = 'gateway.alipay-sim.invalid'

/** Alipay's gateways old and new, its bills and its notify_id check; WeChat Pay's v2 and v3. */
export const REAL_DOMAINS = [
  'alipay.com',
  'alipaydev.com',
  'alipay.net',
  'api.mch.weixin.qq.com',
  'api2.mch.weixin.qq.com',
] as const

/** Whether a host is one of theirs, or below it. */
export function isPaymentHost(hostname: string): boolean {
  const name = hostname.toLowerCase()
  return REAL_DOMAINS.some((domain) => name === domain || name.endsWith(`.${domain}`))
}
