// The cashier behind its pages: what to show of an order, and what a buyer in front of it does.
// Pages are drawn elsewhere (cashier/); the steps of a visit hang on one-time tickets.
import type { AppStatus } from '../../protocols/protocol.ts'
import type { Ticket } from '../../storage/tickets.ts'
import type { Buyer, BuyerBehaviour } from '../../trade/buyer.ts'
import type { FundChannel } from '../../options/funding.ts'
import { cashierState, type CashierState } from '../../trade/cashier.ts'
import type { Outcome } from '../../trade/decision.ts'
import { channelsFor } from '../../trade/funds.ts'
import type { Refusal } from '../../journal/reasons.ts'
import type { PendingOrder, Trade } from '../../trade/trade.ts'
import { qrOfCode } from '../../values/ids.ts'
import type { Instant } from '../../values/instant.ts'
import { runDue } from '../time/advance.ts'
import { findTrade } from '../core/find-trade.ts'
import { forgedReturn, waitWithBuyer } from './forged-return.ts'
import type { SandboxCore } from '../core/core.ts'
import { signatureOf } from '../core/signing.ts'
import { step } from '../core/step.ts'
import { newTicket } from '../core/tickets.ts'

/** The payment password of everybody, as in the real sandbox. */
export const PASSWORD = '111111'

export type Problem = Refusal | 'NoSuchAccount' | 'WrongPassword'

/** What a cashier page is drawn from. */
export interface CashierView {
  state: CashierState
  order: PendingOrder
  trade?: Trade
  sellerName: string
  /** False for a ticket that has been used, or for none. */
  hasTicket: boolean
  /** Who has logged in on this visit. */
  buyer?: Buyer
  problem?: string
  /** What the buyer can pay with; one is no choice. */
  channels: FundChannel[]
  /** Until when it can be paid; absent while no clock runs for it. */
  payBy?: Instant
  /** Until then, by the clock of the host; absent when the gateway's stands still. */
  endsInMs?: number
}

export type BuyerAction =
  | { does: 'log-in'; logonId: string }
  | { does: 'confirm' }
  /** `hears`: all that the app learns of the payment, where it learns no success. */
  | { does: 'pay'; password: string; channel?: FundChannel; hears?: 'processing' | 'unknown' }
  /** On to the page of a bank, whose payment comes later, if it comes in time. */
  | { does: 'pay-at-bank' }
  /** `isCutOff`: not of the buyer's own will, the line is gone. */
  | { does: 'leave'; isCutOff?: boolean }

/** After a deed: the ticket of the next page, unless the buyer is gone. */
export interface Done {
  ticket?: string
  /** Set when this deed has paid. */
  tradeNo?: string
  /** The buyer is on the page of a bank. */
  isAtBank?: true
  /** What the app of a buyer who is gone is told. */
  status?: AppStatus
}

export function openCashierApi(core: SandboxCore) {
  return {
    /** `undefined` when no order has this code; a ticket says who has come so far. */
    view: (code: string, ticket?: string): CashierView | undefined => view(core, code, ticket),
    /** Somebody opens the link of an order. */
    begin: (code: string): string => newTicket(core, { code }),
    /** `undefined` when the ticket has been used or is for another order. */
    act: (code: string, ticket: string, action: BuyerAction): Done | undefined => {
      runDue(core)
      const done = core.writer.transact(() => {
        const about = core.tickets.get(ticket)
        if (about?.code !== code) return undefined
        core.tickets.remove(ticket)
        return act(core, about, action)
      })
      core.wakeUp()
      return done
    },
    /** Where a buyer who left unpaid goes: to quit_url, unless a fault leads elsewhere. */
    wayOut: async (code: string): Promise<string | undefined> => {
      const order = core.trades.orderByQr(qrOfCode(code))
      return order && ((await forgedReturn(core, order)) ?? order.cashier?.quitUrl)
    },
    /** The result string of an app that hears of no success. */
    appStatus: (code: string, status: AppStatus): string | undefined => {
      const order = core.trades.orderByQr(qrOfCode(code))
      if (order?.product !== 'app') return undefined
      return core.gateways.protocolNamed(order.via).cashierStatus?.(status)
    },
    /** The signed way back to the merchant of a paid order, or the result string of its app. */
    handBack: (number: string): Promise<string | undefined> => handBack(core, number),
    /** The same for the buyer who has just paid it: a fault may let the notification go first. */
    leadBack: (number: string): Promise<string | undefined> => handBack(core, number, true),
  }
}

function view(core: SandboxCore, code: string, ticket?: string): CashierView | undefined {
  runDue(core)
  const order = core.trades.orderByQr(qrOfCode(code))
  if (!order?.cashier) return undefined
  const found = ticket === undefined ? undefined : core.tickets.get(ticket)
  const about = found?.code === code ? found : undefined
  const trade = core.trades.tradeByOut(order.pid, order.outTradeNo)
  const payBy = trade?.expiresAt ?? (order.cashier.fromConfirm ? undefined : order.expiresAt)
  return {
    ...(payBy !== undefined && { payBy, endsInMs: core.clock.until(payBy) }),
    state: cashierState({ order, trade }, core.clock.now()),
    order,
    trade,
    sellerName: core.apps.get(order.appId)?.name ?? order.sellerId,
    hasTicket: about !== undefined,
    buyer: about?.buyerId === undefined ? undefined : core.trades.buyer(about.buyerId),
    problem: about?.problem,
    channels: channelsFor(order, core.options()),
  }
}

function act(core: SandboxCore, about: Ticket, action: BuyerAction): Done {
  const { code, buyerId } = about
  const next = (about: Omit<Ticket, 'code'>, tradeNo?: string): Done => ({
    ticket: newTicket(core, { code, ...about }),
    tradeNo,
  })
  if (action.does === 'log-in') {
    const buyer = core.trades.buyers().find(({ logonId }) => logonId === action.logonId)
    if (!buyer) return next({ problem: 'NoSuchAccount' satisfies Problem })
    // On a page the order becomes a trade when its buyer logs in, on a phone only later.
    const isPage = core.trades.orderByQr(qrOfCode(code))?.product === 'page'
    const problem = isPage ? confirm(core, code, buyer.buyerId) : undefined
    return next(problem === undefined ? { buyerId: buyer.buyerId } : { problem })
  }
  if (buyerId === undefined) return next({})
  switch (action.does) {
    case 'confirm':
      return next({ buyerId, problem: confirm(core, code, buyerId) })
    case 'pay': {
      const { problem, tradeNo } = pay(core, code, buyerId, action)
      // The buyer's phone is silent, or says too little: what is shown is the last it hears.
      if (tradeNo !== undefined && action.hears) return { status: action.hears }
      return next({ buyerId, problem }, tradeNo)
    }
    case 'pay-at-bank': {
      const problem = confirm(core, code, buyerId, core.options().bankPageMs)
      return problem === undefined ? { isAtBank: true } : next({ buyerId, problem })
    }
    case 'leave':
      note(core, code, buyerId, 'left-cashier')
      return { status: statusOfLeaving(about, action.isCutOff) }
  }
}

/** A buyer who could not pay leaves a failed payment behind; a mistyped password is none. */
function statusOfLeaving({ problem }: Ticket, isCutOff = false): AppStatus {
  if (isCutOff) return 'cut-off'
  return problem === undefined || problem === 'WrongPassword' ? 'cancelled' : 'failed'
}

/** What is in the way; `undefined` once the order is this buyer's trade. */
function confirm(
  core: SandboxCore,
  code: string,
  buyerId: string,
  paysAfterMs?: number,
): Problem | undefined {
  const habit: BuyerBehaviour =
    paysAfterMs === undefined ? { pays: 'never' } : { pays: 'after-password', afterMs: paysAfterMs }
  const order = { op: 'confirm', qrCode: qrOfCode(code), buyerId, habit } as const
  const { outcome, changes } = step(core, order, { cause: 'confirm' })
  const isOld = outcome.kind === 'waiting' && !changes.trade
  return isOld ? undefined : noted(core, code, buyerId, outcome, 'confirmed')
}

function pay(
  core: SandboxCore,
  code: string,
  buyerId: string,
  { password, channel }: Extract<BuyerAction, { does: 'pay' }>,
): { problem?: Problem; tradeNo?: string } {
  if (password !== PASSWORD) {
    note(core, code, buyerId, 'refused', 'WrongPassword' satisfies Problem)
    return { problem: 'WrongPassword' }
  }
  const inTheWay = confirm(core, code, buyerId)
  if (inTheWay !== undefined) return { problem: inTheWay }
  const order = core.trades.orderByQr(qrOfCode(code))
  const trade = order && core.trades.tradeByOut(order.pid, order.outTradeNo)
  if (!trade) throw new Error(`a confirmed order ${code} has no trade`)
  const { tradeNo } = trade
  const payment = { op: 'buyer-pays', tradeNo, channel } as const
  const { outcome } = step(core, payment, { cause: 'buyer-pays' })
  const problem = noted(core, code, buyerId, outcome, 'paid')
  return problem === undefined ? { tradeNo } : { problem }
}

type Act = 'confirmed' | 'paid' | 'refused' | 'left-cashier'

function noted(
  core: SandboxCore,
  code: string,
  buyerId: string,
  outcome: Outcome,
  act: Act,
): Refusal | undefined {
  const refusal = outcome.kind === 'refused' ? outcome.refusal : undefined
  note(core, code, buyerId, refusal === undefined ? act : 'refused', refusal)
  return refusal
}

function note(core: SandboxCore, code: string, buyerId: string, act: Act, said?: string) {
  const outTradeNo = core.trades.orderByQr(qrOfCode(code))?.outTradeNo
  core.writer.write({ kind: 'buyer', act, buyerId, outTradeNo, note: said })
}

async function handBack(
  core: SandboxCore,
  number: string,
  isFirst = false,
): Promise<string | undefined> {
  const trade = findTrade(core, number)
  if (trade?.paidAt === undefined) return undefined
  const app = core.apps.get(trade.appId)
  const returnUrl = core.trades.order(trade.pid, trade.outTradeNo)?.cashier?.returnUrl
  const buyer = core.trades.buyer(trade.buyerId)
  const at = { returnUrl, now: core.clock.now(), buyer }
  const back = app && core.gateways.protocolNamed(trade.via).cashierResult?.(trade, at, app)
  if (!back) return undefined
  if (isFirst) await waitWithBuyer(core, trade, back.signing)
  return back.finish((await signatureOf(core, back.signing)) ?? '')
}
