// Matchers for `expect` of vitest and jest: expect.extend(matchers).
import { TRADE_STATUSES, type TradeStatus } from '../../server/journal/entry.ts'
import { InputError } from '../../server/values/input-error.ts'
import { formatYuan, parseYuan, type Fen } from '../../server/values/money.ts'
import { shown } from '../input.ts'
import { TradeHandle } from './trade.ts'

/** What they add to `expect(alipay.trade('T1'))`; docs/testing.md says how to declare it. */
export interface AlipayMatchers<R = unknown> {
  /** Paid and neither closed nor refunded whole; over this much, `88.88`, where it is given. */
  toBePaid(amount?: string): R
  toHaveTradeStatus(status: TradeStatus): R
  /** The sum of its refunds: `8.80`. */
  toHaveRefunded(amount: string): R
  /** At least once, or exactly so often: sends of notifications. */
  toHaveBeenNotified(times?: number): R
}

interface Verdict {
  pass: boolean
  message(): string
}

export const matchers = {
  toBePaid: (received: unknown, amount?: string): Verdict => {
    const trade = tradeOf(received)
    const { status, totalFen = 0 } = trade.get() ?? {}
    const isPaid = status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED'
    const wanted = amount === undefined ? '' : ` with ${amount} yuan`
    const pass = isPaid && (amount === undefined || totalFen === fenOf(amount))
    return verdict(trade, pass, `to be paid${wanted}`, `${stateOf(trade)}, of ${yuan(totalFen)}`)
  },
  toHaveTradeStatus: (received: unknown, status: TradeStatus): Verdict => {
    if (!TRADE_STATUSES.includes(status)) {
      throw new InputError(
        'status',
        `${shown(status)} is no state; use ${TRADE_STATUSES.join(', ')}`,
      )
    }
    const trade = tradeOf(received)
    return verdict(trade, trade.status === status, `to be ${status}`, stateOf(trade))
  },
  toHaveRefunded: (received: unknown, amount: string): Verdict => {
    const trade = tradeOf(received)
    const { refundedFen = 0 } = trade.get() ?? {}
    const found = `${yuan(refundedFen)} went back`
    return verdict(trade, refundedFen === fenOf(amount), `to have refunded ${amount} yuan`, found)
  },
  toHaveBeenNotified: (received: unknown, times?: number): Verdict => {
    const trade = tradeOf(received)
    const { length } = trade.notifications
    const pass = times === undefined ? length > 0 : length === times
    const wanted = times === undefined ? '' : ` ${times} times`
    return verdict(trade, pass, `to have been notified${wanted}`, `${length} were sent`)
  },
}

function verdict(trade: TradeHandle, pass: boolean, wanted: string, found: string): Verdict {
  return {
    pass,
    message: () =>
      `expected trade ${trade.outTradeNo} ${pass ? 'not ' : ''}${wanted}; ${found}.\n\n${trade.timeline()}`,
  }
}

const stateOf = ({ status }: TradeHandle) =>
  status === undefined ? 'there is no such trade' : `it is ${status}`

const yuan = (amountFen: Fen) => `${formatYuan(amountFen)} yuan`

function tradeOf(received: unknown): TradeHandle {
  if (received instanceof TradeHandle) return received
  throw new InputError(
    'received',
    `${shown(received)} is no trade; write expect(alipay.trade('T1'))`,
  )
}

function fenOf(amount: string): Fen {
  const fen = parseYuan(amount)
  if (fen !== undefined) return fen
  throw new InputError('amount', `${shown(amount)} is no amount; write yuan as in "88.88"`)
}
