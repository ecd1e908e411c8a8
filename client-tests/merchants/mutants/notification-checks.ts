// Flaws of reading notifications: what is not checked, or read wrongly, before one is believed.
import { formatYuan } from '../../../server/values/money.ts'
import type { Mutant } from './mutant.ts'

const KNOWN = new Set(
  (
    'notify_time notify_type notify_id charset version sign_type sign app_id auth_app_id trade_no ' +
    'out_trade_no out_biz_no buyer_id buyer_logon_id seller_id seller_email trade_status ' +
    'total_amount receipt_amount invoice_amount buyer_pay_amount point_amount refund_fee ' +
    'send_back_fee subject body gmt_create gmt_payment gmt_refund gmt_close fund_bill_list ' +
    'passback_params'
  ).split(' '),
)

export const notificationChecks: readonly Mutant[] = [
  {
    name: 'accepts-unsigned-notification',
    flaw: 'A notification without a sign is believed.',
    bend: {
      verifySignature: (form, signedByAlipay) => form['sign'] === undefined || signedByAlipay(form),
    },
    must: { 'NTF-01': 'F' },
    may: ['NTF-02', 'ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'believes-notices-of-payment-codes',
    flaw: 'Notifications of QR orders are checked; what is told of a payment by code is believed.',
    bend: { checksNoticesOf: (kind) => kind !== 'barcode' },
    must: { 'NTF-01': 'F', 'NTF-05': 'F' },
    may: ['NTF-02', 'NTF-04', 'ONE-01', 'ONE-05', 'ONE-06', 'REC-05'],
  },
  {
    name: 'return-means-paid',
    flaw: 'Who comes back from the page of a web order has paid.',
    bend: { returnMeans: 'paid' },
    must: { 'NTF-01': 'F' },
    may: ['REC-05', 'ONE-01', 'ONE-06'],
  },
  {
    name: 'success-on-bad-signature',
    flaw: 'A notification whose signature is wrong is ignored, but answered `success`.',
    bend: {
      notifyReply: (accepted, heard) => (accepted || heard === 'forged' ? 'success' : 'failure'),
    },
    must: { 'NTF-02': 'F' },
    may: [],
  },
  {
    name: 'ignores-app-id',
    flaw: 'The app_id of a notification is not compared.',
    bend: { matchApp: () => true },
    must: { 'NTF-03': 'F' },
    may: ['ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'opens-unknown-orders',
    flaw: 'A notification of a number that was never sold opens an order under it.',
    bend: { unknownOrder: 'open-sale' },
    must: { 'NTF-04': 'F' },
    may: [],
  },
  {
    name: 'compares-amounts-as-text',
    flaw: 'The amount of a notification must be spelt as in the order: 20 is refused for 20.00.',
    bend: { matchAmount: (text, amountFen) => text === formatYuan(amountFen) },
    must: { 'NTF-05': 'F' },
    may: ['NTF-09', 'NTF-13', 'NTF-20'],
  },
  {
    name: 'ignores-amount',
    flaw: 'The amount of a notification is not compared with the order.',
    bend: { matchAmount: () => true },
    must: { 'NTF-05': 'F' },
    may: ['ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'ignores-seller',
    flaw: 'The seller of a notification is not compared.',
    bend: { matchSeller: () => true },
    must: { 'NTF-06': 'F' },
    may: ['ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'knows-one-account-only',
    flaw: 'Notifications of its second account are refused.',
    bend: { matchSeller: (sellerId, _ofOrder, [first]) => sellerId === first },
    must: { 'NTF-06': 'F' },
    may: ['NTF-20', 'ONE-01', 'ONE-06'],
  },
  {
    name: 'takes-any-account-of-its-own',
    flaw: 'A notification may name any of its accounts, whosever the order is.',
    bend: { matchSeller: (sellerId, _ofOrder, own) => own.includes(sellerId) },
    must: { 'NTF-06': 'F' },
    may: ['ONE-01', 'ONE-06'],
  },
  {
    name: 'waiting-means-paid',
    flaw: 'WAIT_BUYER_PAY in a notification is taken for a payment.',
    bend: { isPaidStatus: (tradeStatus) => tradeStatus !== 'TRADE_CLOSED' },
    must: { 'NTF-08': 'F' },
    may: ['ONE-01', 'ONE-05', 'ONE-06'],
  },
  {
    name: 'drops-unknown-parameters',
    flaw: 'A notification with a parameter that nobody knows is acknowledged and dropped.',
    bend: { understands: (form) => !('sim_new_field' in form) },
    must: { 'NTF-11': 'F' },
    may: [],
  },
  {
    name: 'drops-what-lacks-a-parameter',
    flaw: 'A notification without its optional parameters is acknowledged and dropped.',
    bend: { understands: (form) => 'fund_bill_list' in form },
    must: { 'NTF-11': 'F' },
    may: [],
  },
  {
    name: 'verifies-known-parameters-only',
    flaw: 'The signature is verified over a list of parameters, not over those that came.',
    bend: {
      verifySignature: (form, signedByAlipay) =>
        signedByAlipay(
          Object.fromEntries(Object.entries(form).filter(([name]) => KNOWN.has(name))),
        ),
    },
    must: { 'NTF-11': 'F' },
    may: ['NTF-13', 'NTF-16', 'NTF-20'],
  },
  {
    name: 'decodes-twice',
    flaw: 'The form of a notification is decoded once more than it was encoded.',
    bend: { readForm },
    must: { 'NTF-21': 'F' },
    may: ['NTF-05', 'NTF-09', 'NTF-08', 'NTF-11', 'NTF-13', 'NTF-20'],
  },
  {
    name: 'drops-special-text',
    flaw: 'A notification with a sign in its text that is no letter is acknowledged and dropped.',
    bend: {
      understands: (form) =>
        !/[%&\u{1F600}]/u.test(`${form['subject'] ?? ''}${form['passback_params'] ?? ''}`),
    },
    must: { 'NTF-21': 'F' },
    may: [],
  },
]

/** As a framework does it, and then by hand. */
function readForm(body: string): Record<string, string> {
  const once = [...new URLSearchParams(body)]
  return Object.fromEntries(once.map(([name, value]) => [name, decoded(value)]))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}
