// What a protocol is to the rest of the house: it translates, and never decides.
import type { RequestEntry, Result } from '../journal/entry.ts'
import type { Explanation, Hint } from '../journal/explanation.ts'
import type { NotificationAnswer } from '../journal/notification-entry.ts'
import type { Reason } from '../journal/reasons.ts'
import type { OptionTable } from '../options/option.ts'
import type { AppKeys } from '../pki/keyring.ts'
import type { Options } from '../options/options.ts'
import type { Buyer } from '../trade/buyer.ts'
import type { Call, DrawTradeNo, Outcome } from '../trade/decision.ts'
import type { Trade } from '../trade/trade.ts'
import type { Ways } from '../trade/ways.ts'
import type { Charset } from '../values/charset.ts'
import type { Wallet } from '../values/ids.ts'
import type { Instant } from '../values/instant.ts'
import type { Draw } from '../values/random.ts'
import type { Budget } from './budget.ts'
import type { Forgery, NotificationContent, UnsignedNotification } from './notification.ts'
import type { ServiceCall, ServiceOutcome } from './service.ts'
import type { Signing } from './signing.ts'
import type { TillCall, TillReading } from './till.ts'
import type { TokenStore } from './tokens.ts'
import type { WireRequest } from './wire.ts'

/** An application of a merchant. */
export interface App {
  appId: string
  /** The merchant behind it, which is also the account that receives the money. */
  pid: string
  name: string
  sellerEmail: string
  /** By family: keys, certificates or secrets. Each family reads its own, and nobody else's. */
  credentials: Readonly<Record<string, unknown>>
}

/** What can be said of a request before or instead of deciding it. */
export type CallSummary = Pick<
  RequestEntry,
  | 'op'
  | 'method'
  | 'appId'
  | 'ids'
  | 'amountFen'
  | 'currency'
  | 'parts'
  | 'batch'
  | 'fingerprint'
  | 'signType'
  | 'order'
>

/** The part of a request that its reply needs; a protocol adds what it needs itself. */
export interface ReplyContext {
  /** Absent when the gateway does not know whom it would sign for. */
  app?: App
  /** The charset of the bytes where a fault has them differ from what is declared. */
  bytesIn?: Charset
}

export type AnyCall = Call | ServiceCall

export type Decoded = {
  context: ReplyContext
  summary: CallSummary
  /** For the journal alone. */
  hints?: readonly Hint[]
  /**
   * Faults that the message asks for by its protocol's own means, such as a header of the gateway's own
   * sandbox; written as in `alipay-sim-fault`.
   */
  faults?: string
  /** One message may name many orders, such as a batch of refunds: those after the first. */
  also?: readonly Call[]
} & ({ call: AnyCall } | { rejection: Rejection })

/** A refusal of the gateway itself, before any operation, in the words of the protocol that makes it. */
export interface Rejection {
  /** Where the rest of the house has to know it. */
  reason?: Reason
  code: string
  subCode: string
  subMsg: string
  /** The HTTP status, where a protocol has them and leaves a choice. */
  status?: number
}

/** The options of a sandbox by name. A family reads its own, by the table that it declares. */
export type OptionValues = Readonly<Record<string, unknown>>

/** What a protocol may ask of the sandbox: about a request's age, its repetition, and who is meant by it. */
export interface RequestLimits {
  options: OptionValues
  /** The time of the wall, which no test moves. */
  wallNow: Instant
  /** True when this app has used the nonce before; else notes it. */
  isNonceUsed(appId: string, nonce: string): boolean
  /** The first app of a merchant, where a gateway knows merchants and no apps. */
  appOf(pid: string): App | undefined
}

/** Other members for a reply's content, or the same in another order. */
export type Reshape = (members: Record<string, unknown>) => Record<string, unknown>

/** Bytes that will go out, not yet signed: signing is slow and asynchronous. */
export interface Unsigned {
  /** The same with its content changed; absent where the content is no JSON that is signed. */
  reshaped?(change: Reshape): Unsigned
  result: Result
  /** Absent where the protocol signs nothing. */
  signing: Signing | undefined
  /** What is told of it at another address, where a gateway does so: fields of a form. */
  tells?: { url: string; fields: Record<string, string> }
  /** Builds the reply once its signature is known. */
  finish(signature: string | undefined): {
    status: number
    headers: Record<string, string>
    body: Uint8Array
  }
}

/** When a reply is written, and the number of its exchange: for nonces and trace ids. */
export interface Moment {
  now: Instant
  exchange: number
}

/** What the cashier hands back with a paid trade: an address, or an app's result string. */
export interface CashierResult {
  signing: Signing
  finish(signature: string | undefined): string
}

/** How a payment ended as an app hears of it, where it did not plainly succeed. */
export type AppStatus = 'processing' | 'failed' | 'repeated' | 'cancelled' | 'cut-off' | 'unknown'

/** Looks an application up by its id. */
export type Apps = (appId: string) => App | undefined

export interface Protocol {
  name: string
  /** The reply header with the gateway's number of the request. */
  traceHeader: string
  /** Where a host takes its requests: `/gateway.do`, `/v3/*`. */
  paths: readonly string[]
  /** Of several protocols at one path the first that accepts a request speaks. */
  accepts(request: WireRequest): boolean
  /** The application a request claims to come from, found without decoding the rest. */
  routingKey(request: WireRequest): string | undefined
  decode(
    request: WireRequest,
    apps: Apps,
    now: Instant,
    authorities: TokenStore,
    gate: RequestLimits,
  ): Decoded
  encode(
    answer: Outcome | ServiceOutcome | Rejection,
    context: ReplyContext,
    call: AnyCall | undefined,
    moment: Moment,
    /** What became of `also`, in that order; absent where nothing was carried out. */
    others?: readonly Outcome[],
  ): Unsigned
  /**
   * Why a request's signature does not fit, or what its client's own text has to do with it; as far
   * as the budget goes.
   */
  explain(
    request: WireRequest,
    app: App,
    all: Iterable<App>,
    budget: Budget,
    clientText?: string,
  ): Explanation | undefined
  /** Its headers and body, what of it is signed and where the signature goes. */
  notification(content: NotificationContent, app: App, options: OptionValues): UnsignedNotification
  /** Protocols with products of the cashier; `undefined` where nothing is handed back. */
  cashierResult?(
    trade: Trade,
    at: { returnUrl?: string; now: Instant; forged?: Forgery; buyer?: Buyer },
    app: App,
  ): CashierResult | undefined
  /** The same for an app that hears of no success; nobody signs it. */
  cashierStatus?(status: AppStatus): string
  /** From each send of a notification to the next, in ms; Alipay's table where absent. */
  resendGaps?: readonly number[]
  /** The state of a trade in its own words, for people; absent where they are the engine's. */
  stateWord?(trade: Trade): string
  /** What a merchant's reply to a notification says; only `accepted` counts, for anything else `why` says why. */
  readReply(
    status: number,
    body: string,
    options: OptionValues,
  ): { answer: NotificationAnswer; why: string }
}

/** A message that somebody pasted, as its family reads it. */
export interface Pasted {
  kind: 'request' | 'notification' | 'reply'
  /** Whose it is, where it says so. */
  appId?: string
  /** `undefined` where it carries no signature that could be checked. */
  explain(
    app: App,
    all: Iterable<App>,
    budget: Budget,
    clientText?: string,
  ): Explanation | undefined
}

/** What a fresh app brings along, and where its family draws what it does not. */
export interface NewCredentials {
  draw: Draw
  /** The merchant's own public key (PEM), where it has one. */
  appPublicKey?: string
  /** Key pairs that somebody chose; ready-made ones when absent. */
  keys?: AppKeys
}

/** The merchant's side of a gateway. */
export interface Till {
  path: string
  /** `undefined` where the app's private key is with its owner. */
  form(app: App, call: TillCall, now: Instant): URLSearchParams | undefined
  read(app: App, text: string): TillReading
}

export interface FamilyTerms {
  /** What holds for its orders in the place of the sandbox's options; the values are those of the sandbox. */
  options?(values: OptionValues): Partial<Options>
  /** How it treats orders where no option speaks of it. */
  ways?(values: OptionValues): Partial<Ways>
  /** How it numbers trades, and its notifications. */
  drawTradeNo?: DrawTradeNo
  drawNotifyId?: DrawTradeNo
  /** The wallet whose payment codes it takes; Alipay's when absent. */
  wallet?: Wallet
  /** Whose orders and money are meant where the family knows a merchant by a number of its own. */
  pidOf?(app: App): string
}

/** Gateways that share codes, credentials and notifications. */
export interface Family {
  name: string
  /** The options that only this family has. */
  options: OptionTable
  /** What the trade engine goes by for orders of this family, where that is not what openapi goes by. */
  terms?: FamilyTerms
  /** What a fresh app and these gateways know each other by; drawn, so that the seed decides it. */
  credentials(wanted: NewCredentials): unknown
  /** In the order in which they are asked whether they accept a request. */
  protocols: readonly Protocol[]
  /** What is meant where nobody says which. */
  usual: Protocol
  /** Where a service provider hears of the tokens that merchants give it; absent where it never does. */
  tokenUrl?(values: OptionValues): string
  /** For whoever asks at another path. */
  whereabouts: string
  /** `undefined` when the text is nothing of this family that carries a signature. */
  readPasted(text: string): Pasted | undefined
  /** For somebody who has no merchant yet; absent where a family has no calls of this kind. */
  till?: Till
}
