// The buyer's side of a sandbox: codes to show, codes to scan, passwords to type.
import type { Buyer, PaymentCode } from '../trade/buyer.ts'
import type { Decision } from '../trade/decision.ts'
import { buyerAccount, type Trade } from '../trade/trade.ts'
import { drawAuthCode, qrOfShareCode } from '../values/ids.ts'
import { InputError } from '../values/input-error.ts'
import type { Fen } from '../values/money.ts'
import { runDue } from './advance.ts'
import { namedTrade } from './find-trade.ts'
import { HABITS, readIntent } from './habits.ts'
import type { Parts } from './parts.ts'
import { step } from './step.ts'

export interface CodeRequest {
  /** `at-once`, `after-password=8s`, `never`, `no-money`, `closes=5s`, `invalid`. */
  pays?: string
  buyerId?: string
  /** A code of one's own choosing: 16 to 24 digits beginning with 25 … 30, or a face's `fp…`. */
  authCode?: string
}

export interface ScanRequest {
  qrCode: string
  pays?: string
  buyerId?: string
}

export interface ConfirmRequest extends Omit<ScanRequest, 'qrCode'> {
  outTradeNo: string
}

export function openBuyers(parts: Parts) {
  return {
    list: (): (Buyer & { balanceFen: Fen })[] =>
      parts.trades.buyers().map((buyer) => ({
        ...buyer,
        balanceFen: parts.trades.balance(buyerAccount(buyer.buyerId)),
      })),

    /** Gives out a payment code, good for one payment. */
    issueCode: (request: CodeRequest = {}): PaymentCode => issueCode(parts, request),

    /** Scans a QR order and pays as `pays` says. */
    scan: (request: ScanRequest): Trade => scan(parts, request),

    /** Confirms an order in Alipay's cashier (page, wap, app) and pays as `pays` says. */
    confirm: ({ outTradeNo, ...rest }: ConfirmRequest): Trade => {
      const order = parts.trades.allOrders().findLast((one) => one.outTradeNo === outTradeNo)
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

function issueCode(
  parts: Parts,
  { pays = 'at-once', buyerId, authCode }: CodeRequest,
): PaymentCode {
  const { trades, writer } = parts
  const { habit, broke, invalid } = readIntent(pays)
  if (authCode !== undefined && !/^((2[5-9]|30)\d{14,22}|fp[A-Za-z0-9]{33})$/.test(authCode)) {
    throw new InputError(
      'authCode',
      '16 to 24 digits, beginning with 25 … 30; or, of a face, fp and 33 letters or digits',
    )
  }
  return writer.transact(() => {
    const buyer = pick(parts, buyerId, broke)
    const expiresAt = parts.clock.now() + parts.policy().authCodeLifetimeMs
    const code = {
      authCode: authCode ?? drawAuthCode(parts.draw),
      buyerId: buyer.buyerId,
      habit,
      expiresAt: invalid ? 0 : expiresAt,
    }
    if (trades.code(code.authCode)) {
      throw new InputError('authCode', `${code.authCode} was issued before; choose another`)
    }
    trades.putCode(code)
    const { authCode: issued } = code
    const act = 'code-issued' as const
    writer.write({ kind: 'buyer', act, buyerId: buyer.buyerId, authCode: issued, note: pays })
    return code
  })
}

function scan(
  parts: Parts,
  { qrCode, pays = 'at-once', buyerId }: ScanRequest,
  op: 'scan' | 'confirm' = 'scan',
): Trade {
  const { habit, broke, invalid } = readIntent(pays)
  if (invalid) {
    const possible = HABITS.filter((one) => one !== 'invalid')
    throw new InputError('pays', `a scan has no payment code; use ${possible.join(', ')}`)
  }
  const buyer = pick(parts, buyerId, broke)
  const code = qrOfShareCode(qrCode)
  const scanned = { op, qrCode: code, buyerId: buyer.buyerId, habit } as const
  runDue(parts)
  const decision = parts.writer.transact(() => {
    const made = step(parts, scanned, { cause: op })
    const outTradeNo = made.changes.trade?.outTradeNo
    const note = made.outcome.kind === 'refused' ? made.outcome.refusal : pays
    const act = made.outcome.kind === 'paid' ? 'paid' : op === 'scan' ? 'scanned' : 'confirmed'
    parts.writer.write({ kind: 'buyer', act, buyerId: buyer.buyerId, outTradeNo, note })
    return made
  })
  parts.wakeUp()
  const { outcome } = allowed(decision)
  if (outcome.kind === 'paid' || outcome.kind === 'waiting') return outcome.trade
  throw new Error(`a ${op} ended in ${outcome.kind}`)
}

function pick({ trades }: Parts, buyerId: string | undefined, broke: boolean): Buyer {
  const all = trades.buyers()
  const found = buyerId
    ? all.find((buyer) => buyer.buyerId === buyerId)
    : broke
      ? all.at(-1)
      : all[0]
  if (found) return found
  throw new InputError('buyerId', `there is no ${buyerId}; list them with "alipay-sim buyer list"`)
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
