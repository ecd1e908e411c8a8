// Money between the sandbox's accounts and a bank: how somebody's balance is made too low, or high
// enough again, in the books themselves.
import { buyerAccount, sellerAccount } from '../../trade/trade.ts'
import { InputError } from '../../values/input-error.ts'
import type { Fen } from '../../values/money.ts'
import { ledgerOf } from './ledger-legs.ts'
import type { Parts } from './context.ts'

export interface MoneyMove {
  /** A buyer's or a seller's 2088 number. */
  owner: string
  amountFen: Fen
}

/** Far beyond any test, and far below what is no longer counted exactly. */
const MOST_FEN = 1_000_000_000_000_000

/** Whoever owns an account has another at a bank. */
const bankOf = (account: string) => `bank:${account}`

/** An account of the ledger, and what is on it afterwards. */
export interface Balance {
  account: string
  balanceFen: Fen
}

export function openBalances(parts: Parts) {
  return {
    /** Every account of the ledger; together they are 0. */
    list: () => parts.trades.balances(),
    /** To the bank; no more than there is. */
    withdraw: ({ owner, amountFen }: MoneyMove): Balance => {
      const account = accountOf(parts, owner)
      const balanceFen = parts.trades.balance(account)
      refuseUnlessWhole(amountFen)
      if (amountFen > balanceFen) {
        throw new InputError('amountFen', `${owner} has no more than ${balanceFen} fen`)
      }
      parts.writer.transact(() => move(parts, account, -amountFen))
      return { account, balanceFen: parts.trades.balance(account) }
    },
    /** From the bank, which always has enough. */
    deposit: ({ owner, amountFen }: MoneyMove): Balance => {
      const account = accountOf(parts, owner)
      refuseUnlessWhole(amountFen)
      if (parts.trades.balance(account) + amountFen > MOST_FEN) {
        throw new InputError('amountFen', `no account holds more than ${MOST_FEN} fen`)
      }
      parts.writer.transact(() => move(parts, account, amountFen))
      return { account, balanceFen: parts.trades.balance(account) }
    },
  }
}

function refuseUnlessWhole(amountFen: Fen): void {
  if (Number.isSafeInteger(amountFen) && amountFen > 0) return
  throw new InputError('amountFen', 'a whole number of fen, at least 1')
}

function accountOf(parts: Parts, owner: string): string {
  if (parts.trades.buyer(owner)) return buyerAccount(owner)
  if (parts.apps.all().some(({ pid }) => pid === owner)) return sellerAccount(owner)
  throw new InputError('owner', `nobody here has the number ${owner}; name a buyer or a seller`)
}

/** A seller withdraws all its money; it comes back after `forMs`. */
export function withdrawSeller(parts: Parts, sellerId: string, forMs: number): void {
  const account = sellerAccount(sellerId)
  const amountFen = parts.trades.balance(account)
  if (amountFen <= 0) return
  parts.writer.transact(() => {
    move(parts, account, -amountFen)
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
    move(parts, account, amountFen)
  })
}

function move(parts: Parts, account: string, amountFen: Fen): void {
  const bank = bankOf(account)
  const isOut = amountFen < 0
  const between = isOut ? { from: account, to: bank } : { from: bank, to: account }
  const cause = isOut ? 'withdrawal' : 'deposit'
  const posting = { ...between, amountFen: Math.abs(amountFen), memo: cause } as const
  parts.trades.post(posting)
  parts.trades.assertConserved(undefined)
  const events = [isOut ? 'MoneyWithdrawn' : 'MoneyDeposited']
  parts.writer.write({ kind: 'commit', cause, events, ...ledgerOf([posting]) })
}
