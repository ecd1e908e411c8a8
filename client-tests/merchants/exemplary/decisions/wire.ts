// Judgements on how calls travel: over which version of openapi, and what they call a trade.

import type { WechatSignType } from '../wechat/sign.ts'

export interface WireDecisions {
  protocol: 'v2' | 'v3'
  /** What query, cancel, close and refund name a trade by, once the gateway has given it a number. */
  namesTradesBy: 'out_trade_no' | 'trade_no'
  /** Which replies are believed: signed ones about this very order, or with one of the two left out. */
  believesReplies: 'signed-and-own' | 'signed' | 'own'
  /** WeChat takes either, and answers in the same. */
  wechatSignType: WechatSignType
}

export const wireDecisions: WireDecisions = {
  protocol: 'v2',
  // 000:L5: the shop's own number is known before anything was answered.
  namesTradesBy: 'out_trade_no',
  // 000:L6: the signature first. It says who wrote a reply, and not what about.
  believesReplies: 'signed-and-own',
  wechatSignType: 'MD5',
}
