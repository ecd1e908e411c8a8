// Behaviour asked for by data alone: payment codes always, amounts where the sandbox allows them.
import { describe, expect, test } from 'vitest'
import { moneyMoved } from '../../testing/notified.fixture.ts'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import { TRIGGERS } from '../../trade/triggers.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

const UNMOVED = { spent: 0, kept: 0 }
const status = ({ sandbox }: Shop) => sandbox.trades.get('o-1')?.status

/** Answer, and state and money ten seconds later. */
const BEHAVIOURS = [
  ['00', '10000', undefined, 'TRADE_SUCCESS', true],
  ['01', '10003', undefined, 'TRADE_SUCCESS', true],
  ['02', '10003', undefined, 'WAIT_BUYER_PAY', false],
  ['03', '40004', 'ACQ.BUYER_BALANCE_NOT_ENOUGH', undefined, false],
  ['04', '40004', 'ACQ.PAYMENT_AUTH_CODE_INVALID', undefined, false],
  ['05', '10003', undefined, 'TRADE_CLOSED', false],
  ['06', '10003', undefined, 'WAIT_BUYER_PAY', false],
  ['07', '40004', 'ACQ.PAYMENT_REQUEST_HAS_RISK', undefined, false],
] as const

test('every trigger of the table is tried below', () => {
  expect(BEHAVIOURS.map(([digits]) => digits)).toEqual(TRIGGERS.map(({ digits }) => digits))
})

describe.each(BEHAVIOURS)('behaviour %s', (digits, code, sub_code, after, isPaid) => {
  test('asked for by a payment code, which works once', async () => {
    const shop = openShop()
    const auth_code = `2890${digits}080000000001`
    const node = await shop.pay('o-1', { auth_code })
    expect(node).toMatchObject(sub_code ? { code, sub_code } : { code })
    await shop.pass(8 * SECOND)
    expect(status(shop)).toBe(after)
    expect(moneyMoved(shop)).toEqual(isPaid ? { spent: 8_888, kept: 8_888 } : UNMOVED)
    if (after === undefined) return
    const again = await shop.pay('o-2', { auth_code })
    expect(again).toMatchObject({ sub_code: 'ACQ.PAYMENT_AUTH_CODE_INVALID' })
  })

  test('asked for by an amount, with any payment code', async () => {
    const shop = openShop()
    shop.sandbox.options.set({ amountTriggers: true })
    const total_amount = `19${digits}.08`
    const node = await shop.pay('o-1', { auth_code: '281234567890123456', total_amount })
    expect(node).toMatchObject(sub_code ? { code, sub_code } : { code })
    await shop.pass(8 * SECOND)
    expect(status(shop)).toBe(after)
    const fen = Math.round(Number(total_amount) * 100)
    expect(moneyMoved(shop)).toEqual(isPaid ? { spent: fen, kept: fen } : UNMOVED)
  })
})

test('an amount also decides what becomes of a QR order: scanned after two seconds', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ amountTriggers: true })
  const order = { out_trade_no: 'o-1', total_amount: '1901.08', subject: 's' }
  await shop.trade('precreate', order)
  await shop.trade('precreate', order)
  await shop.pass(2 * SECOND)
  expect(status(shop)).toBe('WAIT_BUYER_PAY')
  await shop.pass(8 * SECOND)
  expect(status(shop)).toBe('TRADE_SUCCESS')
  expect(moneyMoved(shop)).toEqual({ spent: 190_108, kept: 190_108 })
  const acts = shop.sandbox.trace().of('buyer')
  expect(acts.map(({ act }) => act)).toEqual(['scanned', 'paid'])
})

test('06 after a cancel: taps pay, and is refused', async () => {
  const shop = openShop()
  await shop.pay('o-1', { auth_code: '289006020000000001' })
  await shop.trade('cancel', { out_trade_no: 'o-1' })
  await shop.pass(2 * SECOND)
  expect(shop.sandbox.trace().of('buyer').at(-1)?.act).toBe('refused')
  expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', UNMOVED])
})

test('amounts mean nothing unless the sandbox says so', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode()
  const node = await shop.pay('o-1', { auth_code: authCode, total_amount: '1902.00' })
  expect(node).toMatchObject({ code: '10000' })
})

test.each(['1899.99', '1908.00', '88.88'])('%s is no trigger amount', async (total_amount) => {
  const shop = openShop()
  shop.sandbox.options.set({ amountTriggers: true })
  expect(await shop.pay('o-1', { total_amount })).toMatchObject({ code: '10000' })
  const { sub_code } = await shop.pay('o-2', { total_amount, auth_code: '281234567890123456' })
  expect(sub_code).toBe('ACQ.PAYMENT_AUTH_CODE_INVALID')
})

test('a trigger code does not grow old', async () => {
  const shop = openShop()
  await shop.pass(30 * MINUTE)
  expect(await shop.pay('o-1', { auth_code: '289000000000000001' })).toMatchObject({
    code: '10000',
  })
})
