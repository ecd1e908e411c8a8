// What a cashier page may do in a browser: no script, nothing loaded, forms that lead to the cashier or
// back to the merchant, and a frame only where the merchant asked for a code to frame.
import type { PendingOrder } from '../trade/trade.ts'
import { digestOf } from './style.ts'

/** Modes of page.pay that are made to stand in a frame of the merchant's page; 2 is a page of its own. */
const FRAMED = ['0', '1', '3', '4']

const BASE = "default-src 'none'; base-uri 'none'"

/** The Content-Security-Policy of a page; the strictest where there is no order. */
export function contentPolicy(order?: Pick<PendingOrder, 'cashier'>, style?: string): string {
  const { returnUrl, quitUrl, qrPayMode } = order?.cashier ?? {}
  // Browsers that check where a form's answer redirects to check every hop of it, and a shop in
  // development leads on to another port or host: so any web address where there is a way back.
  const targets = returnUrl === undefined && quitUrl === undefined ? '' : ' http: https:'
  // Nobody knows which page of the merchant has the frame.
  const isFramed = qrPayMode !== undefined && FRAMED.includes(qrPayMode)
  const ancestors = isFramed ? 'http: https:' : "'none'"
  const sheet = style === undefined ? '' : `; style-src ${digestOf(style)}`
  return `${BASE}${sheet}; form-action 'self'${targets}; frame-ancestors ${ancestors}`
}
