// QR sales and notifications in virtual time against a scripted gateway.
import { expect, test } from 'vitest'
import {
  NOT_EXIST,
  OK,
  openTestShop,
  signedForm,
  SUCCESS,
  UNKNOWN,
  WAITING,
} from './scripted-gateway.ts'
import type { Script } from './scripted-gateway.ts'

const SALE = { sale_id: 'q', kind: 'qr', amount: '20.00', subject: '早餐', expiry_s: 60 }
const QR = { ...OK, qr_code: 'https://qr.alipay.com/bax00000' }
const CLOSED = { ...OK, retry_flag: 'N' }
const unscanned: Script = ({ op }) => ({ precreate: QR, query: NOT_EXIST })[op] ?? CLOSED

async function shownQr(script: Script = unscanned) {
  const shop = openTestShop(script)
  await shop.post('/conformance/sales', SALE)
  await shop.time.advance(1_000)
  const form = (changes: Record<string, string> = {}) => ({
    app_id: '9021000000000001',
    seller_id: '2088721000000001',
    out_trade_no: shop.calls[0]?.biz['out_trade_no'] ?? '',
    total_amount: '20',
    trade_status: 'TRADE_SUCCESS',
    notify_id: 'n1',
    subject: '早餐 & 100% a=b+c',
    ...changes,
  })
  return { ...shop, form, sale: () => shop.get('/conformance/sales/q') }
}

test('an unscanned QR stays pending, and is cancelled when it expires', async () => {
  const { calls, log, sale, time } = await shownQr()
  expect(calls[0]?.biz['timeout_express']).toBe('1m')
  await time.advance(50_000)
  expect(await sale()).toMatchObject({ status: 'PENDING', qr_code: QR.qr_code })
  await time.advance(60_000)
  expect(log().slice(-2)).toEqual(['query 60', 'cancel 60'])
  expect(await sale()).toMatchObject({ status: 'UNPAID', prompt: 'CANCELLED' })
})

test('an unknown precreate is repeated under a new number', async () => {
  const { calls, sale } = await shownQr((call, nth) =>
    call.op === 'precreate' && nth === 1 ? UNKNOWN : unscanned(call, nth),
  )
  expect(calls[1]?.op).toBe('precreate')
  expect(calls[1]?.biz['out_trade_no']).not.toBe(calls[0]?.biz['out_trade_no'])
  expect(await sale()).toMatchObject({ status: 'PENDING', qr_code: QR.qr_code })
})

test('without any notification the query finds the payment', async () => {
  const { sale, time } = await shownQr(({ op, at }) =>
    op === 'precreate' ? QR : at > 20_000 ? SUCCESS : NOT_EXIST,
  )
  await time.advance(30_000)
  expect(await sale()).toMatchObject({ status: 'PAID' })
})

test('a genuine notification counts once, whatever its id', async () => {
  const { form, notify, sale } = await shownQr()
  expect(await notify(signedForm(form()))).toBe('success')
  expect(await notify(signedForm(form()))).toBe('success')
  expect(await notify(signedForm(form({ notify_id: 'n2' })))).toBe('success')
  expect(await sale()).toMatchObject({ status: 'PAID', effects: [{ type: 'PAID' }] })
  expect((await sale()).effects).toHaveLength(1)
})

test.each([
  ['another app', { app_id: '9021000000000002' }],
  ['another seller', { seller_id: '2088721000000002' }],
  ['another amount', { total_amount: '20.01' }],
  ['an unknown number', { out_trade_no: 'S1' }],
])('a signed notification for %s changes nothing', async (_, changes) => {
  const { form, notify, sale } = await shownQr()
  expect(await notify(signedForm(form(changes)))).toBe('failure')
  expect(await sale()).toMatchObject({ status: 'PENDING', effects: [] })
})

test.each([
  ['no sign', { sign: '' }],
  ['a changed field', { subject: '晚餐' }],
  ['another algorithm', { sign_type: 'RSA' }],
])('a forged notification with %s is answered failure', async (_, forged) => {
  const { form, notify, sale } = await shownQr()
  expect(await notify({ ...signedForm(form()), ...forged })).toBe('failure')
  expect(await sale()).toMatchObject({ status: 'PENDING', effects: [] })
})

test.each([
  ['WAIT_BUYER_PAY', { trade_status: 'WAIT_BUYER_PAY' }],
  ['TRADE_CLOSED', { trade_status: 'TRADE_CLOSED' }],
  ['a refund', { refund_fee: '5.00', out_biz_no: 'R1' }],
])('a genuine notification about %s is acknowledged and is no payment', async (_, changes) => {
  const { form, notify, sale } = await shownQr()
  expect(await notify(signedForm(form(changes)))).toBe('success')
  expect(await sale()).toMatchObject({ status: 'PENDING', effects: [] })
})

test('a stale success after the cancel is checked with the gateway and changes nothing', async () => {
  const closed = { ...OK, trade_status: 'TRADE_CLOSED' }
  const { form, log, notify, post, sale, time } = await shownQr(({ op }, nth) =>
    op === 'query'
      ? nth === 1
        ? WAITING
        : closed
      : op === 'precreate'
        ? QR
        : { ...CLOSED, action: 'close' },
  )
  await time.advance(3_000)
  await post('/conformance/sales/q/cancel', {})
  await time.advance(1_000)
  expect(await notify(signedForm(form()))).toBe('success')
  await time.advance(60_000)
  expect(log()).toEqual(['precreate 0', 'query 3', 'cancel 4', 'query 5'])
  expect(await sale()).toMatchObject({ status: 'UNPAID', effects: [] })
})

test('money that comes for a voided QR goes back', async () => {
  let paid = false
  const { form, notify, post, sale, time } = await shownQr(({ op }) => {
    if (op === 'query') return paid ? SUCCESS : NOT_EXIST
    return op === 'refund' ? { ...OK, fund_change: 'Y' } : op === 'precreate' ? QR : CLOSED
  })
  await post('/conformance/sales/q/cancel', {})
  await time.advance(1_000)
  expect(await sale()).toMatchObject({ status: 'UNPAID' })
  paid = true
  await notify(signedForm(form()))
  await time.advance(1_000)
  expect(await sale()).toMatchObject({ status: 'REFUNDED', refunded: '20.00' })
})
