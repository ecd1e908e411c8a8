// Batch refunds: what is refused whole, what is accepted, how each item fares, and the two notifications of it.
import { describe, expect, test } from 'vitest'
import { detailsOf, openMapiShop, openPaid } from '../../testing/mapi-shop.fixture.ts'
import { HOUR, SECOND } from '../../values/instant.ts'

test('accepted is not refunded: that is told by two notifications, one of which looks like a payment', async () => {
  const shop = await openPaid('o-1')
  expect((await shop.refund('001', [shop.item('o-1', '8.88')])).text).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<alipay><is_success>T</is_success></alipay>',
  )
  expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(0)
  expect(shop.sandbox.trace().of('answer').at(-1)?.result).toMatchObject({
    meaning: 'pending',
    code: 'T',
  })
  await shop.pass(10 * SECOND)
  expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(888)
  const [news] = shop.batchNews()
  expect(news?.verified).toBe(true)
  const { sign: _sign, notify_id, ...told } = news?.fields ?? {}
  expect(told).toEqual({
    notify_time: '2026-01-05 10:00:10',
    notify_type: 'batch_refund_notify',
    batch_no: '20260105001',
    success_num: '1',
    result_details: `${shop.tradeNo('o-1')}^8.88^SUCCESS`,
    sign_type: 'MD5',
  })
  const [second] = shop.orderNews()
  expect(second?.verified).toBe(true)
  expect(second?.fields).toMatchObject({
    notify_type: 'trade_status_sync',
    trade_status: 'TRADE_SUCCESS',
    refund_status: 'REFUND_SUCCESS',
    gmt_refund: '2026-01-05 10:00:07',
    total_fee: '88.88',
  })
  expect(second?.fields.notify_id).not.toBe(notify_id)
  expect(shop.received).toHaveLength(2)
})

test('the journal has the items of the call and of the news', async () => {
  const shop = await openPaid('o-1', 'o-2')
  await shop.refund('001', [shop.item('o-1'), shop.item('o-2', '99.00')])
  await shop.pass(10 * SECOND)
  const [request] = shop.sandbox.trace().of('request').slice(-1)
  expect(request).toMatchObject({
    family: 'mapi',
    op: 'REFUND',
    method: 'refund_fastpay_by_platform_nopwd',
    ids: { outRequestNo: '20260105001' },
    batch: { number: '20260105001', declared: '2' },
    parts: [
      { ids: { tradeNo: shop.tradeNo('o-1'), outRequestNo: '20260105001' }, amountFen: 100 },
      { ids: { tradeNo: shop.tradeNo('o-2'), outRequestNo: '20260105001' }, amountFen: 9_900 },
    ],
  })
  const sent = shop.sandbox
    .trace()
    .of('send')
    .find(({ text }) => text?.batch)
  expect(sent).toMatchObject({
    outTradeNo: '',
    genuine: true,
    text: {
      ofRefund: true,
      batch: {
        number: '20260105001',
        items: [
          { tradeNo: shop.tradeNo('o-1'), amount: '1.00', isRefunded: true, code: 'SUCCESS' },
          { tradeNo: shop.tradeNo('o-2'), isRefunded: false, code: 'REFUND_TRADE_FEE_ERROR' },
        ],
      },
    },
  })
})

test('the whole of it back closes the trade, and that is told with the refund', async () => {
  const shop = await openPaid('o-1')
  await shop.refund('001', [shop.item('o-1', '88.88')])
  await shop.pass(10 * SECOND)
  expect(shop.orderNews().map(({ fields }) => [fields.trade_status, fields.refund_status])).toEqual(
    [['TRADE_CLOSED', 'REFUND_SUCCESS']],
  )
})

describe('refused whole, and nobody is told anything', () => {
  const twice = (shop: Awaited<ReturnType<typeof openPaid>>) => [shop.item('o-1'), shop.item('o-1')]
  const cases: [string, Record<string, string>, string, ('twice' | 'other')?][] = [
    ['a number without a date', { batch_no: 'abc' }, 'BATCH_NO_FORMAT_ERROR'],
    ['a number of another day', { batch_no: '20260104001' }, 'BATCH_NO_FORMAT_ERROR'],
    ['a number of zeros', { batch_no: '20260105000' }, 'BATCH_NO_FORMAT_ERROR'],
    ['a number that is too short', { batch_no: '2026010501' }, 'BATCH_NO_FORMAT_ERROR'],
    [
      'a number that is too long',
      { batch_no: `20260105${'1'.repeat(25)}` },
      'BATCH_NO_FORMAT_ERROR',
    ],
    ['a count that does not fit', { batch_num: '2' }, 'BATCH_NUM_NOT_EQUAL_TOTAL'],
    ['a count of none', { batch_num: '0' }, 'BATCH_NUM_ERROR'],
    ['a count that is no number', { batch_num: 'one' }, 'BATCH_NUM_ERROR'],
    ['a count beyond 1000', { batch_num: '1001' }, 'BATCH_NUM_EXCEED_LIMIT'],
    ['no date', { refund_date: '' }, 'REFUND_DATE_ERROR'],
    ['a date with slashes', { refund_date: '2026/01/05 10:00:00' }, 'REFUND_DATE_ERROR'],
    ['a trade twice', {}, 'DUBL_TRADE_NO_IN_SAME_BATCH', 'twice'],
    ['no list', { detail_data: '' }, 'DETAIL_DATA_FORMAT_ERROR'],
    ['two parts', { detail_data: '2026010522001000000000000000^1.00' }, 'DETAIL_DATA_FORMAT_ERROR'],
    ['no sum', { detail_data: '2026010522001000000000000000^x^ok' }, 'REFUND_AMOUNT_NOT_VALID'],
    [
      'a sum of nothing',
      { detail_data: '2026010522001000000000000000^0^ok' },
      'RESULT_AMOUNT_NOT_VALID',
    ],
    [
      'a long reason',
      { detail_data: `2026010522001000000000000000^1.00^${'长'.repeat(86)}` },
      'SINGLE_DETAIL_DATA_EXCEED_LIMIT',
    ],
    [
      'royalties',
      { detail_data: '2026010522001000000000000000^1.00^ok|a^b^c^d^1.00^ok' },
      'PWD_REFUND_NOT_ALLOW_ROYALTY',
    ],
    ['nobody to pay it', { seller_user_id: '' }, 'ILLEGAL_ARGUMENT'],
    [
      'another account to pay it',
      { seller_user_id: '', seller_email: 'other@sandbox.com' },
      'PARTNER_NOT_SIGN_PROTOCOL',
    ],
  ]
  test.each(cases)('%s', async (_what, more, code, items) => {
    const shop = await openPaid('o-1')
    const list = items === 'twice' ? twice(shop) : [shop.item('o-1')]
    expect((await shop.refund('001', list, more)).said).toBe(code)
    await shop.pass(30 * HOUR)
    expect(shop.received).toEqual([])
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(0)
  })

  test('without a contract for refunds', async () => {
    const shop = await openPaid('o-1')
    shop.sandbox.options.set({ mapiRefundContract: false })
    expect((await shop.refund('001', [shop.item('o-1')])).said).toBe('PARTNER_NOT_SIGN_PROTOCOL')
    expect(shop.sandbox.trace().of('answer').at(-1)?.result).toMatchObject({
      meaning: 'refused',
      reason: 'RefundNotAllowed',
    })
  })

  test('a number that a batch had, whatever became of that', async () => {
    const shop = await openPaid('o-1')
    const unknown = '2026010522001000000000000000^1.00^ok'
    await shop.refund('001', [unknown])
    await shop.pass(10 * SECOND)
    expect(detailsOf(shop)).toEqual([['0', '2026010522001000000000000000^1.00^TRADE_NOT_EXISTS']])
    expect((await shop.refund('001', [shop.item('o-1')])).said).toBe('DUPLICATE_BATCH_NO')
    await shop.pass(10 * SECOND)
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(0)
  })
})

describe('items fail by themselves', () => {
  test('the others are refunded', async () => {
    const shop = await openPaid('paid', 'finished', 'closed', 'more')
    await shop.logIn((await shop.submit('waiting')).location)
    await shop.refund('001', [shop.item('closed', '88.88')])
    await shop.pass(10 * SECOND)
    shop.received.length = 0
    const items = ['paid', 'closed', 'waiting'].map((one) => shop.item(one))
    await shop.refund('002', [...items, shop.item('more', '88.89')])
    await shop.pass(10 * SECOND)
    const [[count, details] = []] = detailsOf(shop)
    expect(count).toBe('1')
    expect(details?.split('#').map((one) => one.split('^')[2])).toEqual([
      'SUCCESS',
      'TRADE_HAS_CLOSED',
      'TRADE_STATUS_ERROR',
      'REFUND_TRADE_FEE_ERROR',
    ])
    expect(shop.orderNews().map(({ fields }) => fields.out_trade_no)).toEqual(['paid'])
  })

  test('past the refund window of three months', async () => {
    const shop = await openPaid('o-1')
    await shop.sandbox.clock.advance(91 * 24 * HOUR)
    const today = { batch_no: '20260406001', refund_date: '2026-04-06 10:00:00' }
    await shop.refund('', [shop.item('o-1')], today)
    await shop.pass(10 * SECOND)
    expect(detailsOf(shop)[0]?.[1]).toMatch(/TRADE_HAS_FINISHED$/)
  })

  test('for want of money', async () => {
    const shop = await openPaid('o-1')
    shop.sandbox.balances.withdraw({ owner: shop.app.pid, amountFen: 100_008_789 })
    await shop.refund('001', [shop.item('o-1')])
    await shop.pass(10 * SECOND)
    expect(detailsOf(shop)[0]?.[1]).toMatch(/\^TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH$/)
  })

  test('beyond what was paid, by refunds one after the other', async () => {
    const shop = await openPaid('o-1')
    for (const serial of ['001', '002', '003'])
      await shop.refund(serial, [shop.item('o-1', '44.44')])
    await shop.pass(10 * SECOND)
    expect(detailsOf(shop).map(([count]) => count)).toEqual(['1', '1', '0'])
    expect(shop.sandbox.trades.get('o-1')).toMatchObject({
      refundedFen: 8_888,
      status: 'TRADE_CLOSED',
    })
  })
})

test('a trade is refunded 99 times; the next time nothing happens and nobody is told', async () => {
  const shop = await openPaid('o-1')
  shop.sandbox.options.set({ mapiMostRefunds: 3 })
  for (const serial of ['001', '002', '003', '004']) {
    expect((await shop.refund(serial, [shop.item('o-1', '0.01')])).said).toBe('T')
    await shop.pass(10 * SECOND)
  }
  expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(3)
  expect(shop.batchNews().map(({ fields }) => fields.batch_no)).toEqual([
    '20260105001',
    '20260105002',
    '20260105003',
  ])
  await shop.pass(30 * HOUR)
  expect(shop.received).toHaveLength(6)
})

test('the refund of one that is beyond its 99 is left out of the news of its batch', async () => {
  const shop = await openPaid('o-1', 'o-2')
  shop.sandbox.options.set({ mapiMostRefunds: 1 })
  await shop.refund('001', [shop.item('o-1')])
  await shop.refund('002', [shop.item('o-1'), shop.item('o-2')])
  await shop.pass(10 * SECOND)
  expect(detailsOf(shop)[1]).toEqual(['1', `${shop.tradeNo('o-2')}^1.00^SUCCESS`])
})

test('money goes back to the card that paid; a dead card gives it to the balance', async () => {
  const shop = openMapiShop()
  const card = {
    channel: 'BANKCARD',
    upToFen: 1_000_000,
    bankCode: 'ICBC',
    fundType: 'CREDIT_CARD',
  }
  shop.sandbox.options.set({ wallet: [card], bankRefundFails: true })
  await shop.paid('o-1')
  await shop.refund('001', [`${shop.tradeNo('o-1')}^1.00^ok`])
  await shop.pass(10 * SECOND)
  const [trade] = shop.sandbox.trades.list()
  expect(trade?.refunds[0]?.funds).toEqual([
    { channel: 'BANKCARD', amountFen: 100, bankCode: 'ICBC', fundType: 'CREDIT_CARD' },
  ])
  // What the bank makes of it is no news of the batch: Alipay has given the money away.
  expect(detailsOf(shop)[0]?.[0]).toBe('1')
})

test('a batch may take more than a day', async () => {
  const shop = await openPaid('o-1')
  shop.sandbox.options.set({ mapiRefundTakesMs: 25 * HOUR })
  await shop.refund('001', [shop.item('o-1')])
  await shop.pass(24 * HOUR)
  expect(shop.received).toEqual([])
  await shop.pass(2 * HOUR)
  expect(shop.received).toHaveLength(2)
})

test('a thousand items are taken', async () => {
  const shop = await openPaid('o-1')
  const others = Array.from(
    { length: 999 },
    (_one, nth) => `${20_260_105_220_010_000n + BigInt(nth)}^1.00^ok`,
  )
  expect((await shop.refund('001', [shop.item('o-1'), ...others])).said).toBe('T')
  await shop.pass(10 * SECOND)
  expect(shop.batchNews()[0]?.fields.success_num).toBe('1')
  const more = [...others, ...others, 'x^1.00^ok'].slice(0, 1_001)
  expect((await shop.refund('002', more)).said).toBe('BATCH_NUM_EXCEED_LIMIT')
})
