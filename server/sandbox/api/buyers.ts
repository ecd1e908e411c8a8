// The buyer's side of a sandbox: codes to show, codes to scan, passwords to type.
import type { Buyer, PaymentCode } from '../../trade/buyer.ts'
import type { Decision } from '../../trade/decision.ts'
import type { TradeStatus } from '../../journal/entry.ts'
import { buyerAccount, isPaid, type Trade } from '../../trade/trade.ts'
import { qrOfShareCode } from '../../values/ids.ts'
import { InputError } from '../../values/input-error.ts'
import type { Instant } from '../../values/instant.ts'
import type { Fen } from '../../values/money.ts'
import { runDue } from '../time/advance.ts'
import { findTrade, namedTrade } from '../core/find-trade.ts'
import { HABITS, readIntent, type BuyerIntent } from '../core/buyer-behaviour.ts'
import type { SandboxCore } from '../core/core.ts'
import { step } from '../core/step.ts'
import { walletBill, type WalletRow } from './wallet-bill.ts'
import { issueCode, pickBuyer, refreshCode, type CodeRequest } from './wallet.ts'

export interface ScanRequest {
  qrCode: string
  pays?: string
  buyerId?: string
}

export interface ConfirmRequest extends Omit<ScanRequest, 'qrCode'> {
  outTradeNo: string
}

/** What a buyer claims, and what the books say. */
export interface Claim {
  outTradeNo: string
  claims: 'paid'
  /** Absent while a QR order has not been scanned. */
  status?: TradeStatus
  paidFen: Fen
}

export function openBuyers(core: SandboxCore) {
  return {
    list: (): (Buyer & { balanceFen: Fen })[] =>
      core.trades.buyers().map((buyer) => ({
        ...buyer,
        balanceFen: core.trades.balance(buyerAccount(buyer.buyerId)),
      })),

    /** What a buyer sees in the wallet, newest first: the order numbers of a person at the counter. */
    bill: (buyerId?: string, limit?: number): WalletRow[] => walletBill(core, buyerId, limit),

    /** Whether somebody here was given this payment code. */
    hasCode: (authCode: string): boolean => core.trades.code(authCode) !== undefined,

    /** Gives out a payment code, good for one payment. */
    issueCode: (request: CodeRequest = {}): PaymentCode => issueCode(core, request),

    /** The phone shows a new code instead, and the old one is dead. */
    refreshCode: (authCode: string): PaymentCode => refreshCode(core, authCode),

    /** Scans a QR order and pays as `pays` says. */
    scan: (request: ScanRequest): Trade => scan(core, request),

    /** The same, but later: the code may have died by then. Answers when that will be. */
    scanLater: (request: ScanRequest, afterMs: number): Instant =>
      scanLater(core, request, afterMs),

    /** The buyer says "I have paid" and shows a picture of it. No money moves. */
    claim: (number: string): Claim => claim(core, number),

    /** Confirms an order in Alipay's cashier (page, wap, app) and pays as `pays` says. */
    confirm: ({ outTradeNo, ...rest }: ConfirmRequest): Trade => {
      const order = core.trades.ordersNumbered(outTradeNo).at(-1)
      if (order?.cashier) return scan(core, { ...rest, qrCode: order.qrCode }, 'confirm')
      throw new InputError('outTradeNo', `no order of the cashier has the number ${outTradeNo}`)
    },

    /** The buyer of a waiting trade types the password now. */
    pay: (number: string): Trade => act(core, namedTrade(core, number), 'buyer-pays'),

    /** The buyer of a paid trade complains: refund and cancel are refused until it is settled. */
    complain: (number: string): Trade => act(core, namedTrade(core, number), 'freeze'),

    /** The complaint is settled. */
    settleComplaint: (number: string): Trade => act(core, namedTrade(core, number), 'thaw'),

    /** The buyer of a waiting trade closes the cashier: the trade closes. */
    closeCashier: (number: string): Trade => act(core, namedTrade(core, number), 'buyer-closes'),
  }
}

function scan(
  core: SandboxCore,
  { qrCode, pays = 'at-once', buyerId }: ScanRequest,
  op: 'scan' | 'confirm' = 'scan',
): Trade {
  const { habit, broke } = readScanIntent(pays)
  const buyer = pickBuyer(core, buyerId, broke)
  const code = qrOfShareCode(qrCode)
  const scanned = { op, qrCode: code, buyerId: buyer.buyerId, habit } as const
  runDue(core)
  const decision = core.writer.transact(() => {
    const made = step(core, scanned, { cause: op })
    const outTradeNo = made.changes.trade?.outTradeNo ?? core.trades.orderByQr(code)?.outTradeNo
    const isRefused = made.outcome.kind === 'refused'
    const note = made.outcome.kind === 'refused' ? made.outcome.refusal : pays
    const done = op === 'scan' ? 'scanned' : 'confirmed'
    const act = isRefused ? 'refused' : made.outcome.kind === 'paid' ? 'paid' : done
    core.writer.write({ kind: 'buyer', act, buyerId: buyer.buyerId, outTradeNo, note })
    return made
  })
  core.wakeUp()
  const { outcome } = allowed(decision)
  if (outcome.kind === 'paid' || outcome.kind === 'waiting') return outcome.trade
  throw new Error(`a ${op} ended in ${outcome.kind}`)
}

/** Whoever scans shows no payment code that could be bad. */
function readScanIntent(pays: string): BuyerIntent {
  const intent = readIntent(pays)
  if (intent.code === undefined && !('tapsAfterCancelMs' in intent.habit)) return intent
  const possible = HABITS.slice(0, HABITS.indexOf('after-cancel=1s'))
  throw new InputError('pays', `a scan has no payment code; use ${possible.join(', ')}`)
}

function scanLater(
  core: SandboxCore,
  { qrCode, pays = 'at-once', buyerId }: ScanRequest,
  afterMs: number,
): Instant {
  const { habit, broke } = readScanIntent(pays)
  const buyer = pickBuyer(core, buyerId, broke)
  const order = core.trades.orderByQr(qrOfShareCode(qrCode))
  if (!order) throw new InputError('qrCode', `there is no order behind ${qrCode}`)
  const due = core.clock.now() + afterMs
  const scan = { op: 'scan', qrCode: order.qrCode, buyerId: buyer.buyerId, habit } as const
  core.jobs.add(due, { kind: 'happening', happening: scan })
  core.wakeUp()
  return due
}

function claim(core: SandboxCore, number: string): Claim {
  const trade = findTrade(core, number)
  const order = core.trades.ordersNumbered(number).at(-1)
  const { outTradeNo } = trade ?? order ?? namedTrade(core, number)
  const buyerId = trade?.buyerId ?? pickBuyer(core, undefined, false).buyerId
  const note = `shows a picture; the books say ${trade?.status ?? 'not scanned'}`
  core.writer.write({ kind: 'buyer', act: 'claimed-paid', buyerId, outTradeNo, note })
  const paidFen = trade && isPaid(trade) ? trade.totalFen - trade.refundedFen : 0
  return { outTradeNo, claims: 'paid', ...(trade && { status: trade.status }), paidFen }
}

function allowed(decision: Decision): Decision {
  const { outcome } = decision
  if (outcome.kind !== 'refused') return decision
  throw new InputError('buyer', `the wallet refuses: ${outcome.refusal}`)
}

/** What the journal calls what a buyer does. */
const ACTIONS = {
  'buyer-pays': 'paid',
  'buyer-closes': 'closed-cashier',
  freeze: 'complained',
  thaw: 'settled-complaint',
} as const

function act(
  core: SandboxCore,
  { tradeNo, buyerId, outTradeNo }: Trade,
  op: keyof typeof ACTIONS,
): Trade {
  runDue(core)
  const decision = core.writer.transact(() => {
    const made = step(core, { op, tradeNo }, { cause: op })
    const { outcome } = made
    const isRefused = outcome.kind === 'refused'
    const did = isRefused ? 'refused' : ACTIONS[op]
    const note = isRefused ? outcome.refusal : undefined
    core.writer.write({ kind: 'buyer', act: did, buyerId, outTradeNo, note })
    return made
  })
  core.wakeUp()
  allowed(decision)
  const after = core.trades.trade(tradeNo)
  if (!after) throw new Error(`trade ${tradeNo} has gone`)
  return after
}
