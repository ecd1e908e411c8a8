// Judgements on the old gateway (mapi): how a browser is sent there, and its batches of refunds (002).
import type { MapiSignType } from '../mapi/sign.ts'

/** What a batch of refunds is made of, before it is sent. */
export interface BatchItem {
  refundId: string
  tradeNo: string
  amountFen: number
}

export interface MapiDecisions {
  mapiSignType: MapiSignType
  /** A form that is posted, a form whose address shows everything, or a bare address. */
  mapiSendsBrowserBy: 'form' | 'get-form' | 'address'
  mapiNamesSellerBy: 'id' | 'email'
  /** What an order costs when its page is opened for the nth time. */
  mapiPageFen(amountFen: number, nth: number): number
  /** Whether the page of an order that is paid still leads to the gateway. */
  mapiReopensPaid: boolean
  /** The buyer's account that the order names, of the one that the customer has told. */
  mapiNamesPayer(payer: string, seller: string): string
  /** What shall come back with the news; empty for nothing. */
  mapiPassback(saleId: string): string
  /** Whether news that carries it is taken. */
  mapiTakesPassback(passback: string): boolean
  mapiBatchesBy: 'POST' | 'GET'
  /** The number of a new batch; `first` is the shop's first of the day. */
  mapiBatchNo(fresh: string, first: string): string
  /** Which items go together, in batches. */
  mapiBatches(items: readonly BatchItem[]): readonly (readonly BatchItem[])[]
  mapiDeclaredItems(count: number): number
  /** What is_success=T says of the refunds. */
  mapiAcceptedMeans: 'accepted' | 'refunded'
  /** What a batch that was refused whole becomes. */
  mapiRefusedMeans: 'failed' | 'waits' | 'refunded'
  /** How often one that was refused for a contract is sent again by itself. */
  mapiRepeatsOfRefused: number
  /** A batch without an answer: people submit it again, or the program makes a new one after this time. */
  mapiAnewAfterMs: number
}

const MOST_ITEMS = 50

/** Every trade once in a batch (002:L61-62), and no more than 50 items (002:L82-83). */
function batchesOf(items: readonly BatchItem[]): BatchItem[][] {
  const batches: BatchItem[][] = []
  for (const item of items) {
    const free = batches.find(
      (batch) =>
        batch.length < MOST_ITEMS && batch.every(({ tradeNo }) => tradeNo !== item.tradeNo),
    )
    if (free) free.push(item)
    else batches.push([item])
  }
  return batches
}

export const mapiDecisions: MapiDecisions = {
  mapiSignType: 'MD5',
  // 002:L43-44
  mapiSendsBrowserBy: 'form',
  // 002:L46-47
  mapiNamesSellerBy: 'id',
  // 002:L14-15: the price of an order never changes.
  mapiPageFen: (amountFen) => amountFen,
  mapiReopensPaid: false,
  // 002:L11-12: who pays cannot be who is paid.
  mapiNamesPayer: (payer, seller) => (payer === seller ? '' : payer),
  mapiPassback: (saleId) => saleId,
  mapiTakesPassback: () => true,
  // 002:L82-83
  mapiBatchesBy: 'POST',
  // 002:L58-60
  mapiBatchNo: (fresh) => fresh,
  mapiBatches: batchesOf,
  // 002:L97-99
  mapiDeclaredItems: (count) => count,
  // 002:L73
  mapiAcceptedMeans: 'accepted',
  // 002:L76-77
  mapiRefusedMeans: 'failed',
  // 002:L70-71
  mapiRepeatsOfRefused: 0,
  // 002:L103-105
  mapiAnewAfterMs: Infinity,
}
