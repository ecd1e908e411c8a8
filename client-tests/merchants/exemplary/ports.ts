// What the shop needs from outside: a gateway, a store, a clock. Says nothing about HTTP, SQL or timers.
import type { AmsMessage } from './ams/sign.ts'
import type { OldGateway } from './mapi/port.ts'
import type { HomeWallet, Wallet } from './wallet.ts'
import type {
  AgentTokens,
  Alert,
  Attempt,
  Batch,
  ManualItem,
  PayReport,
  Refund,
  Sale,
} from './records.ts'

/** `unknown` = nobody can tell whether the gateway did it (000:L15-16); never an exception. */
export type Reply =
  | { kind: 'answered'; code: string; subCode: string; fields: Record<string, string> }
  | { kind: 'unknown'; why: string }

export interface RefundOrder {
  outTradeNo: string
  /** Empty: left out. */
  outRequestNo: string
  /** In yuan, as it is sent. */
  amount: string
  reason?: string
}

export type Download =
  | { kind: 'file'; bytes: Uint8Array }
  | { kind: 'refused'; status: number }
  | { kind: 'unknown'; why: string }

export interface Gateway {
  /** `notify`: with the address for notifications. */
  pay(order: Record<string, unknown>, notify: boolean): Promise<Reply>
  precreate(order: Record<string, unknown>, notify: boolean): Promise<Reply>
  /** The signed address that sends a browser to the gateway's pages; nothing is sent yet. */
  pageUrl(order: Record<string, unknown>, notify: boolean): string
  query(outTradeNo: string): Promise<Reply>
  cancel(outTradeNo: string): Promise<Reply>
  close(outTradeNo: string): Promise<Reply>
  refund(order: RefundOrder): Promise<Reply>
  refundQuery(outTradeNo: string, outRequestNo: string): Promise<Reply>
  heartbeat(beat: Record<string, string>): Promise<Reply>
  /** Asks for the link to the bill of a day (yyyy-MM-dd). */
  billUrl(date: string, wallet: HomeWallet): Promise<Reply>
  download(url: string): Promise<Download>
  /** True when the form was signed by Alipay. Synchronous: the reply to Alipay depends on it. */
  verifyNotification(form: Record<string, string>): boolean
}

export interface Collection<T> {
  get(key: string): T | undefined
  put(key: string, value: T): void
  remove(key: string): void
  all(): T[]
}

/** Synchronous on purpose: a decision and its record cannot be torn apart by an await. */
export interface Store {
  sales: Collection<Sale>
  attempts: Collection<Attempt>
  refunds: Collection<Refund>
  manualItems: Collection<ManualItem>
  counters: Collection<number>
  alerts: Collection<Alert>
  payReports: Collection<PayReport>
  /** By their numbers. */
  batches: Collection<Batch>
  /** By the merchant's app_id. */
  agentTokens: Collection<AgentTokens>
  transaction<T>(work: () => T): T
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`; a clock may resolve sooner when the signal aborts, or ignore the signal. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Ports {
  gateway: Gateway
  /** Whether AMS has signed what came to this shop; only a till abroad hears of it. */
  signedByAms?: (message: AmsMessage) => boolean
  /** The old gateway, where it is the shop's: what it has beyond others. */
  mapi?: OldGateway
  store: Store
  clock: Clock
}

export interface Config {
  appId: string
  sellerId: string
  /** Its other accounts (2088…), which receive the money of sales that say so. */
  otherSellers?: readonly string[]
  /** Letters and digits only (004:L102-106); sent with every order (004:L108-112). */
  storeId: string
  terminalId: string
  /** sys_service_provider_id, when the shop came through a service provider. */
  providerId?: string
  /** Keeps the order numbers of two shops under one account apart. */
  numberPrefix: string
  /** What order numbers of AMS are drawn from, so that nobody foresees one. */
  numberSecret?: string
  /** What a till abroad sells in, where a sale does not say. */
  currency?: string
  /** A service provider abroad, and where it hears of the tokens of its merchants. */
  sellsForOthers?: boolean
  tokenUrl?: string
  /** Whose payment codes it takes; Alipay's when it does not say. */
  wallets?: readonly Wallet[]
  clientTimeoutMs: number
  timeScale: number
  resultChannel: 'poll' | 'notify+poll'
  canRestart: boolean
  /** A till that reports itself by heartbeats (004:L138-144). */
  device?: boolean
  /** It sells by payment code alone, and says so. */
  codesOnly?: boolean
  /** Goods are sold under the ids of campaigns (004:L132-136). */
  itemCampaign?: boolean
}

export const walletsOf = ({ wallets = ['alipay'] }: Config): readonly Wallet[] => wallets

/** Those of the till in China. */
export const homeWalletsOf = (config: Config): readonly HomeWallet[] =>
  walletsOf(config).filter((one) => one !== 'ams' && one !== 'mapi')

/** All accounts of the merchant, the usual one first. */
export function sellersOf({ sellerId, otherSellers = [] }: Config): readonly string[] {
  return [sellerId, ...otherSellers]
}
