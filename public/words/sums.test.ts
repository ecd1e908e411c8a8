// Sums of the console: in yuan, or in the currency of the order.
import { expect, test } from 'vitest'
import { openAmsShop } from '../../server/testing/ams-shop.fixture.ts'
import { EN } from './en.table.ts'
import { say, sumOf, sumOn } from './entries.ts'

test.each([
  [8_888, undefined, '¥88.88'],
  [-8_888, 'CNY', '-¥88.88'],
  [599, 'USD', 'USD 5.99'],
  [-599, 'USD', '-USD 5.99'],
  [599, 'JPY', 'JPY 599'],
])('%d of %s is %s', (amount, currency, shown) => {
  expect(sumOf(amount, currency)).toBe(shown)
})

test('an order in dollars is told in dollars, and what the wallet paid for it in yuan', async () => {
  const shop = openAmsShop()
  const { body } = await shop.pay('p-1')
  await shop.refund(body.paymentId, 'r-1', '100')
  const { entries } = shop.sandbox.trace()
  const said = entries.map((entry) => say(entry, EN))
  const told = said.map(({ title, detail }) => `${title} ${detail}`).join('\n')
  expect(told).toContain('PAY · USD 5.99')
  expect(told).toContain('REFUND · USD 1.00')
  expect(told).toContain('refunded USD 1.00')
  expect(told).not.toContain('¥')
  const legs = entries.flatMap((entry) => (entry.kind === 'commit' ? (entry.ledger ?? []) : []))
  const sums = legs.map(({ account, deltaFen }) => sumOn(account, deltaFen))
  expect(sums).toContain('-¥42.53')
  expect(sums).toContain('USD 5.99')
})
