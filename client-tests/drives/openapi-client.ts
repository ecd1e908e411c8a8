// The built-in client of scenarios without a merchant: signs what a step says, checks every reply, and
// hangs up after `patience`.
import { createSign } from 'node:crypto'

export interface ClientSetup {
  gatewayUrl: string
  appId: string
  /** PEM, or bare base64 PKCS#8. */
  appPrivateKey: string
  notifyUrl: string | undefined
  fetch(request: Request): Promise<Response>
  /** ms since 1970. */
  now(): number
  /** Ends early when the signal aborts. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>
}

/** What came back, as JSON where it was any; `undefined` when nothing readable came. */
export type CallReply = Record<string, unknown> | undefined

export interface SigningClient {
  call(method: string, biz: Record<string, unknown>, patienceMs: number): Promise<CallReply>
}

export function createSigningClient(setup: ClientSetup): SigningClient {
  return {
    call: async (method, biz, patienceMs) => {
      const hangUp = new AbortController()
      const answered = new AbortController()
      void setup.sleep(patienceMs, answered.signal).then(() => {
        if (!answered.signal.aborted) hangUp.abort()
      })
      try {
        const response = await setup.fetch(
          new Request(setup.gatewayUrl, {
            method: 'POST',
            body: new URLSearchParams(signed(setup, method, biz)),
            signal: hangUp.signal,
          }),
        )
        return read(method, await response.text())
      } catch {
        // Reset, hung up or cut short: the journal has what happened on the wire.
        return undefined
      } finally {
        answered.abort()
      }
    },
  }
}

/** The parameters of a call, signed; `more` of them as they are given. */
export function signed(
  {
    appId,
    appPrivateKey,
    notifyUrl,
    now,
  }: Pick<ClientSetup, 'appId' | 'appPrivateKey' | 'notifyUrl' | 'now'>,
  method: string,
  biz: Record<string, unknown>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const chinaMs = now() + 8 * 3_600_000
  const params: Record<string, string> = {
    app_id: appId,
    method,
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: new Date(chinaMs).toISOString().slice(0, 19).replace('T', ' '),
    version: '1.0',
    ...(notifyUrl !== undefined && { notify_url: notifyUrl }),
    biz_content: JSON.stringify(biz),
    ...more,
  }
  const text = Object.keys(params)
    .toSorted()
    .map((name) => `${name}=${params[name]}`)
    .join('&')
  const key = appPrivateKey.includes('-----')
    ? appPrivateKey
    : `-----BEGIN PRIVATE KEY-----\n${appPrivateKey}\n-----END PRIVATE KEY-----`
  return { ...params, sign: createSign('RSA-SHA256').update(text).sign(key, 'base64') }
}

function read(method: string, text: string): CallReply {
  const whole: unknown = JSON.parse(text)
  if (typeof whole !== 'object' || whole === null) return undefined
  const inner: unknown = Reflect.get(whole, `${method.replaceAll('.', '_')}_response`)
  return typeof inner === 'object' && inner !== null ? { ...inner } : undefined
}
