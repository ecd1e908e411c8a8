// Trades as the books have them.
import * as v from 'valibot'
import { TRADE_STATUSES } from '../journal/entry.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { durationOf, latestOnly, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

export const trades = [
  endpoint({
    method: 'GET',
    path: '/trades',
    about:
      'lists the latest trades with their refunds, oldest first; ?before=TRADE goes further back, ' +
      '?search= looks into numbers, subject and buyer id',
    gives: listOf(SHAPES.TradeWithRefunds),
    query: v.strictObject({
      ...latestOnly.entries,
      search: v.optional(shortText),
      status: v.optional(v.picklist(TRADE_STATUSES, `one of ${TRADE_STATUSES.join(', ')}`)),
    }),
    answer: ({ sandbox, query: { limit, before, ...filter } }) =>
      sandbox.trades.list(limit, before, filter),
  }),
  endpoint({
    method: 'GET',
    path: '/trades/:trade',
    about: 'shows one trade, by out_trade_no or trade_no',
    gives: SHAPES.TradeWithRefunds,
    answer: ({ sandbox, params: { trade = '' } }) => {
      const found = sandbox.trades.get(trade)
      if (found) return found
      throw new InputError('trade', `there is no trade ${trade} (a QR order is none until scanned)`)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/trades/:trade/age',
    about: 'makes one trade older, {"by":"25h"}, with all that waits for it; the clock stays',
    gives: v.object({ trade: v.optional(SHAPES.TradeWithRefunds) }),
    body: v.strictObject({
      by: shortText,
      keepsOpen: v.optional(v.boolean('true leaves the time limit of an unpaid order alone')),
    }),
    answer: ({ sandbox, params: { trade = '' }, body: { by, keepsOpen } }) => ({
      trade: sandbox.trades.age(trade, durationOf('by', by), { keepsOpen }),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/trades/:trade/refund-outside',
    about:
      "gives money back in Alipay's back office, outside the API: all that is left, or amountFen",
    gives: SHAPES.TradeWithRefunds,
    body: v.strictObject({
      amountFen: v.optional(v.number('a whole number of fen, at least 1')),
      reason: v.optional(shortText),
    }),
    answer: ({ sandbox, params: { trade = '' }, body }) =>
      sandbox.trades.refundOutside(trade, body),
  }),
  endpoint({
    method: 'GET',
    path: '/trades/:trade/qr-code',
    about: 'shows the code of a QR order, by out_trade_no',
    gives: v.object({ outTradeNo: v.string(), qrCode: v.string() }),
    answer: ({ sandbox, params: { trade = '' } }) => {
      const qrCode = sandbox.trades.qrCodeOf(trade)
      if (qrCode !== undefined) return { outTradeNo: trade, qrCode }
      throw new InputError('trade', `no QR order has the number ${trade}`)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/trades/:trade/return',
    about: 'shows how a paid page, wap or app order leads back to the merchant, signed',
    gives: v.object({ handedBack: v.string() }),
    answer: async ({ sandbox, params: { trade = '' } }) => {
      const handedBack = await sandbox.cashier.handBack(trade)
      if (handedBack !== undefined) return { handedBack }
      throw new InputError('trade', `${trade} is no paid order of the cashier with a return_url`)
    },
  }),
]
