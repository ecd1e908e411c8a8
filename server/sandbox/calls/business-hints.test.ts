// What the journal says beside a refusal: which of used, unknown, expired or foreign a payment code
// was, and what else the reply leaves out.
import { expect, test } from 'vitest'
import { openControl } from '../../testing/control.fixture.ts'
import { openShop, type Shop } from '../../testing/shop.fixture.ts'
import type { Entry } from '../../journal/entry.ts'
import { MINUTE } from '../../values/instant.ts'

const hintsOf = ({ sandbox }: Pick<Shop, 'sandbox'>) =>
  sandbox.journal
    .since(0)
    .flatMap((entry) => (entry.kind === 'answer' ? [entry.hints ?? []] : []))
    .at(-1)
    ?.map(({ name, about }) => `${name}: ${about}`)
    .join(' | ')

const BAD_CODE = { sub_code: 'ACQ.PAYMENT_AUTH_CODE_INVALID' }

test('a code that has paid before: the journal names the order', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode()
  await shop.pay('order-1', { auth_code: authCode })
  expect(hintsOf(shop)).toBe('')
  expect(await shop.pay('order-2', { auth_code: authCode })).toMatchObject(BAD_CODE)
  expect(hintsOf(shop)).toBe('code-used: the code has paid order-1 already; it works once')
})

test('a code whose time is over', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode()
  await shop.pass(3 * MINUTE)
  expect(await shop.pay('order-1', { auth_code: authCode })).toMatchObject(BAD_CODE)
  expect(hintsOf(shop)).toMatch(/^code-expired: the code expired at 2026-01-05 10:02:00/)
})

test.each([
  ['nobody was given', '280000000000000001', 'code-unknown: no buyer of this sandbox'],
  ['of WeChat Pay', '134567890123456789', 'code-foreign: a code of 18 digits that begins'],
  ['that is none', '99', 'code-malformed: an Alipay code has 16 to 24 digits'],
])('a code %s', async (_case, authCode, says) => {
  const shop = openShop()
  expect(await shop.pay('order-1', { auth_code: authCode })).toMatchObject(BAD_CODE)
  expect(hintsOf(shop)).toContain(says)
})

test('a code of another sandbox of the same server', async () => {
  const { shop, directory } = openControl({ ownerOfCode: (code) => directory.ofCode(code)?.id })
  const other = await directory.create('job-7')
  const { authCode } = other.buyers.issueCode()
  expect(await shop.pay('order-1', { auth_code: authCode })).toMatchObject(BAD_CODE)
  expect(hintsOf(shop)).toBe(
    'code-foreign: the code belongs to a buyer of sandbox "job-7", and this is another one',
  )
})

test('the code itself never stands in a hint of the masked journal', async () => {
  const { shop, call } = openControl()
  const { authCode } = shop.sandbox.buyers.issueCode()
  await shop.pay(authCode, { auth_code: authCode })
  await shop.pay('order-2', { auth_code: authCode })
  expect(hintsOf(shop)).toContain(authCode)
  const { entries } = (await call('GET /journal')).body as { entries: Entry[] }
  const hints = entries.flatMap((entry) => (entry.kind === 'answer' ? (entry.hints ?? []) : []))
  expect(hints).toMatchObject([{ name: 'code-used' }])
  expect(JSON.stringify(hints)).not.toContain(authCode)
})

test('an order asked for again with other terms: field by field', async () => {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays: 'never' })
  await shop.pay('order-1', { auth_code: authCode })
  await shop.pay('order-1', { auth_code: authCode, total_amount: '88.89' })
  expect(hintsOf(shop)).toBe(
    'order-changed: order-1 exists with other terms: total_amount was 88.88 yuan, now 88.89 yuan',
  )
})

test('a QR order that nobody has scanned, and a number that nobody has used', async () => {
  const shop = openShop()
  const order = { out_trade_no: 'qr-1', total_amount: '1.00', subject: 'tea' }
  await shop.trade('precreate', order)
  await shop.trade('query', { out_trade_no: 'qr-1' })
  expect(hintsOf(shop)).toContain('not-yet-a-trade: the order is there')
  await shop.trade('query', { out_trade_no: 'qr-2' })
  expect(hintsOf(shop)).toBe('number-unknown: no call has opened a trade under out_trade_no qr-2')
})

test('a refund of more than is left, and a payment of what is paid', async () => {
  const shop = openShop()
  await shop.pay('order-1')
  const refund = { out_trade_no: 'order-1', refund_amount: '80.00' }
  await shop.trade('refund', { ...refund, out_request_no: 'r-1' })
  await shop.trade('refund', { ...refund, out_request_no: 'r-2' })
  expect(hintsOf(shop)).toBe(
    'refund-amount: asked back 80.00 yuan; of 88.88 yuan 80.00 yuan went back before, 8.88 yuan are left',
  )
  await shop.pay('order-1')
  expect(hintsOf(shop)).toContain('already-paid: it was paid at 2026-01-05')
})

test('what a fault made up is not explained from the books', async () => {
  const shop = openShop()
  await shop.pay('order-1')
  shop.sandbox.faults.add({ fault: 'stale-query', match: { op: 'QUERY', count: 1 } })
  await shop.trade('query', { out_trade_no: 'order-1' })
  expect(hintsOf(shop)).toBe('')
})
