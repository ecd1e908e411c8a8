// Which states are told by which product (004:L353-359; the product table of the support posts),
// unless the sandbox subscribes otherwise. A partial refund always is, as TRADE_SUCCESS again
// (002:L17).
import type { TradeStatus } from '../journal/entry.ts'
import type { Event } from '../trade/decision.ts'
import type { Product } from '../trade/trade.ts'
import type { Options } from '../options/options.ts'
import type { Ways } from '../trade/ways.ts'

const FACE_TO_FACE: readonly TradeStatus[] = ['TRADE_SUCCESS']
const IN_BROWSER: readonly TradeStatus[] = ['TRADE_SUCCESS', 'TRADE_CLOSED', 'TRADE_FINISHED']

const TRIGGERS: Record<Product, readonly TradeStatus[]> = {
  barcode: FACE_TO_FACE,
  qr: FACE_TO_FACE,
  create: FACE_TO_FACE,
  page: ['TRADE_SUCCESS'],
  wap: IN_BROWSER,
  app: IN_BROWSER,
}

export function isNotified(event: Event, options: Options, ways: Ways): boolean {
  const { name, trade } = event
  if (ways.notifies === 'results') return isResult(event, options)
  if (trade.product === 'barcode' && !options.barcodeNotify) return false
  const isTold = trade.status === 'TRADE_SUCCESS' || ways.toldRefunds === 'all'
  if (name === 'RefundMade' && isTold) return true
  const states =
    options.notifyStates === 'by-product' ? TRIGGERS[trade.product] : options.notifyStates
  // A product without refunds finishes with its payment, and that is told as the payment.
  const state = name === 'TradePaid' ? 'TRADE_SUCCESS' : trade.status
  return states.includes(state)
}

/** How a payment ended, unless its merchant has ended it, or has been told in the reply. */
function isResult(event: Event, { barcodeNotify }: Options): boolean {
  const { name, trade } = event
  if (name === 'RefundMade') return false
  if (trade.product === 'barcode' && !barcodeNotify) return false
  if (name === 'TradePaid') return true
  return name === 'TradeClosed' && trade.closedBy !== 'cancel' && trade.closedBy !== 'decline'
}
