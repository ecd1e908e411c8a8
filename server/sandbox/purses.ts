// Money that leaves the sandbox's accounts for a bank and comes back: how a seller's balance is made
// too low, in the books themselves.
import type { Call } from '../trade/decision.ts'
import { sellerAccount, type Posting } from '../trade/trade.ts'
import type { Fen } from '../values/money.ts'
import type { Parts } from './parts.ts'

/** Whoever owns an account has another at a bank. */
const bankOf = (account: string) => `bank:${account}`

/** The seller of this call withdraws all its money; it comes back after `forMs`. */
export function withdrawSeller(parts: Parts, call: Call, forMs: number): void {
  const trade =
    'tradeNo' in call && call.tradeNo
      ? parts.trades.trade(call.tradeNo)
      : parts.trades.tradeByOut(call.pid, call.outTradeNo ?? '')
  const account = sellerAccount(trade?.sellerId ?? call.pid)
  const amountFen = parts.trades.balance(account)
  if (amountFen <= 0) return
  parts.writer.transact(() => {
    post(parts, { from: account, to: bankOf(account), amountFen, memo: 'withdrawal' })
    parts.jobs.add(parts.clock.now() + forMs, { kind: 'deposit', account, amountFen })
  })
  parts.wakeUp()
}

export function depositBack(
  parts: Parts,
  { id, account, amountFen }: { id: number; account: string; amountFen: Fen },
): void {
  parts.writer.transact(() => {
    parts.jobs.remove(id)
    post(parts, { from: bankOf(account), to: account, amountFen, memo: 'deposit' })
  })
}

function post(parts: Parts, posting: Posting): void {
  parts.trades.post(posting)
  parts.trades.assertConserved(undefined)
  const cause = posting.memo
  const events = [cause === 'withdrawal' ? 'MoneyWithdrawn' : 'MoneyDeposited']
  parts.writer.write({ kind: 'commit', cause, events })
}
