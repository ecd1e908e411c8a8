// What the shop needs from outside: a gateway, a store, a clock. Says nothing about HTTP, SQL or timers.
import type { Attempt, ManualItem, Refund, Sale } from './records.ts'

/** `unknown` = nobody can tell whether the gateway did it (000:L15-16); never an exception. */
export type Reply =
  | { kind: 'answered'; code: string; subCode: string; fields: Record<string, string> }
  | { kind: 'unknown'; why: string }

export interface RefundOrder {
  outTradeNo: string
  outRequestNo: string
  amountFen: number
}

export interface Gateway {
  pay(order: Record<string, unknown>): Promise<Reply>
  precreate(order: Record<string, unknown>): Promise<Reply>
  query(outTradeNo: string): Promise<Reply>
  cancel(outTradeNo: string): Promise<Reply>
  close(outTradeNo: string): Promise<Reply>
  refund(order: RefundOrder): Promise<Reply>
  refundQuery(outTradeNo: string, outRequestNo: string): Promise<Reply>
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
  store: Store
  clock: Clock
}

export interface Config {
  appId: string
  sellerId: string
  /** Letters and digits only (004:L102-106); sent with every order (004:L108-112). */
  storeId: string
  terminalId: string
  /** sys_service_provider_id, when the shop came through a service provider. */
  providerId?: string
  /** Keeps the order numbers of two shops under one account apart. */
  numberPrefix: string
  clientTimeoutMs: number
  timeScale: number
  resultChannel: 'poll' | 'notify+poll'
  canRestart: boolean
}
