// Money between the sandbox's accounts and a bank: how somebody's balance is made too low, or high
// enough again, in the books themselves.
import { buyerAccount, sellerAccount } from '../../trade/trade.ts'
import { InputError } from '../../values/input-error.ts'
import type { Fen } from '../../values/money.ts'
import { ledgerOf } from './ledger-legs.ts'
import type { SandboxCore } from './core.ts'

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

export function openBalances(core: SandboxCore) {
  return {
    /** Every account of the ledger; together they are 0. */
    list: () => core.trades.balances(),
    /** To the bank; no more than there is. */
    withdraw: ({ owner, amountFen }: MoneyMove): Balance => {
      const account = accountOf(core, owner)
      const balanceFen = core.trades.balance(account)
      refuseUnlessWhole(amountFen)
      if (amountFen > balanceFen) {
        throw new InputError('amountFen', `${owner} has no more than ${balanceFen} fen`)
      }
      core.writer.transact(() => move(core, account, -amountFen))
      return { account, balanceFen: core.trades.balance(account) }
    },
    /** From the bank, which always has enough. */
    deposit: ({ owner, amountFen }: MoneyMove): Balance => {
      const account = accountOf(core, owner)
      refuseUnlessWhole(amountFen)
      if (core.trades.balance(account) + amountFen > MOST_FEN) {
        throw new InputError('amountFen', `no account holds more than ${MOST_FEN} fen`)
      }
      core.writer.transact(() => move(core, account, amountFen))
      return { account, balanceFen: core.trades.balance(account) }
    },
  }
}

function refuseUnlessWhole(amountFen: Fen): void {
  if (Number.isSafeInteger(amountFen) && amountFen > 0) return
  throw new InputError('amountFen', 'a whole number of fen, at least 1')
}

function accountOf(core: SandboxCore, owner: string): string {
  if (core.trades.buyer(owner)) return buyerAccount(owner)
  const account = sellerAccount(owner)
  const isSeller = core.apps.all().some(({ pid }) => pid === owner)
  // A merchant has an account of its own at each wallet, from the first payment on.
  if (isSeller || core.trades.balances().some((one) => one.account === account)) return account
  throw new InputError('owner', `nobody here has the number ${owner}; name a buyer or a seller`)
}

/** A seller withdraws all its money; it comes back after `forMs`. */
export function withdrawSeller(core: SandboxCore, sellerId: string, forMs: number): void {
  const account = sellerAccount(sellerId)
  const amountFen = core.trades.balance(account)
  if (amountFen <= 0) return
  core.writer.transact(() => {
    move(core, account, -amountFen)
    core.jobs.add(core.clock.now() + forMs, { kind: 'deposit', account, amountFen })
  })
  core.wakeUp()
}

export function depositBack(
  core: SandboxCore,
  { id, account, amountFen }: { id: number; account: string; amountFen: Fen },
): void {
  core.writer.transact(() => {
    core.jobs.remove(id)
    move(core, account, amountFen)
  })
}

function move(core: SandboxCore, account: string, amountFen: Fen): void {
  const bank = bankOf(account)
  const isOut = amountFen < 0
  const between = isOut ? { from: account, to: bank } : { from: bank, to: account }
  const cause = isOut ? 'withdrawal' : 'deposit'
  const posting = { ...between, amountFen: Math.abs(amountFen), memo: cause } as const
  core.trades.post(posting)
  core.trades.assertConserved(undefined)
  const events = [isOut ? 'MoneyWithdrawn' : 'MoneyDeposited']
  core.writer.write({ kind: 'commit', cause, events, ...ledgerOf([posting]) })
}
