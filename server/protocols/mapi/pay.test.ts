// A payment at the old gateway, end to end: the browser brings the order, the buyer pays in the cashier, the browser
// goes back, and the notification follows.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encodeText } from '../../values/charset.ts'
import { mapiText, openMapiShop, type MapiShop } from '../../testing/mapi-shop.fixture.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams)

describe.each(['GET', 'POST'] as const)('submitted by %s', (how) => {
  test('the buyer pays, goes back with the news of it, and three seconds later it is notified', async () => {
    const shop = openMapiShop()
    const { status, location } = await shop.submit('o-1', { extra_common_param: 'a|b' }, how)
    expect(status).toBe(302)
    const back = await shop.payAt(location)
    const returned = queryOf(back)
    const [buyer] = shop.sandbox.buyers.list()
    const { sign: _sign, notify_id, trade_no, ...rest } = returned
    expect(rest).toEqual({
      shop: '1',
      is_success: 'T',
      exterface: 'create_direct_pay_by_user',
      payment_type: '1',
      notify_time: '2026-01-05 10:00:00',
      notify_type: 'trade_status_sync',
      out_trade_no: 'o-1',
      trade_status: 'TRADE_SUCCESS',
      subject: '一杯咖啡',
      total_fee: '88.88',
      buyer_email: buyer?.logonId,
      buyer_id: buyer?.buyerId,
      seller_email: shop.app.sellerEmail,
      seller_id: shop.app.pid,
      extra_common_param: 'a|b',
      sign_type: 'MD5',
    })
    const { shop: _own, ...theirs } = returned
    expect(shop.isGenuine(theirs)).toBe(true)
    expect(shop.received).toEqual([])
    await shop.pass(2_999)
    expect(shop.received).toEqual([])
    await shop.pass(1)
    const [{ fields, verified } = { fields: {}, verified: false }] = shop.received
    expect(verified).toBe(true)
    const { sign: _s, notify_id: id, ...told } = fields as Record<string, string>
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(id).not.toBe(notify_id)
    expect(told).toEqual({
      notify_time: '2026-01-05 10:00:03',
      notify_type: 'trade_status_sync',
      out_trade_no: 'o-1',
      trade_no,
      trade_status: 'TRADE_SUCCESS',
      subject: '一杯咖啡',
      price: '88.88',
      quantity: '1',
      total_fee: '88.88',
      discount: '0.00',
      payment_type: '1',
      seller_email: shop.app.sellerEmail,
      seller_id: shop.app.pid,
      buyer_email: buyer?.logonId,
      buyer_id: buyer?.buyerId,
      gmt_create: '2026-01-05 10:00:00',
      gmt_payment: '2026-01-05 10:00:00',
      is_total_fee_adjust: 'N',
      use_coupon: 'N',
      extra_common_param: 'a|b',
      sign_type: 'MD5',
    })
    expect(trade_no).toMatch(/^20260105\d{20}$/)
  })
})

test('the journal has the order in plain words, and the family', async () => {
  const shop = openMapiShop()
  await shop.submit('o-1', { it_b_pay: '1d', seller_id: '', seller_email: shop.app.sellerEmail })
  expect(shop.sandbox.trace().of('request')[0]).toMatchObject({
    family: 'mapi',
    protocol: 'mapi',
    op: 'CASHIER',
    method: 'create_direct_pay_by_user',
    amountFen: 8_888,
    order: {
      outTradeNo: 'o-1',
      total: '88.88',
      expires: '1d',
      payee: { by: 'email', named: shop.app.sellerEmail },
    },
  })
})

test('a price and a number of pieces make the total, and are told as they were', async () => {
  const shop = openMapiShop()
  await shop.paid('o-1', { price: '10.50', quantity: '3' })
  expect(shop.received[0]?.fields).toMatchObject({
    price: '10.50',
    quantity: '3',
    total_fee: '31.50',
  })
})

test('orders in GBK are read, signed and told in GBK', async () => {
  const shop = openMapiShop()
  const params = shop.common('create_direct_pay_by_user', {
    ...shop.order('o-1'),
    _input_charset: 'gb2312',
    sign_type: 'MD5',
  })
  const bytes = Buffer.concat([encodeText(mapiText(params), 'gbk'), Buffer.from(shop.keys.md5Key)])
  const sign = createHash('md5').update(bytes).digest('hex')
  const escaped = (text: string) =>
    Array.from(encodeText(text, 'gbk'), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const form = Object.entries({ ...params, sign }).map(
    ([name, value]) => `${name}=${escaped(value)}`,
  )
  const reply = await shop.sandbox.fetch(
    new Request(`http://gateway.test/gateway.do?${form.join('&')}`),
  )
  await shop.payAt(reply.headers.get('location') ?? '')
  expect(shop.sandbox.trades.get('o-1')).toMatchObject({ subject: '一杯咖啡', charset: 'gbk' })
  await shop.pass(5 * SECOND)
  const sent = shop.sandbox.trace().of('send')[0]?.wire
  expect(sent?.headers['content-type']).toMatch(/charset=GBK$/)
  expect(sent?.body).toContain('subject=%D2%BB%B1%AD%BF%A7%B7%C8')
})

describe('the buyer is not the seller', () => {
  test.each(['buyer_id', 'buyer_email', 'buyer_account_name'])('named by %s', async (name) => {
    const shop = openMapiShop()
    const own = name === 'buyer_id' ? shop.app.pid : shop.app.sellerEmail
    expect((await shop.submit('o-1', { [name]: own })).said).toBe('BUYER_SELLER_EQUAL')
  })

  test('and whoever is named pays alone', async () => {
    const shop = openMapiShop()
    const [, second] = shop.sandbox.buyers.list()
    const { location } = await shop.submit('o-1', { buyer_email: second?.logonId ?? '' })
    expect(await shop.payAt(location, 0)).toContain('ticket=')
    expect(shop.sandbox.trades.get('o-1')).toBeUndefined()
    expect(await shop.payAt(location, 1)).toContain('is_success=T')
  })
})

describe('the same order again', () => {
  const changes: [string, Record<string, string>, string][] = [
    ['another sum', { total_fee: '88.87' }, 'TRADE_TOTALFEE_NOT_MATCH'],
    ['another time', { it_b_pay: '2d' }, 'ILLEGAL_OUTTIME_ARGUMENT'],
    ['another receiver', { seller_id: '2088999999999999' }, 'TRADE_SELLER_NOT_MATCH'],
  ]
  const again = async (shop: MapiShop, more: Record<string, string>) => {
    shop.sandbox.options.set({ sellerIds: ['2088999999999999'] })
    return (await shop.submit('o-1', { it_b_pay: '1d', ...more })).said
  }
  test.each(changes)(
    '%s is refused before anybody has logged in, and after',
    async (_what, more, code) => {
      const shop = openMapiShop()
      const { location } = await shop.submit('o-1', { it_b_pay: '1d' })
      expect(await again(shop, more)).toBe(code)
      await shop.logIn(location)
      expect(await again(shop, more)).toBe(code)
    },
  )

  test('a buyer named afterwards is refused', async () => {
    const shop = openMapiShop()
    const [first] = shop.sandbox.buyers.list()
    await shop.submit('o-1')
    const reply = await shop.submit('o-1', { buyer_id: first?.buyerId ?? '' })
    expect(reply.said).toBe('TRADE_BUYER_NOT_MATCH')
  })

  test('unchanged, it leads to the same cashier, and its time is not set back', async () => {
    const shop = openMapiShop()
    const first = await shop.submit('o-1', { it_b_pay: '1h' })
    await shop.pass(30 * MINUTE)
    const second = await shop.submit('o-1', { it_b_pay: '1h', subject: 'another word' })
    expect(second.location).toBe(first.location)
    await shop.pass(31 * MINUTE)
    expect(await shop.get(second.location)).toContain('class="expired"')
  })

  test('paid or closed, it is refused', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1')
    expect((await shop.submit('o-1')).said).toBe('TRADE_NOT_ALLOWED_PAY')
    await shop.logIn((await shop.submit('o-2', { it_b_pay: '1h' })).location)
    await shop.pass(HOUR)
    expect((await shop.submit('o-2', { it_b_pay: '1h' })).said).toBe('TRADE_NOT_ALLOWED_PAY')
    expect(shop.orderNews()).toHaveLength(1)
  })
})

describe('who gets the money', () => {
  test('the id counts before the email', async () => {
    const shop = openMapiShop()
    await shop.paid('o-1', { seller_email: 'nobody@sandbox.com' })
    expect(shop.sandbox.trades.get('o-1')?.sellerId).toBe(shop.app.pid)
  })

  test('a seller who renames its account is found by its id alone', async () => {
    const shop = openMapiShop()
    const byEmail = { seller_id: '', seller_email: shop.app.sellerEmail }
    await shop.paid('o-1', byEmail)
    shop.sandbox.apps.renameSeller(shop.app.appId, 'renamed@sandbox.com')
    expect((await shop.submit('o-2', byEmail)).said).toBe('SELLER_NOT_EXIST')
    expect(await shop.paid('o-3')).toContain('seller_email=renamed%40sandbox.com')
  })
})

test('the key of query_timestamp lasts half a minute, and wants the address of the buyer beside it', async () => {
  const shop = openMapiShop()
  const { text } = await shop.send(shop.common('query_timestamp', {}))
  const key = /<encrypt_key>(.+)<\/encrypt_key>/.exec(text)?.[1] ?? ''
  const with_ = (outTradeNo: string, more = {}) =>
    shop.submit(outTradeNo, { anti_phishing_key: key, ...more })
  expect((await with_('o-1')).said).toBe('ILLEGAL_EXTER_INVOKE_IP')
  expect((await with_('o-2', { exter_invoke_ip: '10.0.0.1' })).status).toBe(302)
  await shop.pass(31 * SECOND)
  expect((await with_('o-3', { exter_invoke_ip: '10.0.0.1' })).said).toBe(
    'ANTI_PHISHING_KEY_TIMEOUT',
  )
})

describe('what a contract leaves out', () => {
  test('a time of its own', async () => {
    const shop = openMapiShop()
    shop.sandbox.options.set({ mapiCustomTimeout: false })
    expect((await shop.submit('o-1', { it_b_pay: '1d' })).said).toBe('SELF_TIMEOUT_NOT_SUPPORT')
  })

  test('payment from the balance: a card still pays, and the refund goes its way', async () => {
    const shop = openMapiShop()
    shop.sandbox.options.set({ mapiBalancePayment: false })
    const { location } = await shop.submit('o-1')
    expect(await shop.payAt(location)).not.toContain('is_success')
    shop.sandbox.options.set({ wallet: [{ channel: 'BANKCARD', upToFen: 1_000_000 }] })
    await shop.paid('o-2')
    expect((await shop.refund('001', [`${shop.tradeNo('o-2')}^1.00^ok`])).said).toBe('T')
    await shop.pass(10 * SECOND)
    expect(shop.batchNews()[0]?.fields.result_details).toMatch(/\^1\.00\^SUCCESS$/)
  })

  test('refunds: it is finished as it is paid, and told so once', async () => {
    const shop = openMapiShop()
    shop.sandbox.options.set({ mapiContract: 'plain' })
    expect(await shop.paid('o-1')).toContain('trade_status=TRADE_FINISHED')
    await shop.pass(100 * DAY)
    expect(shop.orderNews().map(({ fields }) => fields.trade_status)).toEqual(['TRADE_FINISHED'])
  })
})
