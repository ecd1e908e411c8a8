// Faults at the old gateway: by the same names, numbers and fields as everywhere.
import { describe, expect, test } from 'vitest'
import { openMapiShop } from '../../testing/mapi-shop.fixture.ts'
import { HOUR, SECOND } from '../../values/instant.ts'

function openFaulty(fault: string, options = {}, match: object = {}) {
  const shop = openMapiShop()
  shop.sandbox.faults.add({ fault, options, match: { protocol: 'mapi', ...match } })
  return shop
}

/** Three paid orders, and then a fault. */
async function openWithBatch(fault: string, options = {}, match: object = {}) {
  const shop = openMapiShop()
  const names = ['o-1', 'o-2', 'o-3']
  for (const one of names) await shop.paid(one)
  shop.received.length = 0
  shop.sandbox.faults.add({ fault, options, match: { protocol: 'mapi', ...match } })
  const items = names.map((one) => `${shop.tradeNo(one)}^1.00^ok`)
  const codes = () =>
    shop
      .batchNews()
      .map(({ fields }) => fields.result_details?.split('#').map((one) => one.split('^')[2]))
  return { ...shop, items, codes }
}

describe('a query', () => {
  test.each([
    ['F01', {}, 'SYSTEM_ERROR'],
    ['F02', {}, 'SYSTEM_ERROR'],
    ['F18', {}, 'ILLEGAL_ARGUMENT'],
    ['F19', { subCode: 'HAS_NO_PRIVILEGE' }, 'HAS_NO_PRIVILEGE'],
    ['F25', {}, 'SYSTEM_ERROR'],
  ])('%s %j answers %s', async (fault, options, code) => {
    const shop = openFaulty(fault, options, { op: 'QUERY' })
    expect((await shop.call('single_trade_query', { out_trade_no: 'o-1' })).said).toBe(code)
  })

  test.each(['F03', 'F04', 'F05', 'F08'])('%s: there is no answer', async (fault) => {
    const shop = openFaulty(fault, fault === 'F05' ? { for: '2s' } : {}, { op: 'QUERY' })
    const failed = shop.call('single_trade_query', { out_trade_no: 'o-1' }).catch(String)
    await shop.pass(3 * SECOND)
    expect(await failed).toContain('fetch failed')
  })

  test('F12: signed by a stranger, or with other members', async () => {
    const shop = openFaulty('F12', { how: 'stranger' }, { op: 'QUERY' })
    await shop.paid('o-1')
    const bent = await shop.call('single_trade_query', { out_trade_no: 'o-1' })
    shop.sandbox.faults.clear()
    const right = await shop.call('single_trade_query', { out_trade_no: 'o-1' })
    const signOf = (text: string) => /<sign>(\w+)<\/sign>/.exec(text)?.[1]
    expect(signOf(bent.text)).not.toBe(signOf(right.text))
    shop.sandbox.faults.add({ fault: 'unknown-fields', match: { op: 'QUERY' } })
    expect((await shop.call('single_trade_query', { out_trade_no: 'o-1' })).said).toBe('T')
  })
})

test('F14: a form that is posted twice makes one order', async () => {
  const shop = openFaulty('F14', {}, { op: 'CASHIER' })
  await shop.paid('o-1')
  expect(shop.sandbox.trades.list()).toHaveLength(1)
})

describe('batches of refunds', () => {
  test('F28: one item fails, and only that is not refunded', async () => {
    const shop = await openWithBatch('F28')
    expect((await shop.refund('001', shop.items)).said).toBe('T')
    await shop.pass(10 * SECOND)
    expect(shop.codes()).toEqual([['SUCCESS', 'TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH', 'SUCCESS']])
    expect(['o-1', 'o-2', 'o-3'].map((one) => shop.sandbox.trades.get(one)?.refundedFen)).toEqual([
      100, 0, 100,
    ])
    expect(shop.orderNews().map(({ fields }) => fields.out_trade_no)).toEqual(['o-1', 'o-3'])
  })

  test('F28: those that are named, for the reason that is', async () => {
    const shop = await openWithBatch('F28', { items: '1,3', why: 'state' })
    await shop.refund('001', shop.items)
    await shop.pass(10 * SECOND)
    expect(shop.codes()).toEqual([['TRADE_STATUS_ERROR', 'SUCCESS', 'TRADE_STATUS_ERROR']])
  })

  test.each([
    ['finished', 'TRADE_HAS_FINISHED'],
    ['window', 'TRADE_HAS_FINISHED'],
    ['sum', 'REFUND_TRADE_FEE_ERROR'],
  ])('F27 %s: accepted, and every item fails', async (why, code) => {
    const shop = await openWithBatch('F27', { why })
    expect((await shop.refund('001', shop.items)).said).toBe('T')
    await shop.pass(10 * SECOND)
    expect(shop.codes()).toEqual([[code, code, code]])
  })

  test('F27 contract: refused, and silence', async () => {
    const shop = await openWithBatch('F27', { why: 'contract' })
    expect((await shop.refund('001', shop.items)).said).toBe('PARTNER_NOT_SIGN_PROTOCOL')
    await shop.pass(30 * HOUR)
    expect(shop.received).toEqual([])
  })

  test('F27 99-silent: accepted, and silence', async () => {
    const shop = await openWithBatch('F27', { why: '99-silent' })
    expect((await shop.refund('001', shop.items)).said).toBe('T')
    await shop.pass(30 * HOUR)
    expect(shop.received).toEqual([])
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(0)
  })

  test('F24: the seller’s money is away while the items are tried', async () => {
    const shop = await openWithBatch('F24', { until: '60s' })
    await shop.refund('001', shop.items)
    await shop.pass(10 * SECOND)
    expect(new Set(shop.codes().flat())).toEqual(new Set(['TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH']))
  })

  test('F14: delivered twice, it is refunded once', async () => {
    const shop = await openWithBatch('F14', { gap: '1s' }, { op: 'REFUND' })
    await shop.refund('001', shop.items)
    await shop.pass(10 * SECOND)
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(100)
    expect(shop.batchNews()).toHaveLength(1)
  })

  test('F05: the reply hangs and the batch is carried out; submitted again it is a duplicate', async () => {
    const shop = await openWithBatch('F05', { executed: 'yes', for: '2s' }, { count: 1 })
    const hung = shop.refund('001', shop.items).catch(String)
    await shop.pass(10 * SECOND)
    expect(await hung).toContain('fetch failed')
    expect((await shop.refund('001', shop.items)).said).toBe('DUPLICATE_BATCH_NO')
    expect(shop.sandbox.trades.get('o-1')?.refundedFen).toBe(100)
  })

  test('N02 and N04 reach the news of a batch by the op REFUND, and leave those of orders alone', async () => {
    const late = await openWithBatch('N02', { delay: '25h' }, { op: 'REFUND' })
    await late.refund('001', late.items)
    await late.pass(24 * HOUR)
    expect(late.received.map(({ fields }) => fields.out_trade_no)).toEqual(['o-1', 'o-2', 'o-3'])
    await late.pass(2 * HOUR)
    expect(late.batchNews()).toHaveLength(1)
    const lost = await openWithBatch('N04', { first: 8 }, { op: 'REFUND' })
    await lost.refund('001', lost.items)
    await lost.pass(30 * HOUR)
    expect(lost.batchNews()).toEqual([])
    expect(lost.orderNews()).toHaveLength(3)
  })

  test.each(['N06', 'N16', 'N17', 'N20'])(
    '%s: the news of a batch have no state and no sum to change',
    async (fault) => {
      const shop = await openWithBatch(fault, {}, { op: 'REFUND' })
      await shop.refund('001', shop.items)
      await shop.pass(10 * SECOND)
      const sent = shop.sandbox
        .trace()
        .of('send')
        .find(({ text }) => text?.batch)
      expect(sent).toMatchObject({ genuine: true })
      expect(shop.codes()).toEqual([['SUCCESS', 'SUCCESS', 'SUCCESS']])
    },
  )
})

describe('news of an order', () => {
  const told = async (fault: string, options = {}) => {
    const shop = openFaulty(fault, options)
    await shop.paid('o-1')
    return shop
  }

  test('N13: the notification has been answered a second before the buyer comes back', async () => {
    const shop = openFaulty('N13', { of: 'return', lead: '1s' })
    const { location } = await shop.submit('o-1')
    const page = await shop.logIn(location)
    let back = ''
    const going = shop.step(page, 'pay', { password: '111111' }).then((to) => (back = to))
    await shop.pass(999)
    expect(shop.received).toHaveLength(1)
    expect(back).toBe('')
    await shop.pass(1)
    await going
    expect(back).toContain('is_success=T')
    await shop.pass(HOUR)
    expect(shop.received).toHaveLength(1)
  })

  test('N15 and N16: a refund and an end that did not happen, validly signed', async () => {
    const refunded = await told('N15', { amountFen: 100 })
    expect(refunded.received[0]).toMatchObject({
      verified: true,
      fields: { trade_status: 'TRADE_SUCCESS', refund_status: 'REFUND_SUCCESS' },
    })
    const finished = await told('N16', { after: '2s' })
    await finished.pass(5 * SECOND)
    expect(finished.received.map(({ fields }) => fields.trade_status)).toEqual([
      'TRADE_SUCCESS',
      'TRADE_FINISHED',
    ])
  })

  test.each([
    ['N06', { byFen: -1 }, 'amount', { total_fee: '88.87' }],
    ['N08', {}, 'seller', {}],
    ['N09', {}, 'order', {}],
    ['N11', {}, 'params', {}],
    ['N17', { status: 'TRADE_CLOSED' }, 'state', { trade_status: 'TRADE_CLOSED' }],
    ['N20', {}, 'state', {}],
  ])(
    '%s %j: validly signed, and the journal says that it is not so',
    async (fault, options, kind, fields) => {
      const shop = await told(fault, options)
      expect(shop.received[0]).toMatchObject({ verified: true, fields })
      expect(shop.sandbox.trace().of('send')[0]).toMatchObject({ bend: { kind } })
    },
  )

  test('N01 and N18: copies, and the very bytes again', async () => {
    expect((await told('N01', { copies: 2, gap: '1s' })).received).toHaveLength(3)
    const again = await told('N18', { after: '1s' })
    await again.pass(5 * SECOND)
    expect(again.received.map(({ fields }) => fields.sign)).toEqual([
      again.received[0]?.fields.sign,
      again.received[0]?.fields.sign,
    ])
  })

  test('news that somebody tells by hand, of an order that nobody has heard of', async () => {
    const shop = openMapiShop()
    const url = 'http://shop.test/mapi/notify'
    shop.sandbox.notifications.tell({ protocol: 'mapi', outTradeNo: 'mine', url, totalFen: 100 })
    await shop.pass(SECOND)
    expect(shop.received[0]).toMatchObject({
      verified: true,
      fields: { out_trade_no: 'mine', trade_status: 'TRADE_SUCCESS', total_fee: '1.00' },
    })
  })

  test('N19: the acknowledgement is not heard, so it comes again under the same id', async () => {
    const shop = await told('N19', {})
    await shop.pass(HOUR)
    expect(new Set(shop.received.map(({ fields }) => fields.notify_id)).size).toBe(1)
    expect(shop.received.length).toBeGreaterThan(1)
  })

  test.each(['none', 'random', 'wrong-key', 'stolen', 'field-changed'])(
    'N05: forged, %s',
    async (variant) => {
      const shop = await told('N05', { variant })
      expect(shop.received.map(({ verified }) => verified)).toEqual([false])
    },
  )

  test('N21: a buyer who leaves unpaid comes back with a forged return', async () => {
    const shop = openFaulty('N21')
    const { location } = await shop.submit('o-1')
    const back = await shop.step(await shop.logIn(location), 'leave')
    const { shop: _own, ...fields } = Object.fromEntries(new URL(back).searchParams)
    expect(fields).toMatchObject({ is_success: 'T', trade_status: 'TRADE_SUCCESS' })
    expect(fields).not.toHaveProperty('sign')
    expect(shop.sandbox.trades.get('o-1')?.status).toBe('WAIT_BUYER_PAY')
  })

  test('K04: the whole schedule of a batch goes by, or is never heard', async () => {
    const late = openMapiShop({ answers: () => new Response('fail') })
    await late.paid('o-1')
    await late.refund('001', [`${late.tradeNo('o-1')}^1.00^ok`])
    await late.pass(3 * SECOND)
    await late.sandbox.notifications.hurry('20260105001')
    expect(late.batchNews()).toHaveLength(8)
    const silent = openMapiShop()
    await silent.paid('o-1')
    await silent.refund('001', [`${silent.tradeNo('o-1')}^1.00^ok`])
    await silent.pass(3 * SECOND)
    silent.sandbox.notifications.silence('20260105001')
    await silent.pass(HOUR)
    expect(silent.batchNews()).toEqual([])
  })

  test('K04: the whole schedule of a trade goes by', async () => {
    const shop = openMapiShop({ answers: () => new Response('SUCCESS') })
    await shop.paid('o-1')
    await shop.sandbox.notifications.hurry('o-1')
    expect(shop.received).toHaveLength(8)
    expect(shop.sandbox.notifications.list()).toMatchObject([{ state: 'exhausted' }])
  })
})
