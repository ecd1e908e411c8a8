// Flaws of the orders themselves: amounts, items, numbers and the fields that go with them.
import type { Item } from '../exemplary/records.ts'
import type { Mutant } from './mutant.ts'

const grouped = (amountFen: number) =>
  (amountFen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

export const orders: readonly Mutant[] = [
  {
    name: 'two-sales-under-one-number',
    flaw: 'The first two sales of a day get the same order number.',
    bend: { attemptNumber: (fresh) => `N${Math.max(Number(fresh.slice(-6)) - 1, 1)}` },
    must: { 'ORD-01': 'F' },
    may: ['ONE-01', 'ONE-06', 'NTF-20'],
  },
  {
    name: 'items-added-as-floats',
    flaw: 'The total of a basket is added up in floating point and cut to two decimals.',
    bend: {
      orderTotal: (amountFen, items) =>
        items.length === 0
          ? (amountFen / 100).toFixed(2)
          : (Math.floor(sumOf(items)) / 100).toFixed(2),
    },
    must: { 'ORD-02': 'F' },
    may: ['ORD-10'],
  },
  {
    name: 'amount-with-three-decimals',
    flaw: 'The total of a basket is written with three decimals.',
    bend: {
      orderTotal: (amountFen, items) => (amountFen / 100).toFixed(items.length > 0 ? 3 : 2),
    },
    must: { 'ORD-03': 'F' },
    may: [],
  },
  {
    name: 'amounts-with-commas',
    flaw: 'Amounts from 1,000 yuan are sent with a comma between the thousands.',
    bend: { orderTotal: (amountFen) => grouped(amountFen) },
    must: { 'ORD-03': 'F' },
    may: ['ORD-02', 'EXC-10', 'REF-04'],
  },
  {
    name: 'qr-without-time-limit',
    flaw: 'QR orders have no time limit, and what is given up is closed by nobody.',
    bend: { qrEnding: { timeout: false, closes: false, heedsLateMoney: true } },
    must: { 'ORD-04': 'W' },
    may: ['ONE-05', 'ONE-06', 'QR-01', 'QR-02'],
  },
  {
    name: 'only-todays-payment-codes',
    flaw: 'The till takes payment codes that begin with 28 and have 16 to 18 digits, and no others.',
    bend: { acceptsAuthCode: (authCode) => /^28\d{14,16}$/.test(authCode) },
    must: { 'ORD-05': 'F' },
    may: [],
  },
  {
    name: 'store-id-is-its-name',
    flaw: 'The name of the shop is sent as its store_id.',
    bend: { storeId: () => '中文门店' },
    must: { 'ORD-06': 'F' },
    may: [],
  },
  {
    name: 'qr-without-store-id',
    flaw: 'QR orders do not say in which store they were sold.',
    bend: { storeId: (given, own, kind) => (kind === 'qr' ? undefined : (given ?? own)) },
    must: { 'ORD-07': 'F' },
    may: [],
  },
  {
    name: 'no-terminal-id',
    flaw: 'A till that is a device does not say which one.',
    bend: { terminalId: () => undefined },
    must: { 'ORD-08': 'F' },
    may: [],
  },
  {
    name: 'wrong-provider-id',
    flaw: 'The id of another service provider is sent.',
    bend: { providerId: () => '2088000000000000' },
    must: { 'ORD-09': 'F' },
    may: [],
  },
  {
    name: 'nothing-left-to-discount',
    flaw: 'Whatever joins a discount, undiscountable_amount is the whole total.',
    bend: {
      discount: (totalFen, discountFen): Record<string, string> =>
        discountFen === undefined ? {} : { undiscountable_amount: (totalFen / 100).toFixed(2) },
    },
    must: { 'ORD-10': 'F' },
    may: [],
  },
  {
    name: 'own-numbers-for-goods',
    flaw: 'Goods are sent under the numbers of the stock, not under those of the campaign.',
    bend: { goodsId: (item) => `SKU-${item.goodsId}` },
    must: { 'ORD-11': 'F' },
    may: [],
  },
  {
    name: 'qr-without-notify-url',
    flaw: 'QR orders name no address for notifications, and are only polled.',
    bend: { sendsNotifyUrl: (kind) => kind !== 'qr' },
    must: { 'ORD-12': 'W' },
    may: ['NTF-14'],
  },
  {
    name: 'signs-with-rsa',
    flaw: 'Requests are signed with RSA and SHA-1.',
    bend: { signType: 'RSA' },
    must: { 'ORD-13': 'W' },
    may: [],
  },
]

/** In fen; 4034.9999999999995 where 4035 are meant. */
function sumOf(items: readonly Item[]): number {
  return items.reduce((sum, { priceFen, quantity }) => sum + (priceFen / 100) * quantity, 0) * 100
}
