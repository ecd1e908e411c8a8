// What a single order says: amounts, items, ids, discounts.
import { describe, expect, test } from 'vitest'
import { describeRule } from '../cases.fixture.ts'
import { createJournal, type Journal } from '../../trace/journal.fixture.ts'
import { parameters } from '../parameters.ts'
import { amountsHaveTwoDecimals } from './amounts-have-two-decimals.ts'
import { campaignGoodsKeepTheirIds } from './campaign-goods-keep-their-ids.ts'
import { addUp, decimal, written } from './decimal.ts'
import { declaring, orders } from './orders.fixture.ts'
import { discountsCanBeUsed } from './discounts-can-be-used.ts'
import { itemsAddUpToTheTotal } from './items-add-up-to-the-total.ts'
import { storeIdIsLettersAndDigits } from './store-id-is-letters-and-digits.ts'

const item = (price: string, quantity: string, id = 'g') => ({ id, price, quantity })
const TRAP = [item('0.10', '3'), item('19.99', '2'), item('0.07', '1')]

describe('decimals', () => {
  test.each([
    ['0.1', '0.10'],
    ['007', '7.00'],
    ['0.30000000000000004', '0.30000000000000004'],
  ])('%s is kept as %s', (text, shown) => {
    expect(written(decimal(text) ?? -1n)).toBe(shown)
  })
  test.each(['', '.5', '1.', '-1', '1e3', '1,00', `0.${'1'.repeat(21)}`])('%j is none', (text) => {
    expect(decimal(text)).toBeUndefined()
  })
  test('a sum with one unreadable factor is none', () => {
    expect(addUp([[decimal('1'), undefined]])).toBeUndefined()
  })
})

describeRule(itemsAddUpToTheTotal, [
  ['no items', 'inconclusive', orders([{ total: '20.00' }])],
  ['an empty list', 'inconclusive', orders([{ total: '20.00', goods: [] }])],
  ['three items, to the fen', 'pass', orders([{ total: '40.35', goods: TRAP }])],
  ['written without trailing zeros', 'pass', orders([{ total: '40.350', goods: TRAP }])],
  ['one fen short', 'fail', orders([{ total: '40.34', goods: TRAP }])],
  [
    'a float that is almost right',
    'fail',
    orders([{ total: '0.30', goods: [item('0.30000000000000004', '1')] }]),
  ],
  ['a price that is none', 'fail', orders([{ total: '1.00', goods: [item('one', '1')] }])],
  ['no total', 'fail', orders([{ goods: TRAP }])],
  [
    'one of two orders',
    'fail',
    orders([
      { total: '40.35', goods: TRAP },
      { total: '1', goods: TRAP },
    ]),
  ],
])

describeRule(amountsHaveTwoDecimals, [
  ['no amount', 'inconclusive', orders([{ subject: 's' }])],
  ['two decimals', 'pass', orders([{ total: '20.00' }])],
  ['one decimal', 'pass', orders([{ total: '20.5' }])],
  ['none', 'pass', orders([{ total: '20' }])],
  ['three', 'fail', orders([{ total: '20.000' }])],
  ['a float', 'fail', orders([{ total: '0.30000000000000004' }])],
  ['an exponent', 'fail', orders([{ total: '1e2' }])],
  ['a currency sign', 'fail', orders([{ total: '¥20.00' }])],
  ['nine digits', 'pass', orders([{ total: '100000000.00' }])],
  ['one fen too much', 'fail', orders([{ total: '100000000.01' }])],
  ['ten digits', 'fail', orders([{ total: '1000000000' }])],
  ['one fen', 'pass', orders([{ total: '0.01' }])],
  ['nothing', 'fail', orders([{ total: '0.00' }])],
  [
    'a discount of nothing is no order of nothing',
    'pass',
    orders([{ total: '1', discountable: '0' }]),
  ],
  ['three decimals in a discount', 'fail', orders([{ total: '1', undiscountable: '0.001' }])],
  ['three decimals in a price', 'fail', orders([{ total: '1', goods: [item('1.000', '1')] }])],
])

describe('an order refused for its amount', () => {
  test('is still found, with the sale it was for', () => {
    const journal = createJournal().sale('s1', 2_000)
    const ids = {}
    const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
    const order = { outTradeNo: 'A1', total: '20.00', undiscountable: '1.005' }
    const request = { kind: 'request', exchange: 'x', protocol: 'test', op: 'PAY', ids } as const
    const trace = journal.write(1, { ...request, order, wire }).trace()
    const [found] = amountsHaveTwoDecimals.check(trace, parameters).occurrences
    expect(found).toMatchObject({ status: 'fail', sale: 's1', outTradeNo: 'A1', evidence: [3] })
  })
})

const orderText = { outTradeNo: 'A1', total: '20.000' }
const refusedUnread = (journal: Journal) => {
  const wire = { start: '', headers: {}, body: '', encoding: 'utf8' } as const
  const request = { kind: 'request', exchange: 'x', protocol: 'test', op: 'PAY', ids: {} } as const
  return journal.write(1, { ...request, order: orderText, wire })
}

describe('whose an order is', () => {
  const saleOf = (journal: Journal) =>
    amountsHaveTwoDecimals.check(journal.trace(), parameters).occurrences.map(({ sale }) => sale)

  test('is told by the merchant, where the amount cannot', () => {
    const attempts = [{ outTradeNo: 'A1', status: 'UNPAID' }]
    const claimed = refusedUnread(createJournal().sale()).belief(2, 'UNPAID', { attempts })
    expect(saleOf(claimed)).toEqual(['s1'])
  })
  test('is not known of a number that nobody claims, and the order is judged all the same', () => {
    expect(saleOf(refusedUnread(createJournal().sale()))).toEqual([undefined])
  })
  test('is nobody, where the suite itself has sold at another till', () => {
    const elsewhere = createJournal().sale().act(0, 'sell-elsewhere', { outTradeNo: 'A1' })
    expect(saleOf(refusedUnread(elsewhere))).toEqual([])
  })
})

describeRule(storeIdIsLettersAndDigits, [
  ['not sent', 'inconclusive', orders([{ total: '1' }])],
  ['letters and digits', 'pass', orders([{ storeId: 'HZ001' }])],
  ['other ASCII', 'warn', orders([{ storeId: 'HZ-001' }])],
  ['a name', 'fail', orders([{ storeId: '中文门店' }])],
  ['full-width digits', 'fail', orders([{ storeId: 'HZ００１' }])],
])

const discount = (total: string, discountable?: string, undiscountable?: string) =>
  orders([
    { total, ...(discountable && { discountable }), ...(undiscountable && { undiscountable }) },
  ])

describeRule(discountsCanBeUsed, [
  ['none sent', 'inconclusive', discount('10.00')],
  ['something can be discounted', 'pass', discount('10.00', '4.00')],
  ['not all is excluded', 'pass', discount('10.00', undefined, '6.00')],
  ['both, and they add up', 'pass', discount('10.00', '4.00', '6.00')],
  ['all of it', 'pass', discount('10.00', '10.00', '0.00')],
  ['nothing can be discounted', 'fail', discount('10.00', '0.00')],
  ['all is excluded', 'fail', discount('10.00', undefined, '10')],
  ['nothing, and all is excluded', 'fail', discount('10.00', '0.00', '10.00')],
  ['the parts are less than the total', 'fail', discount('10.00', '4.00', '5.00')],
  [
    'the parts are the total when none is named',
    'pass',
    orders([{ discountable: '4', undiscountable: '6' }]),
  ],
])

const campaign = (goods?: ReturnType<typeof item>[], itemCampaign = true) =>
  createJournal({ capabilities: declaring({ itemCampaign }) })
    .write(0, {
      kind: 'sale',
      saleId: 's1',
      scenario: 'story',
      channel: 'barcode',
      amountFen: 2_000,
      goodsIds: ['apple', 'pear'],
    })
    .call(1, 'PAY', 'A1', 'OK', { order: { total: '20.00', goods } })
    .until(60)

describeRule(campaignGoodsKeepTheirIds, [
  ['the ids of the campaign', 'pass', campaign([item('1', '1', 'apple')])],
  ['an id of its own', 'fail', campaign([item('1', '1', 'apple'), item('1', '1', 'SKU-7')])],
  ['none at all', 'fail', campaign()],
  ['an empty list', 'fail', campaign([])],
  ['no campaign declared', 'inconclusive', campaign([item('1', '1', 'SKU-7')], false)],
  ['nothing was scanned', 'inconclusive', orders([{ total: '20.00' }], { itemCampaign: true })],
])
