import { expect, test } from 'vitest'
import { openShop } from '../../../server/testing/shop.fixture.ts'
import { filtered, type Filter } from './filter.ts'

const ALL: Filter = { text: '', kinds: [], troubleOnly: false }

async function entries() {
  const shop = openShop()
  await shop.pay('order-1')
  await shop.pay('order-2', { auth_code: '280000000000000000' })
  await shop.pass(10_000)
  return shop.sandbox.journal.since(0)
}

test('an exchange that ended well is shown without its end', async () => {
  const kinds = filtered(await entries(), ALL).map(({ kind }) => kind)
  expect(kinds).not.toContain('end')
  expect(kinds).toContain('answer')
})

test('refusals alone are shown when somebody asks for trouble', async () => {
  const found = filtered(await entries(), { ...ALL, troubleOnly: true })
  expect(found.map(({ kind }) => kind)).toEqual(['answer'])
  expect(JSON.stringify(found)).toContain('PAYMENT_AUTH_CODE_INVALID')
})

test('all words must stand in an entry, in capitals or not, and its kind must be one that is shown', async () => {
  const all = await entries()
  const found = filtered(all, { ...ALL, text: 'ORDER-1 post', kinds: ['request'] })
  expect(found).toMatchObject([{ kind: 'request', ids: { outTradeNo: 'order-1' } }])
  expect(filtered(all, { ...ALL, text: 'order-1 order-2' })).toEqual([])
})
