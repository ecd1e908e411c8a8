// What `new AlipaySdk(…)` takes, for a sandbox.
import type { MemorySandbox } from '../../server/hosts/memory.ts'
import { bareKey, barePkcs1 } from '../../server/pki/key-pair.ts'
import type { SandboxDispatcher } from '../dispatcher/dispatcher.ts'

export interface SdkConfig {
  appId: string
  /** PKCS#1 on one line: what the SDK takes without `keyType`. */
  privateKey: string
  keyType: 'PKCS1'
  alipayPublicKey: string
  /** For `exec`; a name that resolves nowhere, so that an SDK which is not caught reaches nobody. */
  gateway: string
  /** The same for `curl` (openapi v3). */
  endpoint: string
  /** Carries the requests of alipay-sdk 4 to the sandbox; alipay-sdk 3 does not know it. */
  proxyAgent: SandboxDispatcher
}

export interface TestApp {
  appId: string
  /** Of the merchant: `seller_id` of notifications. */
  sellerId: string
  /** PEM, PKCS#8. */
  appPrivateKey: string
  /** PEM. */
  appPublicKey: string
  /** PEM. */
  alipayPublicKey: string
  /** The same merchant at WeChat Pay: ids and keys for a client of v2, and for checking callbacks of v3. */
  wechat: NonNullable<ReturnType<MemorySandbox['apps']['wechatSettings']>>
}

export function testApp({ apps }: Pick<MemorySandbox, 'apps'>): TestApp {
  const [app] = apps.list()
  const { appId, pid, appPrivateKey, appPublicKey, alipayPublicKey } = app ?? {}
  const wechat = app && apps.wechatSettings(app.appId)
  if (!appId || !pid || !appPrivateKey || !appPublicKey || !alipayPublicKey || !wechat) {
    throw new Error('a fresh sandbox has an app with keys')
  }
  return { appId, sellerId: pid, appPrivateKey, appPublicKey, alipayPublicKey, wechat }
}

export function sdkConfigOf(
  { appId, appPrivateKey, alipayPublicKey }: TestApp,
  gatewayUrl: string,
  proxyAgent: SandboxDispatcher,
): SdkConfig {
  return {
    appId,
    privateKey: barePkcs1(appPrivateKey),
    keyType: 'PKCS1',
    alipayPublicKey: bareKey(alipayPublicKey),
    gateway: gatewayUrl,
    endpoint: new URL(gatewayUrl).origin,
    proxyAgent,
  }
}
