// A sandbox's trades as a person meets them: to look at, to age, to refund outside the API.
import type { Page } from '../../storage/journal.ts'
import type { TradeFilter } from '../../storage/trades.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import { InputError } from '../../values/input-error.ts'
import { age, type AgeOptions } from '../time/aging.ts'
import { refundOutside, type BackOfficeRefund } from './back-office.ts'
import { findTrade } from '../core/find-trade.ts'
import type { SandboxCore } from '../core/core.ts'

/** `says`: the state in the words of its gateway, where those are not the engine's. */
export type TradeView = Trade & { refunds: Refund[]; says?: string }

export function openTradesApi(core: SandboxCore) {
  const view = (trade: Trade): TradeView => {
    const says = core.gateways.protocolNamed(trade.via).stateWord?.(trade)
    const refunds = core.trades.refunds(trade.tradeNo)
    return { ...trade, refunds, ...(says !== undefined && { says }) }
  }
  const tradeNoOf = (number: string): string => {
    const found = findTrade(core, number)
    if (found) return found.tradeNo
    throw new InputError('before', `there is no trade ${number}; give the first one of a list`)
  }
  return {
    /** The latest of them, or the latest before this one (by either number); oldest first. */
    list: (
      limit = Number.MAX_SAFE_INTEGER,
      before?: string,
      filter: TradeFilter = {},
    ): TradeView[] =>
      core.trades.latestTrades(limit, before && tradeNoOf(before), filter).map(view),
    /** By out_trade_no or trade_no. */
    get: (number: string): TradeView | undefined => {
      const trade = findTrade(core, number)
      return trade && view(trade)
    },
    /** What the journal says of it, with its calls and notifications whole; also of an order nobody scanned. */
    entries: (number: string, since: number, limit: number): Page => {
      const { outTradeNo = number, tradeNo = number } = findTrade(core, number) ?? {}
      return core.journal.pageOfOrder(outTradeNo, tradeNo, since, { limit })
    },
    /** Makes one trade older, with everything that waits for it; the clock stays. */
    age: (number: string, byMs: number, options?: AgeOptions): TradeView | undefined => {
      age(core, number, byMs, options)
      const trade = findTrade(core, number)
      return trade && view(trade)
    },
    /** The seller's finance gives money back in Alipay's back office; no call of the API is answered. */
    refundOutside: (number: string, how?: BackOfficeRefund): TradeView =>
      view(refundOutside(core, number, how).trade),
    /** The code behind an unscanned QR order. */
    qrCodeOf: (outTradeNo: string): string | undefined =>
      core.trades.ordersNumbered(outTradeNo)[0]?.qrCode,
  }
}
