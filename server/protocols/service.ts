// Calls that open or change no trade, and what is answered to them.
import type { Trade } from '../trade/trade.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import type { Token } from './tokens.ts'

export type ServiceCall =
  /** notify_verify: whether the gateway really sent this notification, and still waits for it. */
  | {
      op: 'NOTIFYVERIFY'
      pid: string
      notifyId: string
      /** Set for news that a browser brought: until then it is known. */
      knownUntil?: Instant
    }
  /** The gateway's time, as a key that a payment may have to show. */
  | { op: 'TIMESTAMP'; pid: string }
  /** 交易保障: a terminal says that it is alive (004:L138-144). */
  | { op: 'HEARTBEAT'; pid: string; appId: string; equipmentId: string }
  /** A code or a refresh token for tokens: of a buyer, or of a merchant's app. */
  | ({ op: 'USERTOKEN' } & TokenCall)
  | ({ op: 'APPTOKEN' } & TokenCall)
  /** Asks for the page on which a buyer agrees; its address, which leads to where the client reached us. */
  | { op: 'CONSULT'; pid: string; url: string }
  /** A buyer has opened that page and agrees. */
  | { op: 'CONSENT'; pid: string; appId: string; redirectUrl: string; state?: string }
  /** An app gives back what a buyer had agreed to. */
  | { op: 'REVOKE'; pid: string; appId: string; accessToken: string }
  /** What tills cannot settle goes to people (001:L61,L75): written down, and nothing else. */
  | { op: 'TICKET'; pid: string; about: string }
  /** Asks for the gateway's certificate by its SN. */
  | { op: 'CERTIFICATE'; pid: string; appId: string; alipayCertSn: string }
  /** The link to a bill, which will lead to where the client reached this gateway. */
  | { op: 'BILLURL'; pid: string; origin: string; billType: string; billDate: string }
  /** The bill of a day itself (`yyyy-MM-dd`), where a gateway hands it out at once. */
  | { op: 'BILLGET'; pid: string; billDate: string }
  /** Who shows this payment code to a scanner of `via`. */
  | { op: 'CODEOWNER'; pid: string; via: string; authCode: string }
  | { op: 'SANDBOXKEY'; pid: string }

interface TokenCall {
  pid: string
  /** A code that was exchanged before gives the same tokens again, where that is the way of a gateway. */
  repeats?: 'answered'
  appId: string
  grant: Grant
}

export interface Grant {
  /** `authorization_code` or `refresh_token`; whatever else came is refused. */
  type: string
  /** The code or the refresh token itself. */
  token: string
}

/** A fresh pair of tokens, and whose authorisation they stand for. */
export interface GrantedTokens {
  access: Token
  refresh: Token
}

export type ServiceOutcome =
  | { kind: 'verified'; isGenuine: boolean }
  | { kind: 'timestamp' }
  | { kind: 'heartbeat'; pid: string }
  /** With the buyer's open_id where the sandbox names buyers so. */
  | { kind: 'user-tokens'; tokens: GrantedTokens; openId?: string; logonId?: string }
  | { kind: 'app-tokens'; tokens: GrantedTokens }
  | { kind: 'consent-page'; url: string }
  /** The browser goes back to the merchant, with the code. */
  | { kind: 'consented'; url: string }
  | { kind: 'revoked' }
  | { kind: 'ticket'; number: string }
  /** Empty: a file without rows. */
  | { kind: 'bill-link'; url: string; isEmpty: boolean }
  | { kind: 'bill-refused'; why: BillRefusal }
  | { kind: 'bill-rows'; rows: readonly BillRow[] }
  | { kind: 'code-owner'; buyerId: string }
  /** The key itself is among the credentials. */
  | { kind: 'sandbox-key' }
  /** PEM, the certificate first and the authority above it second. */
  | { kind: 'certificate'; alipayCert: string }
  /** `note` takes the place of the protocol's own text. */
  | { kind: 'declined'; reason: Decline; note?: string }

/** One payment or one refund of a day. */
export interface BillRow {
  kind: 'payment' | 'refund'
  doneAt: Instant
  tradeNo: string
  outTradeNo: string
  subject: string
  terminalId?: string
  /** Negative for a refund: of the order, and what the merchant took in. */
  orderFen: Fen
  receiptFen: Fen
  platformFen: Fen
  merchantFen: Fen
  /** Negative when the merchant paid it, positive when it came back. */
  feeFen: Fen
  /** The number of the refund, which for a cancel is the trade's own; empty for a payment. */
  batchNo: string
  /** Absent where a discrepancy made the row up. */
  trade?: Trade
}

/** What the gateway will not do, for no reason of business. */
export type Decline =
  | 'InvalidParameter'
  /** Of a question about a payment code, not of a payment. */
  | 'CodeOfNobody'
  | 'TooManyCalls'
  | 'TooManyCallsOfMethod'
  | 'CertificateUnknown'
  | 'TokenUnknown'
  | TokenDecline

/** Why a code or a refresh token gives no tokens. */
export type TokenDecline =
  | 'GrantTypeWrong'
  | 'GrantOfAnotherApp'
  | 'CodeUnknown'
  | 'CodeSpent'
  | 'RefreshTokenUnknown'
  | 'RefreshTokenSpent'
  | 'RefreshTokenLate'
  | 'GrantRevoked'
  /** An app in its own hands is its merchant's own, and no service provider's. */
  | 'AppInItsOwnHands'

/** A date that is none or not over; a bill not ready or without a row; a type unheard of. */
export type BillRefusal =
  | 'BillDateWrong'
  | 'BillNotThere'
  | 'BillTypeUnknown'
  /** Of a time before the merchant had an account. */
  | 'BillBeforeRegistration'

const SERVICE_OPS: readonly string[] = [
  'NOTIFYVERIFY',
  'TIMESTAMP',
  'HEARTBEAT',
  'USERTOKEN',
  'APPTOKEN',
  'CERTIFICATE',
  'CONSULT',
  'CONSENT',
  'REVOKE',
  'TICKET',
  'BILLURL',
  'BILLGET',
  'CODEOWNER',
  'SANDBOXKEY',
] satisfies ServiceCall['op'][]

export const isService = (call: { op: string }): call is ServiceCall =>
  SERVICE_OPS.includes(call.op)
