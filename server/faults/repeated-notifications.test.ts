// Notifications that come again, come the other way round, or look unfamiliar: what reaches the
// merchant, and the books, which stay as they are.
import { describe, expect, test } from 'vitest'
import { isGenuine, moneyMoved, paidWith } from '../testing/notified.fixture.ts'
import { NOTIFY_URL, openShop, type Shop } from '../testing/shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../values/instant.ts'

const PAID = { spent: 8_888, kept: 8_888 }
const refund = (shop: Shop, refund_amount: string, out_request_no: string) =>
  shop.trade('refund', { out_trade_no: 'o-1', refund_amount, out_request_no })

describe('N03: the wrong way round', () => {
  test('N03: the refund is told before the payment that it undoes', async () => {
    const shop = openShop()
    shop.sandbox.faults.add({ fault: 'N03' })
    await shop.pay('o-1')
    await shop.pass(10 * SECOND)
    expect(shop.received).toEqual([])
    await refund(shop, '10.00', 'back-1')
    await shop.pass(10 * SECOND)
    const fees = shop.received.map(({ fields }) => fields.refund_fee)
    expect(fees).toEqual(['10.00', undefined])
    expect(shop.received.every(({ fields }) => isGenuine(shop, fields))).toBe(true)
    expect(
      shop.sandbox
        .trace()
        .of('send')
        .map(({ genuine }) => genuine),
    ).toEqual([true, true])
    expect(moneyMoved(shop)).toEqual({ spent: 7_888, kept: 7_888 })
    await shop.pass(26 * HOUR)
    expect(shop.received).toHaveLength(2)
  })

  test('N03: nothing follows, so it comes at the latest time', async () => {
    const shop = await paidWith('N03', { atLatestMs: 30_000 })
    expect(shop.received).toEqual([])
    await shop.pass(15 * SECOND)
    expect(shop.received).toHaveLength(1)
    expect(shop.received[0]?.atMs).toBeGreaterThanOrEqual(33 * SECOND)
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

describe('N18: the same bytes again', () => {
  test('N18: a minute later, under the same signature and the old time', async () => {
    const shop = await paidWith('N18')
    await shop.pass(MINUTE)
    const [first, second] = shop.received
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(MINUTE)
    expect(second?.fields).toEqual(first?.fields)
    expect(isGenuine(shop, second?.fields ?? {})).toBe(true)
    await shop.pass(26 * HOUR)
    expect(shop.received).toHaveLength(2)
    expect(shop.sandbox.trace().of('send')[1]).toMatchObject({
      genuine: false,
      bend: { kind: 'replay', note: 'replayed' },
    })
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('N18: to the address of another order, which stays unpaid', async () => {
    const shop = openShop()
    const auth_code = shop.sandbox.buyers.issueCode({ pays: 'never' }).authCode
    await shop.pay('o-2', { auth_code }, { notify_url: `${NOTIFY_URL}?order=o-2` })
    shop.sandbox.faults.add({ fault: 'N18', options: { afterMs: 1_000, onto: 'o-2' } })
    await shop.pay('o-1')
    await shop.pass(10 * SECOND)
    const [first, second] = shop.received
    expect(second?.request.url).toBe(`${NOTIFY_URL}?order=o-2`)
    expect(second?.fields).toEqual(first?.fields)
    expect(shop.sandbox.trades.get('o-2')?.status).toBe('WAIT_BUYER_PAY')
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

describe('N19: the answer is not heard', () => {
  test('N19: told again after four minutes under the same notify_id, then no more', async () => {
    const shop = await paidWith('N19')
    expect(shop.received).toHaveLength(1)
    const [reply] = shop.sandbox.trace().of('reply')
    expect(reply).toMatchObject({ status: 200, body: 'success', acknowledged: false })
    expect(reply?.why).toContain('on the way back')
    await shop.pass(26 * HOUR)
    const [first, second] = shop.received
    expect(shop.received).toHaveLength(2)
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(4 * MINUTE)
    expect(second?.fields.notify_id).toBe(first?.fields.notify_id)
    expect(
      shop.sandbox
        .trace()
        .of('send')
        .every(({ genuine }) => genuine),
    ).toBe(true)
    expect(shop.sandbox.notifications.list()[0]?.state).toBe('acknowledged')
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('N19: never heard, so the whole series comes', async () => {
    const shop = await paidWith('N19', { first: 0 })
    await shop.pass(26 * HOUR)
    expect(shop.received).toHaveLength(8)
    expect(shop.sandbox.notifications.list()[0]?.state).toBe('exhausted')
    expect(moneyMoved(shop)).toEqual(PAID)
  })
})

describe('N11: unfamiliar parameters, validly signed', () => {
  test.each([
    [{}, { sim_new_field: 'as yet unknown' }],
    [{ extra: 'a_b=1&c_d=x=y' }, { a_b: '1', c_d: 'x=y' }],
    [{ missing: 'buyer_logon_id,seller_email' }, { buyer_logon_id: undefined }],
    [{ empty: 'subject' }, { subject: '' }],
    [{ signType: 'RSA' }, { sign_type: 'RSA' }],
    [{ signType: 'RSA2' }, { sign_type: 'RSA2' }],
  ])('N11 %o', async (options, expected) => {
    const shop = await paidWith('N11', options)
    const fields = shop.received[0]?.fields ?? {}
    for (const [name, value] of Object.entries(expected)) expect(fields[name]).toBe(value)
    expect(fields).toMatchObject({ out_trade_no: 'o-1', trade_status: 'TRADE_SUCCESS' })
    expect(isGenuine(shop, fields)).toBe(true)
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test.each([
    [{ extra: 'no value' }, 'options.extra'],
    [{ missing: 'a b' }, 'options.missing'],
    [{ signType: 'MD5' }, 'options.signType'],
    [{ odd: 1 }, 'options.odd'],
  ])('N11 %o is refused, and the field named', (options, field) => {
    const { sandbox } = openShop()
    expect(() => sandbox.faults.add({ fault: 'N11', options })).toThrow(
      expect.objectContaining({ field }),
    )
  })
})

describe('N12: texts that are hard to carry', () => {
  test.each([
    [{}, 'body', '一杯咖啡 a+b %2B 50% c&d=e "quoted"'],
    [{ field: 'subject', text: '+%2B=&' }, 'subject', '+%2B=&'],
    [{ field: 'passback_params', text: 'a b' }, 'passback_params', 'a b'],
    [{ text: '拿铁 ☕ 😀' }, 'body', '拿铁 ☕ 😀'],
  ])('N12 %o decodes once to what was signed', async (options, field, text) => {
    const shop = await paidWith('N12', options)
    const fields = shop.received[0]?.fields ?? {}
    expect(fields[field]).toBe(text)
    expect(isGenuine(shop, fields)).toBe(true)
    expect(shop.sandbox.trades.get('o-1')?.subject).toBe('一杯咖啡')
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('N12 in GBK: the bytes on the wire and the signature are of that charset', async () => {
    const shop = await paidWith('N12', { charset: 'GBK', text: '咖啡 a+b' })
    const [{ request } = { request: undefined }] = shop.received
    expect(request?.headers.get('content-type')).toContain('GBK')
    const [send] = shop.sandbox.trace().of('send')
    expect(send?.wire.body).toContain('body=%BF%A7%B7%C8+a%2Bb')
    const decoded = new TextDecoder('gbk')
    const bytes = (text: string) =>
      Uint8Array.from(text.replaceAll('+', ' ').match(/%[0-9A-F]{2}|./g) ?? [], (one) =>
        one.length === 3 ? parseInt(one.slice(1), 16) : one.charCodeAt(0),
      )
    const pairs = (send?.wire.body ?? '').split('&').map((one) => one.split('='))
    const fields = Object.fromEntries(
      pairs.map(([name = '', value = '']) => [name, decoded.decode(bytes(value))]),
    )
    expect(fields.body).toBe('咖啡 a+b')
    expect(isGenuine(shop, fields)).toBe(true)
  })
})
