// The gateway port over the official alipay-sdk, unmodified. Turns whatever it throws into a reply value.
import type { KeyObject } from 'node:crypto'
import { createRequire } from 'node:module'
import { AlipaySdk } from 'alipay-sdk'
import type { AlipaySdkConfig } from 'alipay-sdk'
import { naming } from '../by-trade-no.ts'
import type { WireDecisions } from '../decisions/wire.ts'
import { gatewayOver, type Sender } from '../gateway-methods.ts'
import type { Download, Gateway } from '../ports.ts'
import { replyFrom } from '../reply.ts'

export interface SdkOptions {
  gatewayUrl: string
  appId: string
  appPrivateKey: KeyObject
  alipayPublicKey: KeyObject
  notifyUrl: string
  returnUrl: string
  clientTimeoutMs: number
  signType: 'RSA2' | 'RSA'
  namesTradesBy: WireDecisions['namesTradesBy']
  believesReplies: WireDecisions['believesReplies']
}

/** As long as a timer can wait; the settings of timers take no Infinity. */
const LONGEST_MS = 2_147_483_647

export function createSdkGateway(options: SdkOptions): Gateway {
  const clientTimeoutMs = Math.min(options.clientTimeoutMs, LONGEST_MS)
  const { believesReplies } = options
  const sdk = new AlipaySdk({
    appId: options.appId,
    // The SDK wants to be told PKCS#1 from PKCS#8; handing it one form makes the question go away.
    privateKey: options.appPrivateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    alipayPublicKey: options.alipayPublicKey.export({ type: 'spki', format: 'pem' }).toString(),
    gateway: options.gatewayUrl,
    timeout: clientTimeoutMs,
    camelcase: false,
    signType: options.signType,
    proxyAgent: oneTryAgent(clientTimeoutMs),
  })
  const sender: Sender = {
    async send(method, biz, notify) {
      try {
        const notifyUrl = notify ? { notify_url: options.notifyUrl } : {}
        // Without validateSign the SDK believes any reply (its default).
        const reply = await sdk.exec(
          method,
          { ...notifyUrl, bizContent: biz },
          { validateSign: believesReplies !== 'own' },
        )
        return replyFrom(reply, believesReplies === 'signed' ? {} : biz)
      } catch (error) {
        return unknownFrom(error)
      }
    },
    link: (method, biz, notify) =>
      sdk.pageExecute(method, 'GET', {
        ...(notify && { notify_url: options.notifyUrl }),
        return_url: options.returnUrl,
        bizContent: biz,
      }),
    download: (url) => download(url, clientTimeoutMs),
    // The SDK takes the algorithm from the form itself; a downgrade to SHA1 is refused before.
    verifyNotification: (form) =>
      form['sign_type'] === options.signType && sdk.checkNotifySignV2(form),
  }
  return gatewayOver(naming(sender, options.namesTradesBy))
}

/** The SDK downloads nothing; a bill is a plain GET. */
async function download(url: string, timeoutMs: number): Promise<Download> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    if (response.status !== 200) return { kind: 'refused', status: response.status }
    return { kind: 'file', bytes: new Uint8Array(await response.arrayBuffer()) }
  } catch (error) {
    return unknownFrom(error)
  }
}

/** As the SDK says it of a body that it cannot parse. */
const NO_JSON = /^Response 格式错误(?!，返回值)/

/**
 * Time-outs, resets, HTTP errors, HTML, broken JSON and wrong signatures all arrive as exceptions (a
 * missing signature as a TypeError). None of them says whether the gateway did it.
 */
function unknownFrom(error: unknown): { kind: 'unknown'; why: string } {
  const why = error instanceof Error ? error.message : String(error)
  return { kind: 'unknown', why: NO_JSON.test(why) ? `no JSON: ${why}` : why }
}

type Agent = NonNullable<AlipaySdkConfig['proxyAgent']>
interface Controller {
  abort(reason: Error): void
}
interface Handler {
  onRequestStart?(controller: Controller, context: unknown): void
  onRequestUpgrade?(...args: unknown[]): void
  onResponseStart?(...args: unknown[]): void
  onResponseData?(...args: unknown[]): void
  onResponseEnd?(...args: unknown[]): void
  onResponseError?(controller: Controller, error: Error): void
}
type Dispatch = (options: unknown, handler: Handler) => boolean
interface Urllib {
  Agent: new (options: object) => { compose(interceptor: (next: Dispatch) => Dispatch): Agent }
}

/**
 * The SDK's HTTP client silently sends a request again after a reset (urllib: socketErrorRetry), which
 * for a pay is exactly what 000:L20 forbids: query first. Its time-out is also per chunk, so a dripping
 * body never ends. `proxyAgent` is the SDK's own option for both cures.
 */
function oneTryAgent(clientTimeoutMs: number): Agent {
  const fromSdk = createRequire(import.meta.resolve('alipay-sdk'))
  const { Agent }: Urllib = fromSdk('urllib')
  const agent = new Agent({
    connect: { timeout: clientTimeoutMs },
    // Shorter than any server's idle time, so that no request meets a connection about to close.
    keepAliveTimeout: 1_000,
    keepAliveMaxTimeout: 1_000,
  })
  return agent.compose(
    (next) => (options, handler) => next(options, once(handler, clientTimeoutMs)),
  )
}

function once(handler: Handler, clientTimeoutMs: number): Handler {
  let timer: NodeJS.Timeout | undefined
  return {
    onRequestStart(controller, context) {
      const tooLate = new Error(`no complete answer in ${clientTimeoutMs} ms`)
      timer = setTimeout(() => controller.abort(tooLate), clientTimeoutMs)
      handler.onRequestStart?.(controller, context)
    },
    onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd(...args) {
      clearTimeout(timer)
      handler.onResponseEnd?.(...args)
    },
    onResponseError(controller, error) {
      clearTimeout(timer)
      // The client retries by error code; an error without one is final.
      handler.onResponseError?.(controller, new Error(error.message, { cause: error }))
    },
  }
}
