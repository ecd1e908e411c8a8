// The sums that replies and notifications tell: amounts as text, quotes as numbers, as every SDK reads them.
import { maskLogonId, type Buyer } from '../../trade/buyer.ts'
import type { Refund, Trade } from '../../trade/trade.ts'
import type { Fen } from '../../values/money.ts'
import { isCurrency, quote, type CurrencyCode } from './currencies.ts'

export const amountOf = (value: Fen, currency = 'CNY') => ({ currency, value: String(value) })

const codeOf = (currency = 'CNY'): CurrencyCode => (isCurrency(currency) ? currency : 'CNY')

/** What is told of a payment that has been made. */
export function paidFields(trade: Trade, buyer: Buyer) {
  const { totalFen, currency, conversion } = trade
  const ordered = codeOf(currency)
  const settled = codeOf(conversion?.settlementCurrency)
  return {
    actualPaymentAmount: amountOf(conversion?.walletFen ?? totalFen),
    paymentQuote: conversion && quote(ordered, 'CNY', conversion.walletPrice),
    pspCustomerInfo: {
      pspName: 'ALIPAYCN',
      pspCustomerId: buyer.buyerId,
      displayCustomerId: maskLogonId(buyer.logonId),
    },
    grossSettlementAmount: amountOf(conversion?.settlementFen ?? totalFen, settled),
    settlementQuote: conversion && quote(settled, ordered, conversion.settlementPrice),
  }
}

/** The same of a refund. */
export function refundedFields(trade: Trade, { amountFen, converted }: Refund) {
  const { conversion, currency } = trade
  const settled = codeOf(conversion?.settlementCurrency)
  return {
    grossSettlementAmount: amountOf(converted?.settlementFen ?? amountFen, settled),
    settlementQuote: conversion && quote(settled, codeOf(currency), conversion.settlementPrice),
  }
}

/** What has come back to the wallet. */
export const walletAmount = ({ amountFen, converted }: Refund) =>
  amountOf(converted?.walletFen ?? amountFen)
