// The buyer's bill: what a person sees in the wallet, newest first, and reads the order number from at
// the counter (004:L177). Reads, and changes nothing.
import type { TradeStatus } from '../../journal/entry.ts'
import { chargedFen } from '../../trade/conversion.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import type { Instant } from '../../values/instant.ts'
import type { Fen } from '../../values/money.ts'
import type { SandboxCore } from '../core/core.ts'
import { pickBuyer } from './wallet.ts'

export interface WalletRow {
  at: Instant
  what: 'waiting' | 'paid' | 'closed' | 'refund'
  /** What left the wallet (negative), or came back. */
  amountFen: Fen
  outTradeNo: string
  tradeNo: string
  status: TradeStatus
  merchant: string
  subject: string
}

/** Of this buyer, or of the first one; `limit` trades, the latest. */
export function walletBill(core: SandboxCore, buyerId?: string, limit = 100): WalletRow[] {
  const buyer = pickBuyer(core, buyerId, false)
  const rows = core.trades.latestOfBuyer(buyer.buyerId, limit).flatMap((trade) => {
    const merchant = core.apps.get(trade.appId)?.name ?? trade.pid
    const refunds = core.trades.refunds(trade.tradeNo)
    return [ownRow(trade, merchant), ...refunds.map((one) => refundRow(trade, one, merchant))]
  })
  return rows.toSorted((a, b) => b.at - a.at)
}

function ownRow(trade: Trade, merchant: string): WalletRow {
  const { createdAt, paidAt, closedAt } = trade
  const base = { ...named(trade), merchant }
  if (paidAt !== undefined)
    return { ...base, at: paidAt, what: 'paid', amountFen: -chargedFen(trade) }
  if (closedAt === undefined) return { ...base, at: createdAt, what: 'waiting', amountFen: 0 }
  return { ...base, at: closedAt, what: 'closed', amountFen: 0 }
}

function refundRow(trade: Trade, refund: Refund, merchant: string): WalletRow {
  const { at, amountFen, converted } = refund
  const came = converted?.walletFen ?? amountFen
  return { ...named(trade), merchant, at, what: 'refund', amountFen: came }
}

const named = ({ outTradeNo, tradeNo, status, subject }: Trade) => ({
  outTradeNo,
  tradeNo,
  status,
  subject,
})
