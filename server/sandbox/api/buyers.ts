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
import { HABITS, readIntent, type Intent } from '../core/buyer-behaviour.ts'
import type { Parts } from '../core/context.ts'
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

export function openBuyers(parts: Parts) {
  return {
    list: (): (Buyer & { balanceFen: Fen })[] =>
      parts.trades.buyers().map((buyer) => ({
        ...buyer,
        balanceFen: parts.trades.balance(buyerAccount(buyer.buyerId)),
      })),

    /** What a buyer sees in the wallet, newest first: the order numbers of a person at the counter. */
    bill: (buyerId?: string, limit?: number): WalletRow[] => walletBill(parts, buyerId, limit),

    /** Whether somebody here was given this payment code. */
    hasCode: (authCode: string): boolean => parts.trades.code(authCode) !== undefined,

    /** Gives out a payment code, good for one payment. */
    issueCode: (request: CodeRequest = {}): PaymentCode => issueCode(parts, request),

    /** The phone shows a new code instead, and the old one is dead. */
    refreshCode: (authCode: string): PaymentCode => refreshCode(parts, authCode),

    /** Scans a QR order and pays as `pays` says. */
    scan: (request: ScanRequest): Trade => scan(parts, request),

    /** The same, but later: the code may have died by then. Answers when that will be. */
    scanLater: (request: ScanRequest, afterMs: number): Instant =>
      scanLater(parts, request, afterMs),

    /** The buyer says "I have paid" and shows a picture of it. No money moves. */
    claim: (number: string): Claim => claim(parts, number),

    /** Confirms an order in Alipay's cashier (page, wap, app) and pays as `pays` says. */
    confirm: ({ outTradeNo, ...rest }: ConfirmRequest): Trade => {
      const order = parts.trades.ordersNumbered(outTradeNo).at(-1)
      if (order?.cashier) return scan(parts, { ...rest, qrCode: order.qrCode }, 'confirm')
      throw new InputError('outTradeNo', `no order of the cashier has the number ${outTradeNo}`)
    },

    /** The buyer of a waiting trade types the password now. */
    pay: (number: string): Trade => act(parts, namedTrade(parts, number), 'buyer-pays'),

    /** The buyer of a paid trade complains: refund and cancel are refused until it is settled. */
    complain: (number: string): Trade => act(parts, namedTrade(parts, number), 'freeze'),

    /** The complaint is settled. */
    settleComplaint: (number: string): Trade => act(parts, namedTrade(parts, number), 'thaw'),

    /** The buyer of a waiting trade closes the cashier: the trade closes. */
    closeCashier: (number: string): Trade => act(parts, namedTrade(parts, number), 'buyer-closes'),
  }
}

function scan(
  parts: Parts,
  { qrCode, pays = 'at-once', buyerId }: ScanRequest,
  op: 'scan' | 'confirm' = 'scan',
): Trade {
  const { habit, broke } = readScanIntent(pays)
  const buyer = pickBuyer(parts, buyerId, broke)
  const code = qrOfShareCode(qrCode)
  const scanned = { op, qrCode: code, buyerId: buyer.buyerId, habit } as const
  runDue(parts)
  const decision = parts.writer.transact(() => {
    const made = step(parts, scanned, { cause: op })
    const outTradeNo = made.changes.trade?.outTradeNo ?? parts.trades.orderByQr(code)?.outTradeNo
    const isRefused = made.outcome.kind === 'refused'
    const note = made.outcome.kind === 'refused' ? made.outcome.refusal : pays
    const done = op === 'scan' ? 'scanned' : 'confirmed'
    const act = isRefused ? 'refused' : made.outcome.kind === 'paid' ? 'paid' : done
    parts.writer.write({ kind: 'buyer', act, buyerId: buyer.buyerId, outTradeNo, note })
    return made
  })
  parts.wakeUp()
  const { outcome } = allowed(decision)
  if (outcome.kind === 'paid' || outcome.kind === 'waiting') return outcome.trade
  throw new Error(`a ${op} ended in ${outcome.kind}`)
}

/** Whoever scans shows no payment code that could be bad. */
function readScanIntent(pays: string): Intent {
  const intent = readIntent(pays)
  if (intent.code === undefined && !('tapsAfterCancelMs' in intent.habit)) return intent
  const possible = HABITS.slice(0, HABITS.indexOf('after-cancel=1s'))
  throw new InputError('pays', `a scan has no payment code; use ${possible.join(', ')}`)
}

function scanLater(
  parts: Parts,
  { qrCode, pays = 'at-once', buyerId }: ScanRequest,
  afterMs: number,
): Instant {
  const { habit, broke } = readScanIntent(pays)
  const buyer = pickBuyer(parts, buyerId, broke)
  const order = parts.trades.orderByQr(qrOfShareCode(qrCode))
  if (!order) throw new InputError('qrCode', `there is no order behind ${qrCode}`)
  const due = parts.clock.now() + afterMs
  const scan = { op: 'scan', qrCode: order.qrCode, buyerId: buyer.buyerId, habit } as const
  parts.jobs.add(due, { kind: 'happening', happening: scan })
  parts.wakeUp()
  return due
}

function claim(parts: Parts, number: string): Claim {
  const trade = findTrade(parts, number)
  const order = parts.trades.ordersNumbered(number).at(-1)
  const { outTradeNo } = trade ?? order ?? namedTrade(parts, number)
  const buyerId = trade?.buyerId ?? pickBuyer(parts, undefined, false).buyerId
  const note = `shows a picture; the books say ${trade?.status ?? 'not scanned'}`
  parts.writer.write({ kind: 'buyer', act: 'claimed-paid', buyerId, outTradeNo, note })
  const paidFen = trade && isPaid(trade) ? trade.totalFen - trade.refundedFen : 0
  return { outTradeNo, claims: 'paid', ...(trade && { status: trade.status }), paidFen }
}

function allowed(decision: Decision): Decision {
  const { outcome } = decision
  if (outcome.kind !== 'refused') return decision
  throw new InputError('buyer', `the wallet refuses: ${outcome.refusal}`)
}

/** What the journal calls what a buyer does. */
const DEEDS = {
  'buyer-pays': 'paid',
  'buyer-closes': 'closed-cashier',
  freeze: 'complained',
  thaw: 'settled-complaint',
} as const

function act(parts: Parts, { tradeNo, buyerId, outTradeNo }: Trade, op: keyof typeof DEEDS): Trade {
  runDue(parts)
  const decision = parts.writer.transact(() => {
    const made = step(parts, { op, tradeNo }, { cause: op })
    const { outcome } = made
    const isRefused = outcome.kind === 'refused'
    const did = isRefused ? 'refused' : DEEDS[op]
    const note = isRefused ? outcome.refusal : undefined
    parts.writer.write({ kind: 'buyer', act: did, buyerId, outTradeNo, note })
    return made
  })
  parts.wakeUp()
  allowed(decision)
  const after = parts.trades.trade(tradeNo)
  if (!after) throw new Error(`trade ${tradeNo} has gone`)
  return after
}
