// Where the gateway of AMS takes its calls: every path stands under two prefixes, one of which SDKs choose by
// the client id. Calls of other products are known by name, so that a client hears why they are refused.

const PREFIXES = ['/ams/api/', '/ams/sandbox/api/'] as const

/** Where buyers agree to let a merchant take money; no path of the real gateway. */
export const CONSENT_PATH = '/ams/consent'

export const PATHS = PREFIXES.map((prefix) => `${prefix}*`)

/** Of products that are not simulated (docs.antom.com, online payments and subscriptions). */
export const NOT_SIMULATED: readonly string[] = [
  'payments/capture',
  'payments/consult',
  'payments/createPaymentSession',
  'payments/createVaultingSession',
  'meter/uploadEvent',
]

/** Path and query as they are signed: without scheme and host, which one SDK writes before them. */
export function targetOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/, '') || '/'
}

export const isAmsPath = (target: string): boolean =>
  PREFIXES.some((prefix) => target.startsWith(prefix))

/** `payments/pay` of `/ams/api/v1/payments/pay`; `undefined` for another version. */
export function endpointOf(target: string): string | undefined {
  const path = target.replace(/\?.*$/, '')
  const prefix = PREFIXES.find((one) => path.startsWith(`${one}v1/`))
  return prefix && path.slice(`${prefix}v1/`.length)
}
