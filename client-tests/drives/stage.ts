// The running state of one sale of a scenario, and how the suite asks a merchant for something.
import type { EntryOf } from '../../server/journal/entry.ts'
import type { Move, ScenarioSale, Wallet } from '../scenario/scenario.ts'
import type { Fen } from '../../server/values/money.ts'
import type { Activity } from './activity.ts'
import type { Drive } from './drive.ts'
import type { AdapterReply, Belief } from '../adapter/merchant.ts'

export interface Sale {
  saleId: string
  /** The sale of the first round that it plays again. */
  again?: string
  /** Which round that is; none of the first. */
  round?: number
  scenario: string
  /** Whose payment codes are shown, and at which till. */
  wallet: Wallet
  amountFen: Fen
  script: ScenarioSale
  wallMs: number
  /** The account it is sold for, if the scenario needs another than the usual one. */
  sellerId?: string
  /** The merchant for whom a service provider sells it. */
  merchantId?: string
  /** All accounts that the merchant declares. */
  sellers: readonly string[]
  /** The sales of its scenario that are made at the same gateway, itself among them. */
  together: readonly Pick<Sale, 'saleId' | 'amountFen'>[]
}

/** A batch of refunds, and what the merchant last said of each item, by refund id. */
export interface BatchAsked {
  batchId: string
  sales: ReadonlyMap<string, string>
  seen: Map<string, string>
}

export type Mark = NonNullable<Move['once']>

export interface Stage {
  drive: Drive
  activity: Activity
  sale: Sale
  startedMs: number
  belief: Belief | undefined
  /** What of it was written down last. */
  seen: string
  /** The text in which the merchant last said so. */
  reply: string | undefined
  /** The payment code that was shown last. */
  shown: EntryOf<'adapter'>['shown']
  /** The last QR code on display; who has seen it can scan it later. */
  qrCode: string | undefined
  /** The address of the page to pay on; whose browser has been there finds it again. */
  payUrl: string | undefined
  /** When something a move may wait for was first seen. */
  firstMs: Partial<Record<Mark, number>>
  /** Refund id → what the merchant last said of it. */
  refunds: Map<string, string>
  /** The batches that were asked for, and what was last said of their items. */
  batches: BatchAsked[]
  pending: Move[]
  /** When the last move was over, and what it set off: before that nothing is at rest. */
  movedMs: number
  /** Numbers of orders that were never sold, of which the merchant was notified. */
  neverSold: Set<string>
  /** Where the gateway leads the buyer who has paid on its page. */
  wayBack: string | undefined
  /** An order the merchant knows nothing of, once somebody needed one. */
  otherTillsOrder: string | undefined
}

/** What a reply says; a reconciliation may list every order of a run. */
const LONGEST_REPLY = 40_000

type AboutAct = Pick<
  EntryOf<'adapter'>,
  'refundId' | 'batchId' | 'amountFen' | 'outTradeNo' | 'decision' | 'date' | 'shown'
>

/** Calls the adapter for a person in the shop, and writes it down: "at once" counts from here. */
export async function ask(
  { drive, sale }: Stage,
  act: string,
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  more: AboutAct = {},
): Promise<AdapterReply> {
  const startedMs = drive.world.elapsed()
  const reply = await drive.call(method, path, body)
  const { saleId } = sale
  const answer = { status: reply.status, reply: reply.text.slice(0, LONGEST_REPLY) }
  drive.world.note({ kind: 'adapter', saleId, act, startedMs, ...answer, ...more })
  return reply
}
