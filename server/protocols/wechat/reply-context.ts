// The part of a request to WeChat Pay that its reply needs.
import type { ReplyContext } from '../protocol.ts'
import type { WechatMerchant } from './credentials.ts'
import type { SignType } from './signature.ts'

export interface WechatContext extends ReplyContext {
  merchant?: WechatMerchant
  signType: SignType
  /** The one the request was signed with: the merchant's, or that of WeChat's own sandbox. */
  key?: string
  /** Said again in the reply. */
  deviceInfo?: string
  /** Of a query for refunds: the one that is meant. */
  refundId?: string
  bill?: { type: string; isPacked: boolean }
}
