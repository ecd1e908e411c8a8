// Options that hold for the orders of one amount, beside others for which they do not.
import { expect, test } from 'vitest'
import { openShop } from '../../testing/shop.fixture.ts'
import { VirtualTime, START_AT } from '../../hosts/memory.ts'
import { InputError } from '../../values/input-error.ts'

const statusOf = async (shop: ReturnType<typeof openShop>, out_trade_no: string) =>
  (await shop.trade('query', { out_trade_no })).trade_status

test('a product without refunds is one for its own orders only', async () => {
  const shop = openShop()
  shop.sandbox.options.setFor(1_001, { refundable: false })
  await shop.pay('own', { total_amount: '10.01' })
  await shop.pay('other', { total_amount: '10.02' })
  expect(await statusOf(shop, 'own')).toBe('TRADE_FINISHED')
  expect(await statusOf(shop, 'other')).toBe('TRADE_SUCCESS')
  expect(shop.sandbox.options.get().refundable).toBe(true)
})

test('payments by code are told of where that was agreed on, whatever holds for all', async () => {
  const shop = openShop({ time: new VirtualTime(START_AT) })
  shop.sandbox.options.set({ barcodeNotify: false })
  shop.sandbox.options.setFor(1_001, { barcodeNotify: true })
  // A change for all does not undo it.
  shop.sandbox.options.set({ refundWindow: '90d', barcodeNotify: false })
  await shop.pay('own', { total_amount: '10.01' })
  await shop.pay('other', { total_amount: '10.02' })
  await shop.pass(60_000)
  expect(shop.received.map(({ fields }) => fields.out_trade_no)).toEqual(['own'])
})

test('a cancel that found no trade is remembered, but not by an order that is not to mind', async () => {
  const shop = openShop()
  shop.sandbox.options.set({ tombstone: true })
  shop.sandbox.options.setFor(1_001, { tombstone: false })
  for (const [out_trade_no, total_amount] of [
    ['own', '10.01'],
    ['other', '10.02'],
  ] as const) {
    await shop.trade('cancel', { out_trade_no })
    await shop.pay(out_trade_no, { total_amount })
  }
  expect(await statusOf(shop, 'own')).toBe('TRADE_SUCCESS')
  expect(await statusOf(shop, 'other')).toBeUndefined()
})

test.each([
  [
    { cancelWindow: '24h' },
    'options.cancelWindow',
    'for some there are barcodeNotify, notifyAmounts',
  ],
  [{ refundable: 'no' }, 'options.refundable', 'true or false'],
])('%o cannot hold for some orders', (change, field, remedy) => {
  const attempt = () => openShop().sandbox.options.setFor(1_001, change)
  expect(attempt).toThrow(InputError)
  expect(attempt).toThrow(expect.objectContaining({ field }))
  expect(attempt).toThrow(remedy)
})
