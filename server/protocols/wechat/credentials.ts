// What an app and WeChat Pay know each other by. The two ids follow from the app's own, so that a call is
// found without a list: `wx` and the app_id, and `1` with its last nine digits, which are as long as real ones.
import { readyMade } from '../../pki/key-pair.ts'
import { APP_ID_HEAD } from '../../values/ids.ts'
import type { App, NewCredentials } from '../protocol.ts'

export const WECHAT = 'wechat'

export interface WechatCredentials {
  /** API密钥 of v2: 32 characters, known to both sides. */
  apiKey: string
  /** What getsignkey hands out for WeChat's own sandboxes. */
  sandboxKey: string
  /** APIv3密钥: encrypts what callbacks of v3 carry. */
  apiV3Key: string
  /** The platform's key pair, which signs callbacks of v3, and the id by which a merchant knows it. */
  platformPrivateKey: string
  platformPublicKey: string
  platformKeyId: string
  /** Of the merchant's API certificate (apiclient_key.pem), which reverse and refund ask for over TLS. */
  merchantPrivateKey: string
}

/** An app as WeChat meets it. */
export interface WechatMerchant extends WechatCredentials {
  app: App
  appid: string
  mchId: string
}

export function freshCredentials({ draw }: NewCredentials): WechatCredentials {
  const place = (stream: string) => Math.floor(draw.fraction(stream) * 2 ** 16)
  const { privateKey, publicKey } = readyMade('gateway', place('wechat_platform_key'))
  return {
    apiKey: draw.letters('wechat_api_key', 32),
    sandboxKey: draw.letters('wechat_sandbox_key', 32),
    apiV3Key: draw.letters('wechat_api_v3_key', 32),
    platformPrivateKey: privateKey,
    platformPublicKey: publicKey,
    merchantPrivateKey: readyMade('app', place('wechat_merchant_key')).privateKey,
    platformKeyId: `PUB_KEY_ID_01${draw.digits('wechat_platform_key_id', 32)}`,
  }
}

const MCH_ID = /^1(\d{9})$/
const APPID = /^wx(\d{16})$/

/** The app behind a mch_id, or behind an appid; `undefined` for what cannot be one. */
export function appIdBehind(text: string): string | undefined {
  const mch = MCH_ID.exec(text)?.[1]
  return mch === undefined ? APPID.exec(text)?.[1] : `${APP_ID_HEAD}${mch}`
}

export const appidOf = ({ appId }: Pick<App, 'appId'>) => `wx${appId}`
export const mchIdOf = ({ appId }: Pick<App, 'appId'>) => `1${appId.slice(-9)}`

/** What a till at WeChat Pay is set up with, and what its callbacks of v3 are checked by. */
export interface WechatSettings {
  appid: string
  mchId: string
  apiKey: string
  apiV3Key: string
  platformKeyId: string
  /** PEM. */
  platformPublicKey: string
}

/** `undefined` for an app of other families alone. */
export function settingsOf(app: App): WechatSettings | undefined {
  const merchant = merchantOf(app)
  if (!merchant) return undefined
  const { appid, mchId, apiKey, apiV3Key, platformKeyId, platformPublicKey } = merchant
  return { appid, mchId, apiKey, apiV3Key, platformKeyId, platformPublicKey }
}

/** `undefined` for an app of other families alone. */
export function merchantOf(app: App): WechatMerchant | undefined {
  const keys = app.credentials[WECHAT] as WechatCredentials | undefined
  return keys && { ...keys, app, appid: appidOf(app), mchId: mchIdOf(app) }
}
