// The merchant's side of a gateway, for somebody who has no merchant yet: a till that signs one call at
// a time, and makes of the reply what a merchant should.
import type { Meaning } from '../journal/reasons.ts'
import type { Fen } from '../values/money.ts'

export const TILL_OPS = ['PAY', 'QUERY', 'CANCEL', 'REFUND'] as const
export type TillOp = (typeof TILL_OPS)[number]

export interface TillCall {
  op: TillOp
  outTradeNo: string
  /** PAY: the order's amount. REFUND: what goes back. */
  amountFen: Fen
  subject: string
  /** PAY: what the till scanned. */
  authCode: string
  notifyUrl: string
  /** REFUND: its own number, which stays the same when it is asked again. */
  outRequestNo: string
  /** Makes the mistake that shops make most often, so that somebody can see it explained. */
  isMissigned: boolean
}

/** What a merchant makes of a reply; one that it cannot read or trust tells it nothing. */
export interface TillReading {
  meaning: Meaning | 'unreadable'
  code?: string
  subCode?: string
  says?: string
  tradeStatus?: string
}
