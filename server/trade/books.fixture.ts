// Books in memory for the tests of the pure engine: loads what a command may look at, decides, and
// saves. Money is counted apart from the engine, so that it can be compared.
import { createDraw } from '../values/random.ts'
import type { Buyer, BuyerBehaviour, PaymentCode } from './buyer.ts'
import { decide } from './decide.ts'
import type { Changes, Command, Decision } from './decision.ts'
import { buyerAccount, sellerAccount } from './trade.ts'
import type { PendingOrder, Refund, Trade } from './trade.ts'
import { DEFAULT_OPTIONS, type Options } from '../options/options.ts'
import { USUAL_WAYS, type Ways } from './ways.ts'

export const PID = '2088721000000001'
/** An account that settlements may name. */
export const SHARER = '2088721000000009'
const MONDAY = Date.UTC(2026, 0, 5, 2)
const RICH_FEN = 100_000_000

const isAct = (command: Command) => command.op === 'scan' || command.op === 'confirm'

/** The records behind the books, with a little of the way they are found. */
function openRecords(seed: string) {
  const trades = new Map<string, Trade>()
  const orders = new Map<string, PendingOrder>()
  const balances = new Map([[sellerAccount(PID), RICH_FEN]])
  const buyers = [0, 1, 2].map((n): Buyer => {
    const buyerId = `208872200000000${n}`
    balances.set(buyerAccount(buyerId), n === 2 ? 0 : RICH_FEN)
    return { buyerId, name: `buyer ${n}`, logonId: `buyer${n}@sandbox.com` }
  })
  const counters = new Map<string, number>()
  const draw = createDraw(seed, (stream) => {
    const next = (counters.get(stream) ?? 0) + 1
    counters.set(stream, next)
    return next
  })
  const byOut = (out: string | undefined) => [...trades.values()].find((t) => t.outTradeNo === out)
  const find = (command: Command): { trade?: Trade; order?: PendingOrder } => {
    if (isAct(command)) {
      const order = [...orders.values()].find((one) => one.qrCode === command.qrCode)
      return { order, trade: byOut(order?.outTradeNo) }
    }
    const tradeNo = 'tradeNo' in command ? command.tradeNo : undefined
    if (tradeNo) return { trade: trades.get(tradeNo) }
    const out = 'outTradeNo' in command ? command.outTradeNo : undefined
    return { trade: byOut(out), order: orders.get(out ?? '') }
  }
  const codes = new Map<string, PaymentCode>()
  const refunds: Refund[] = []
  const tombstones = new Set<string>()
  const jobs: Changes['jobs'] = []
  const save = ({ trade, order, code, refund, tombstone, postings, jobs: more }: Changes) => {
    if (trade) trades.set(trade.tradeNo, trade)
    if (order) orders.set(order.outTradeNo, order)
    if (code) codes.set(code.authCode, code)
    if (refund) refunds.push(refund)
    if (tombstone) tombstones.add(tombstone.outTradeNo)
    for (const { from, to, amountFen } of postings) {
      balances.set(from, (balances.get(from) ?? 0) - amountFen)
      balances.set(to, (balances.get(to) ?? 0) + amountFen)
    }
    jobs.push(...more)
  }
  return { trades, balances, buyers, draw, byOut, find, codes, refunds, tombstones, jobs, save }
}

export function openBooks(change: Partial<Options> = {}, seed = 'books', ways: Partial<Ways> = {}) {
  const options = { ...DEFAULT_OPTIONS, ...change }
  const { balances, draw, byOut, find, tombstones, save, ...records } = openRecords(seed)
  const { trades, buyers, codes, refunds, jobs } = records
  const balance = (account: string) => balances.get(account) ?? 0

  const books = {
    now: MONDAY,
    buyers,
    trades,
    refunds,
    jobs,
    codes,
    balance,
    setBalance: (account: string, amountFen: number) => balances.set(account, amountFen),
    total: () => [...balances.values()].reduce((sum, one) => sum + one, 0),
    trade: (outTradeNo: string) => byOut(outTradeNo),
    /** A payment code good for one payment, for two minutes. */
    code: (habit: BuyerBehaviour = { pays: 'at-once' }, buyer = 0): string => {
      const authCode = `28${String(codes.size).padStart(16, '0')}`
      const { buyerId = '' } = buyers[buyer] ?? {}
      const expiresAt = books.now + options.authCodeLifetimeMs
      codes.set(authCode, { authCode, buyerId, habit, expiresAt })
      return authCode
    },
    do: (command: Command): Decision => {
      const { trade, order } = find(command)
      const code = command.op === 'PAY' ? codes.get(command.authCode ?? '') : undefined
      const named = command.op === 'CREATE' ? (command.buyer.id ?? 'nobody') : undefined
      const buyerId = isAct(command) ? command.buyerId : (named ?? code?.buyerId ?? trade?.buyerId)
      const loaded = {
        options,
        ways: { ...USUAL_WAYS, ...ways },
        pid: PID,
        trade,
        order,
        code,
        buyer: buyers.find((one) => one.buyerId === buyerId),
        tombstone: 'outTradeNo' in command && tombstones.has(command.outTradeNo ?? ''),
        buyerBalanceFen: balance(buyerAccount(buyerId ?? '')),
        sellerBalanceFen: balance(sellerAccount(PID)),
        refunds: refunds.filter((one) => one.tradeNo === trade?.tradeNo),
        // An account may be known in more ways than one, and gets its share once.
        knownAccounts: [SHARER, SHARER, PID].map((named) => {
          const account = sellerAccount(named)
          return { named, account, balanceFen: balance(account) }
        }),
      }
      const decision = decide(command, loaded, books.now, draw)
      save(decision.changes)
      return decision
    },
    /** Moves time forward; what is due on the way happens. */
    pass: (durationMs: number): void => {
      const until = books.now + durationMs
      for (;;) {
        jobs.sort((a, b) => a.due - b.due)
        const job = jobs[0]
        if (!job || job.due > until) break
        jobs.shift()
        books.now = Math.max(books.now, job.due)
        books.do(job.happening)
      }
      books.now = until
    },
  }
  return books
}

export type Books = ReturnType<typeof openBooks>

/** The terms of an order, 88.88 yuan unless it says otherwise. */
export function terms(outTradeNo: string, change: { totalFen?: number; subject?: string } = {}) {
  const via = 'openapi-v2'
  return {
    via,
    appId: 'app',
    pid: PID,
    outTradeNo,
    totalFen: 8_888,
    subject: '一杯咖啡',
    ...change,
  }
}

/** In one word what came out: the kind, or the refusal. */
export function outcomeOf({ outcome }: Decision): string {
  return outcome.kind === 'refused' ? outcome.refusal : outcome.kind
}
