// Faults at the gateway of AMS: by the same names, numbers and fields as everywhere.
import { describe, expect, test } from 'vitest'
import { openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

function openFaulty(fault: string, options = {}, match: object = { op: 'PAY', count: 1 }) {
  const shop = openAmsShop()
  shop.sandbox.faults.add({ fault, options, match: { protocol: 'ams-v1', ...match } })
  return shop
}

test.each([
  ['F01', {}, 'U UNKNOWN_EXCEPTION', 'none'],
  ['F02', {}, 'U UNKNOWN_EXCEPTION', 'TRADE_SUCCESS'],
  ['F16', {}, 'U PAYMENT_IN_PROCESS', 'TRADE_SUCCESS'],
  ['F18', {}, 'F PARAM_ILLEGAL', 'none'],
  ['F19', { subCode: 'RISK_REJECT' }, 'F RISK_REJECT', 'none'],
  ['F19', {}, 'F PROCESS_FAIL', 'none'],
  ['F19', { subCode: 'BuyerBalanceTooLow' }, 'F USER_BALANCE_NOT_ENOUGH', 'none'],
  ['F25', {}, 'U REQUEST_TRAFFIC_EXCEED_LIMIT', 'none'],
])('%s %j: pay answers %s, and the trade is %s', async (fault, options, said, status) => {
  const shop = openFaulty(fault, options)
  const reply = await shop.pay('p-1')
  expect(reply).toMatchObject({ said, status: 200, verified: true })
  expect(shop.sandbox.trades.get('p-1')?.status ?? 'none').toBe(status)
})

test.each(['F03', 'F04', 'F05', 'F08'])('%s: there is no answer', async (fault) => {
  const shop = openFaulty(fault, fault === 'F05' ? { for: '2s' } : {})
  const failed = shop.pay('p-1').catch(String)
  await shop.pass(3 * SECOND)
  expect(await failed).toContain('fetch failed')
})

test.each([
  ['F09', {}],
  ['F10', {}],
  ['F11', { kind: 'wrong-envelope' }],
  ['F11', { kind: 'not-json' }],
])('%s %j: what comes is no answer of AMS', async (fault, options) => {
  const shop = openFaulty(fault, options)
  const asked = shop.request('payments/inquiryPayment', { paymentRequestId: 'p-1' })
  shop.sandbox.faults.add({ fault, options, match: { op: 'QUERY' } })
  const text = await shop.sandbox
    .fetch(asked)
    .then((reply) => reply.text())
    .catch(() => '')
  expect(text).not.toContain('resultStatus')
})

test.each(['altered', 'stranger', 'missing'])(
  'F12: a signature that is %s fits nobody’s key',
  async (how) => {
    const reply = await openFaulty('F12', { how }).pay('p-1')
    expect(reply).toMatchObject({ said: 'S SUCCESS', verified: false })
  },
)

test('F17: for a while the inquiry lags behind the payment', async () => {
  const shop = openFaulty('F17', { delta: '6s' }, { op: 'QUERY' })
  await shop.pay('p-1')
  expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'PROCESSING' })
  await shop.pass(7 * SECOND)
  expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'SUCCESS' })
})

test.each([
  ['F20', {}, 'U UNKNOWN_EXCEPTION'],
  ['F21', {}, 'F CANCEL_WINDOW_EXCEED'],
  ['F01', {}, 'U UNKNOWN_EXCEPTION'],
])('%s: a cancel answers %s, and its repetition is carried out', async (fault, options, said) => {
  const shop = openFaulty(fault, options, { op: 'CANCEL', count: 1 })
  await shop.pay('p-1')
  expect((await shop.cancel('p-1')).said).toBe(said)
  expect((await shop.cancel('p-1')).said).toBe('S SUCCESS')
})

describe('notifications', () => {
  const told = async (fault: string, options = {}) => {
    const shop = openFaulty(fault, options, {})
    await shop.pay('p-1')
    await shop.pass(MINUTE)
    return shop
  }

  test('N01 comes twice, N04 not at all, N02 late', async () => {
    expect((await told('N01', { copies: 1 })).received).toHaveLength(2)
    expect((await told('N04', { first: 8 })).received).toEqual([])
    const late = (await told('N02', { delay: '20s' })).received
    expect(late.map(({ headers }) => headers.get('request-time'))).toEqual([
      '2026-01-05T10:00:20+08:00',
    ])
  })

  test.each(['none', 'random', 'wrong-key', 'stolen', 'field-changed'])(
    'N05: forged, %s',
    async (variant) => {
      const shop = await told('N05', { variant })
      expect(shop.received.map(({ verified }) => verified)).toEqual([false])
      expect(shop.sandbox.trace().of('send')[0]).toMatchObject({
        genuine: false,
        bend: { kind: 'forged' },
      })
    },
  )

  test('N06 and N10: another sum, and another currency, under a genuine signature', async () => {
    const less = await told('N06', { byFen: -1 })
    expect(less.received[0]).toMatchObject({
      verified: true,
      body: { paymentAmount: { currency: 'USD', value: '598' } },
    })
    const yen = await told('N10')
    expect(yen.received[0]).toMatchObject({
      verified: true,
      body: { paymentAmount: { currency: 'JPY', value: '599' } },
    })
    expect(yen.sandbox.trace().of('send')[0]).toMatchObject({
      genuine: false,
      text: { currency: 'JPY' },
    })
  })

  test('an address with a query of the fault is signed with it', async () => {
    const shop = await told('own-query')
    expect(shop.received[0]?.url).toContain('?shop=1&')
    expect(shop.received[0]?.verified).toBe(true)
  })
})

test('a rule for openapi leaves AMS alone', async () => {
  const shop = openAmsShop()
  shop.sandbox.faults.add({ fault: 'F01', match: { protocol: 'openapi-v2' } })
  expect((await shop.pay('p-1')).said).toBe('S SUCCESS')
})

test('members that nobody knows, and another order of members, are signed like any other', async () => {
  for (const fault of ['unknown-fields', 'member-order']) {
    const reply = await openFaulty(fault).pay('p-1')
    expect(reply).toMatchObject({ said: 'S SUCCESS', verified: true })
  }
})

describe('the amounts of Alipay’s own mock, as a profile', () => {
  const paying = (value: string) => ({ paymentAmount: { currency: 'JPY', value } })
  const open = () => {
    const shop = openAmsShop()
    shop.sandbox.profile.set('magic-amounts')
    return shop
  }

  test('a pay of 9901 is unknown, of 9902 never answered, of anything else as usual', async () => {
    const shop = open()
    expect((await shop.pay('p-1', paying('9901'))).said).toBe('U UNKNOWN_EXCEPTION')
    expect((await shop.invite('p-2', 'EntryCode', paying('9901'))).said).toBe('U UNKNOWN_EXCEPTION')
    expect((await shop.pay('p-3', paying('9900'))).said).toBe('S SUCCESS')
    const never = shop.pay('p-4', paying('9902'))
    const first = await Promise.race([never, shop.pass(MINUTE).then(() => 'a minute')])
    expect(first).toBe('a minute')
  })

  test('an inquiry for a payment of 9903 is unknown, for one of 9904 never answered', async () => {
    const shop = open()
    await shop.pay('p-1', paying('9903'))
    expect((await shop.inquire('p-1')).said).toBe('U UNKNOWN_EXCEPTION')
    await shop.pay('p-2', paying('9904'))
    const first = await Promise.race([
      shop.inquire('p-2'),
      shop.pass(MINUTE).then(() => 'a minute'),
    ])
    expect(first).toBe('a minute')
  })
})
