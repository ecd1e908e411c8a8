// What a started program finds in its environment: where the gateway is, who it is there, its keys
// as text and as files in both forms that SDKs ask for, and where it should listen.
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { RunningServer } from '../../../server/hosts/node.ts'
import { writePrivateFile } from '../../../server/hosts/private-files.ts'
import { amsAccountOf, type AmsAccount } from '../ams-account.ts'
import { mapiAccountOf, type MapiAccount } from '../mapi-account.ts'
import { wechatAccountOf, type WechatAccount } from '../wechat-account.ts'

export interface Place {
  /** A folder of the run's own. */
  folder: string
  port: number
  timeScale?: number
}

export function environmentOf(server: RunningServer, place: Place): Record<string, string> {
  const { folder, port, timeScale } = place
  const [app] = server.sandbox.apps.list()
  if (!app?.appPrivateKey) throw new Error('a fresh sandbox has an app with a key')
  const keys = join(folder, 'keys')
  mkdirSync(keys, { recursive: true })
  for (const [name, text] of keyFiles(app.appPrivateKey, app.alipayPublicKey)) {
    writePrivateFile(join(keys, name), text)
  }
  return {
    GATEWAY_URL: `${server.url}/gateway.do`,
    APP_ID: app.appId,
    SELLER_ID: app.pid,
    APP_PRIVATE_KEY: app.appPrivateKey,
    ALIPAY_PUBLIC_KEY: app.alipayPublicKey,
    ...wechatEnvironment(server.url, wechatAccountOf(app)),
    ...amsEnvironment(server.url, amsAccountOf(app)),
    ...mapiEnvironment(server.url, mapiAccountOf(app)),
    KEYS_DIR: keys,
    STORE: join(folder, 'store.sqlite'),
    PORT: String(port),
    NOTIFY_BASE_URL: `http://127.0.0.1:${port}`,
    ...(timeScale !== undefined && { TIME_SCALE: String(timeScale) }),
  }
}

/** WeChat's gateway listens at the same address, under paths of its own. */
function wechatEnvironment(url: string, account: WechatAccount | undefined) {
  return (
    account && {
      WECHAT_URL: url,
      WECHAT_APP_ID: account.appId,
      WECHAT_MCH_ID: account.mchId,
      WECHAT_API_KEY: account.apiKey,
    }
  )
}

/** So does that of AMS. */
function amsEnvironment(url: string, account: AmsAccount | undefined) {
  return (
    account && {
      AMS_URL: url,
      AMS_CLIENT_ID: account.clientId,
      AMS_MERCHANT_PRIVATE_KEY: account.merchantPrivateKey,
      AMS_GATEWAY_PUBLIC_KEY: account.gatewayPublicKey,
    }
  )
}

/** And the old gateway, which shares the address of the open platform's. */
function mapiEnvironment(url: string, account: MapiAccount | undefined) {
  return (
    account && {
      MAPI_URL: new URL('/gateway.do', url).href,
      MAPI_PARTNER: account.partner,
      MAPI_SELLER_EMAIL: account.sellerEmail,
      MAPI_KEY: account.md5Key,
      MAPI_MERCHANT_PRIVATE_KEY: account.merchantPrivateKey,
      MAPI_GATEWAY_PUBLIC_KEY: account.gatewayPublicKey,
    }
  )
}

/** The same names as in the data folder of `serve`. */
function keyFiles(appPrivateKey: string, alipayPublicKey: string): [name: string, text: string][] {
  const own = createPrivateKey(appPrivateKey)
  const theirs = createPublicKey(alipayPublicKey)
  const bare = (bytes: Buffer) => `${bytes.toString('base64')}\n`
  return [
    ['app-private-key.pkcs8.pem', own.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['app-private-key.pkcs8.txt', bare(own.export({ type: 'pkcs8', format: 'der' }))],
    ['app-private-key.pkcs1.pem', own.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['app-private-key.pkcs1.txt', bare(own.export({ type: 'pkcs1', format: 'der' }))],
    ['alipay-public-key.pem', theirs.export({ type: 'spki', format: 'pem' }).toString()],
    ['alipay-public-key.txt', bare(theirs.export({ type: 'spki', format: 'der' }))],
  ]
}

/** A port that was free a moment ago: a program must know it to tell Alipay its notify_url. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no free port was found')
  return address.port
}
