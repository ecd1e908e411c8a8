// Finds a trade the way people name one.
import type { Trade } from '../../trade/trade.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from './core.ts'

/**
 * By either of its numbers, whichever merchant's it is. Each wallet has numbers of its own: of two orders under one
 * number it is Alipay's.
 */
export function findTrade(core: SandboxCore, number: string): Trade | undefined {
  const byTradeNo = core.trades.trade(number)
  if (byTradeNo) return byTradeNo
  const pids = new Set(core.apps.all().map(({ pid }) => pid))
  for (const pid of pids) {
    const found = core.trades.tradeByOut(pid, number)
    if (found) return found
  }
  return core.trades.tradesNumbered(number)[0]
}

/** The same where there has to be one. */
export function namedTrade(core: SandboxCore, number: string): Trade {
  const trade = findTrade(core, number)
  if (trade) return trade
  throw new InputError('trade', `there is no trade ${number} (a QR order is none until scanned)`)
}
