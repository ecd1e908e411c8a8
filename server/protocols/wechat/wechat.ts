// The family put together: WeChat Pay's payments by code (付款码支付), version 2, and callbacks in the form of version 3.
import type { Family } from '../protocol.ts'
import { freshCredentials, WECHAT } from './credentials.ts'
import { WECHAT_OPTIONS, WECHAT_TERMS } from './options.table.ts'
import { readPasted } from './explain.ts'
import { wechatV2 } from './wechat-v2.ts'
import { wechatV3 } from './wechat-v3.ts'

export const wechat: Family = {
  name: WECHAT,
  protocols: [wechatV2, wechatV3],
  usual: wechatV2,
  options: WECHAT_OPTIONS,
  terms: WECHAT_TERMS,
  credentials: freshCredentials,
  whereabouts: 'WeChat’s /pay/micropay and its neighbours',
  readPasted,
}
