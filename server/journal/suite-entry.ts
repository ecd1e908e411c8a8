// What the conformance suite writes into the journal beside the gateway's own entries: the run, what
// it asked of a merchant, and what the merchant said.
import type { Fen } from '../values/money.ts'

/** The suite starts a run: what it knows of the merchant. */
export interface RunEntry {
  kind: 'run'
  merchant: string
  resultChannel: 'poll' | 'notify+poll'
  timeScale: number
  seed: string
  /** Which texts the gateway follows where they differ. */
  reading?: string
  /** 2 and more: plays again what the run before left undecided. */
  round?: number
  /** Somebody's own traffic: what the merchant says of its sales was read from its books alone. */
  books?: true
  /** What the merchant declares of itself; absent when nobody asked it. */
  capabilities?: {
    families: readonly ('O' | 'A' | 'M' | 'W')[]
    roles: readonly string[]
    /** Of an acquirer: how its shops are connected, and when gateway and shop give a payment up. */
    acquirer?: {
      model: 'forwarding' | 'restful' | 'switch'
      gatewayTimeoutMs: number
      merchantTimeoutMs: number
    }
    ops?: readonly string[]
    device: boolean
    itemCampaign: boolean
    providerId?: string
    /** Where a service provider of AMS hears of the tokens that merchants give it. */
    tokenUrl?: string
    /** Its accounts, where it names them. */
    sellers?: readonly string[]
    /** How often it looks at cancels that could not be sent. */
    cancelQueuePeriodMs?: number
    supports: Readonly<Record<string, boolean | undefined>>
  }
}

/**
 * From `fromMs` to `toMs` (`elapsedMs`) a program had work to do without a rest, and by the end of it the
 * machine had made it late by `lastedMs` of real time. The suite and the gateway are one program.
 */
export interface DelayEntry {
  /** Absent in journals that do not tell: both. */
  who?: 'suite' | 'merchant'
  fromMs: number
  toMs: number
  lastedMs: number
}

/** The run is over: how late the machine made its programs. */
export interface RunEndEntry {
  kind: 'run-end'
  /** The longest, in real ms. */
  maxDelayMs: number
  delays?: readonly DelayEntry[]
  /**
   * `scheduler`: the merchant's own waiting for a processor was counted. `timers`: only the lateness of
   * the suite's timers is known, and is taken for the merchant's too.
   */
  delaysBy?: 'scheduler' | 'timers'
  /** How long the merchant waits for a reply on its own clock, where it says so. */
  clientTimeoutMs?: number
}

/** The suite opens a sale: its amount is unique in the run and identifies its attempts. */
export interface SaleEntry {
  kind: 'sale'
  saleId: string
  /** The sale of the first round that is played again. */
  again?: string
  scenario: string
  channel: 'barcode' | 'qr' | 'web'
  amountFen: Fen
  /** At which gateway it is sold, where that is not Alipay's own: by whose payment code, or abroad at AMS. */
  wallet?: 'wechat' | 'ams' | 'mapi'
  /** For whom a service provider sells: the app_id of that merchant. */
  merchant?: string
  /** What the till has scanned, where it has. */
  goodsIds?: string[]
}

/** What the line between the suite's till and an acquirer did to a message, and when the acquirer's end saw it. */
export interface LineEntry {
  /** On its way there, so that nobody answered; or on its way back, so that the till did not hear `reply`. */
  lost?: 'request' | 'reply'
  arrivedMs?: number
  answeredMs?: number
}

/**
 * The suite called the merchant's adapter, or its till an acquirer. Start and end, because "immediately" counts
 * from it.
 */
export interface AdapterEntry {
  kind: 'adapter'
  saleId?: string
  /**
   * `sale`, `pay-again`, `cancel`, `refund`, `manual-query`, `resolve`, `reconcile`, …; of a till also
   * `inquiry` and `advice`, and `record` and `queue` when all is over.
   */
  act: string
  startedMs: number
  status: number
  reply: string
  /** Of a message of the suite's till. */
  line?: LineEntry
  /** Refunds: the suite's id and the amount of this intent. */
  refundId?: string
  amountFen?: Fen
  /** The batch in which it was asked for, or which was submitted again. */
  batchId?: string
  /** The order that was looked up or resolved, how it was resolved, and the day that was compared. */
  outTradeNo?: string
  decision?: string
  date?: string
  /** The payment code on the customer's screen; a masked journal still tells its length. */
  shown?: { authCode: string; digits: number }
}

/** What a merchant may say of a sale. */
export const BELIEF_STATUSES = [
  'PENDING',
  'PAID',
  'UNPAID',
  'REVERSED',
  'REFUNDED',
  'UNKNOWN',
  'ESCALATED',
] as const
export type BeliefStatus = (typeof BELIEF_STATUSES)[number]

/** What it may say of one refund. */
export const REFUND_STATUSES = ['PENDING', 'REFUNDED', 'FAILED', 'UNKNOWN', 'ESCALATED'] as const

/** What the merchant says of a sale, written when it differs from what it said before. */
export interface BeliefEntry {
  kind: 'belief'
  saleId: string
  status: BeliefStatus
  refundedFen: Fen
  attempts: { outTradeNo: string; status: string }[]
  effects: { type: string; amountFen: Fen }[]
  prompt?: string
  /** Whether it may still be refunded, where the merchant says so. */
  refundable?: boolean
  promptText?: string
}

/** What the merchant says of one refund intent. */
export interface RefundBeliefEntry {
  kind: 'refund-belief'
  refundId: string
  saleId: string
  status: string
  amountFen: Fen
  /** Under which number a batch went to the gateway. */
  batchNo?: string
}

/** What waits for people at the merchant, written when the list differs from before. */
export interface ManualItemsEntry {
  kind: 'manual-items'
  items: { attempt: string; saleId?: string; refundId?: string; op: string; reason: string }[]
}

/** A scenario begins, goes quiet, or ends without having gone quiet. */
export interface ScenarioEntry {
  kind: 'scenario'
  scenario: string
  phase: 'started' | 'quiescent' | 'timed-out'
  /** Options of the sandbox that hold for it and differ from those of the run. */
  options?: Readonly<Record<string, unknown>>
  note?: string
}

export type SuiteEntry =
  | RunEntry
  | RunEndEntry
  | SaleEntry
  | AdapterEntry
  | BeliefEntry
  | RefundBeliefEntry
  | ManualItemsEntry
  | ScenarioEntry
