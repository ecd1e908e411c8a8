// Calls that open or change no trade, and what is answered to them.
import type { Token } from './tokens.ts'

export type ServiceCall =
  /** notify_verify: whether the gateway really sent this notification, and still waits for it. */
  | { op: 'NOTIFYVERIFY'; pid: string; notifyId: string }
  /** 交易保障: a terminal says that it is alive (004:L138-144). */
  | { op: 'HEARTBEAT'; pid: string; appId: string; equipmentId: string }
  /** A code or a refresh token for tokens: of a buyer, or of a merchant's app. */
  | ({ op: 'USERTOKEN' } & TokenCall)
  | ({ op: 'APPTOKEN' } & TokenCall)
  /** Asks for the gateway's certificate by its SN. */
  | { op: 'CERTIFICATE'; pid: string; appId: string; alipayCertSn: string }
  /** The link to a bill, which will lead to where the client reached this gateway. */
  | { op: 'BILLURL'; pid: string; origin: string; billType: string; billDate: string }

interface TokenCall {
  pid: string
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
  | { kind: 'heartbeat'; pid: string }
  /** With the buyer's open_id where the sandbox names buyers so. */
  | { kind: 'user-tokens'; tokens: GrantedTokens; openId?: string }
  | { kind: 'app-tokens'; tokens: GrantedTokens }
  /** Empty: a file without rows. */
  | { kind: 'bill-link'; url: string; isEmpty: boolean }
  | { kind: 'bill-refused'; why: BillRefusal }
  /** PEM, the certificate first and the authority above it second. */
  | { kind: 'certificate'; alipayCert: string }
  /** `note` takes the place of the protocol's own text. */
  | { kind: 'declined'; reason: Decline; note?: string }

/** What the gateway will not do, for no reason of business. */
export type Decline =
  | 'InvalidParameter'
  | 'TooManyCalls'
  | 'TooManyCallsOfMethod'
  | 'CertificateUnknown'
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
  'HEARTBEAT',
  'USERTOKEN',
  'APPTOKEN',
  'CERTIFICATE',
  'BILLURL',
] satisfies ServiceCall['op'][]

export const isService = (call: { op: string }): call is ServiceCall =>
  SERVICE_OPS.includes(call.op)
