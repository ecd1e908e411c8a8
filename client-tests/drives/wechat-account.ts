// The account that the sandbox's app has at WeChat's gateway, as a shop is told of it.
/** What is known of an app. */
interface App {
  appId: string
  credentials: Readonly<Record<string, unknown>>
}

export interface WechatAccount {
  appId: string
  mchId: string
  /** 32 characters, for MD5 and HMAC. */
  apiKey: string
}

/** `undefined` where the sandbox speaks no WeChat. */
export function wechatAccountOf({ appId, credentials }: App): WechatAccount | undefined {
  const keys = credentials['wechat']
  if (typeof keys !== 'object' || keys === null || !('apiKey' in keys)) return undefined
  return { appId: `wx${appId}`, mchId: `1${appId.slice(-9)}`, apiKey: String(keys.apiKey) }
}
