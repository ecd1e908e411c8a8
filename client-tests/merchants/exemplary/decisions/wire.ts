// Judgements on how calls travel: over which version of openapi, and what they call a trade.

import { acknowledgement } from '../ams/words.ts'
import type { WechatSignType } from '../wechat/sign.ts'

export interface TokenNews {
  isSigned: boolean
  /** The app_id of whoever gave it. */
  merchantId: string
  token: string
}

export interface WireDecisions {
  protocol: 'v2' | 'v3'
  /** What query, cancel, close and refund name a trade by, once the gateway has given it a number. */
  namesTradesBy: 'out_trade_no' | 'trade_no'
  /** Which replies are believed: signed ones about this very order, or with one of the two left out. */
  believesReplies: 'signed-and-own' | 'signed' | 'own'
  /** WeChat takes either, and answers in the same. */
  wechatSignType: WechatSignType
  /** How long each call of AMS is waited for. */
  amsTimeoutsMs: { pay: number; query: number; cancel: number; refund: number }
  /** Of the tokens that a merchant has given a service provider one after the other. */
  tokenInUse: 'latest' | 'first'
  /** Whether news of a token is believed: only when it is signed. */
  believesToken(news: TokenNews): boolean
  /** The body of the answer to it. */
  tokenReply(accepted: boolean): string
}

export const wireDecisions: WireDecisions = {
  protocol: 'v2',
  // 000:L5: the shop's own number is known before anything was answered.
  namesTradesBy: 'out_trade_no',
  // 000:L6: the signature first. It says who wrote a reply, and not what about.
  believesReplies: 'signed-and-own',
  wechatSignType: 'MD5',
  // 001:L42 for the payment; 001:L53, L60, L74 for everything after it.
  amsTimeoutsMs: { pay: 15_000, query: 3_000, cancel: 3_000, refund: 3_000 },
  // 001:L100-101: the token that was told last; the one before has ended.
  tokenInUse: 'latest',
  believesToken: ({ isSigned }) => isSigned,
  tokenReply: acknowledgement,
}
