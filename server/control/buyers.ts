// The buyers, and what a person does in the wallet.
import * as v from 'valibot'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { WALLETS } from '../values/ids.ts'
import { InputError } from '../values/input-error.ts'
import { endpoint } from './endpoint.ts'
import { durationOf, latestOnly, shortText } from './read-input.ts'
import { listOf, SHAPES } from './shapes.ts'

const oneTrade = v.strictObject({ trade: shortText })

const scanEntries = {
  qrCode: v.optional(shortText),
  outTradeNo: v.optional(shortText),
  pays: v.optional(shortText),
  buyerId: v.optional(shortText),
}

interface ScanBody {
  qrCode?: string
  outTradeNo?: string
  pays?: string
  buyerId?: string
}

/** The code that is scanned, where the order may be named by its number instead. */
function scanned({ trades }: Sandbox, { qrCode, outTradeNo, pays, buyerId }: ScanBody) {
  if ((qrCode === undefined) === (outTradeNo === undefined)) {
    throw new InputError('qrCode', 'give either qrCode or outTradeNo')
  }
  const code = qrCode ?? trades.qrCodeOf(outTradeNo ?? '')
  if (code !== undefined) return { qrCode: code, pays, buyerId }
  throw new InputError('outTradeNo', `no QR order has the number ${outTradeNo}`)
}

export const buyers = [
  endpoint({
    method: 'GET',
    path: '/shop',
    about: 'shows the seller as drawn from the seed: its name, its stores and its goods',
    gives: SHAPES.Shop,
    answer: ({ sandbox }) => sandbox.shop.get(),
  }),
  endpoint({
    method: 'GET',
    path: '/buyers',
    about: 'lists the buyers with their balances',
    gives: listOf(SHAPES.Buyer),
    answer: ({ sandbox }) => sandbox.buyers.list(),
  }),
  endpoint({
    method: 'GET',
    path: '/buyers/bill',
    about: 'lists what a buyer sees in the wallet, newest first, with the order numbers',
    gives: listOf(SHAPES.WalletRow),
    query: v.strictObject({ buyerId: v.optional(shortText), limit: latestOnly.entries.limit }),
    answer: ({ sandbox, query }) => sandbox.buyers.bill(query.buyerId, query.limit),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/codes',
    status: 201,
    about: 'gives out a payment code, good for one payment',
    gives: SHAPES.PaymentCode,
    body: v.strictObject({
      pays: v.optional(shortText),
      buyerId: v.optional(shortText),
      authCode: v.optional(shortText),
      digits: v.optional(v.number('a number from 16 to 64')),
      wallet: v.optional(v.picklist(WALLETS, WALLETS.join(' or '))),
    }),
    answer: ({ sandbox, body }) => sandbox.buyers.issueCode(body),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/codes/refresh',
    status: 201,
    about: 'the phone shows a new payment code, and the old one is dead',
    gives: SHAPES.PaymentCode,
    body: v.strictObject({ authCode: shortText }),
    answer: ({ sandbox, body }) => sandbox.buyers.refreshCode(body.authCode),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/claim',
    about: 'the buyer says "I have paid" and shows a picture; no money moves',
    gives: SHAPES.Claim,
    body: oneTrade,
    answer: ({ sandbox, body }) => sandbox.buyers.claim(body.trade),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/scan-later',
    about: 'plans a scan: {"after":"40s"}; the code may have died by then',
    gives: v.object({ due: v.pipe(v.number(), v.description("ms, by the gateway's clock")) }),
    body: v.strictObject({ ...scanEntries, after: shortText }),
    answer: ({ sandbox, body: { after, ...body } }) => ({
      due: sandbox.buyers.scanLater(scanned(sandbox, body), durationOf('after', after)),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/scan',
    about: 'scans a QR order, named by its code or its out_trade_no',
    gives: SHAPES.Trade,
    body: v.strictObject(scanEntries),
    answer: ({ sandbox, body }) => sandbox.buyers.scan(scanned(sandbox, body)),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/confirm',
    about: 'confirms a page, wap or app order in the cashier, named by its out_trade_no',
    gives: SHAPES.Trade,
    body: v.strictObject({
      outTradeNo: shortText,
      pays: v.optional(shortText),
      buyerId: v.optional(shortText),
    }),
    answer: ({ sandbox, body }) => sandbox.buyers.confirm(body),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/pay',
    about: 'the buyer of a waiting trade types the password now',
    gives: SHAPES.Trade,
    body: oneTrade,
    answer: ({ sandbox, body }) => sandbox.buyers.pay(body.trade),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/complain',
    about: 'the buyer of a paid trade complains: it is frozen, and not to be refunded',
    gives: SHAPES.Trade,
    body: oneTrade,
    answer: ({ sandbox, body }) => sandbox.buyers.complain(body.trade),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/settle-complaint',
    about: 'the complaint about a trade is settled, and the trade free again',
    gives: SHAPES.Trade,
    body: oneTrade,
    answer: ({ sandbox, body }) => sandbox.buyers.settleComplaint(body.trade),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/close-cashier',
    about: 'the buyer of a waiting trade closes the cashier, and the trade closes',
    gives: SHAPES.Trade,
    body: oneTrade,
    answer: ({ sandbox, body }) => sandbox.buyers.closeCashier(body.trade),
  }),
]
