// The till abroad in front of the gateway of AMS itself: what it believes, what it asks for, and what it keeps.
import { expect, test } from 'vitest'
import { live } from './live.fixture.ts'

const ABROAD = { capabilities: { wallets: ['ams'] } } as const
const AT_AMS = { gateway: 'ams', currency: 'USD' } as const

test.each([
  ['an altered signature', 'F12', { how: 'altered' }],
  ['no signature', 'F12', { how: 'missing' }],
  ['what another order would be answered', 'F13', {}],
])('a reply with %s is not believed: the payment is asked for', (_what, fault, options) =>
  live(async (around) => {
    const { sale, sell, sleep, world } = around
    await sell('earlier', '11.00', 'at-once', AT_AMS)
    await sleep(1_000)
    await world.setOptions({ amsNotifyPaymentCode: false })
    await world.addFault({ fault, options, match: { op: 'PAY', count: 1 } })
    await sell('s', '10.03', 'at-once', AT_AMS)
    await sleep(10_000)
    expect(around.ops()).toEqual(['PAY', 'PAY', 'QUERY'])
    expect(await sale('s')).toMatchObject({ status: 'PAID' })
  }, ABROAD),
)

test('a payment of which only a notification told is refunded by the number that it gave', () =>
  live(async (around) => {
    const { call, sale, sell, sleep, world } = around
    await world.addFault({ fault: 'F05', options: { executed: 'yes' }, match: { op: 'PAY' } })
    await sell('s', '10.03', 'at-once', AT_AMS)
    await sleep(5_000)
    await call('/refunds', { refund_id: 'r', sale_id: 's', amount: '4.00' })
    await sleep(2_000)
    expect(around.ops()).toEqual(['PAY', 'REFUND'])
    expect(await sale('s')).toMatchObject({ status: 'REFUNDED', refunded: '4.00' })
  }, ABROAD))

test.each([
  ['qr', /^https:\/\/qr\.alipay\.com\//],
  ['entry', /^alipays:\/\/platformapi\/startApp\?/],
])('an order of kind %s shows what the wallet opens, and is paid when it has', (kind, shown) =>
  live(async ({ call, sale, sleep, world }) => {
    await call('/sales', { sale_id: 's', kind, amount: '10.03', subject: 'tea', ...AT_AMS })
    await sleep(2_000)
    const { qr_code: code } = await sale('s')
    expect(code).toMatch(shown)
    expect(await sale('s')).toMatchObject({ status: 'PENDING' })
    await world.scan(String(code), 'at-once')
    await sleep(5_000)
    expect(await sale('s')).toMatchObject({ status: 'PAID' })
  }, ABROAD),
)

test('an order code whose reply was lost is asked for, and cancelled in the end', () =>
  live(async (around) => {
    const { call, sale, sleep, world } = around
    await world.addFault({ fault: 'F03', match: { op: 'PRECREATE', count: 1 } })
    const order = { sale_id: 's', kind: 'qr', amount: '10.03', subject: 'tea', ...AT_AMS }
    await call('/sales', order)
    await sleep(80_000)
    expect(around.ops()).toEqual(['PRECREATE', ...Array(15).fill('QUERY'), 'CANCEL'])
    expect(await sale('s')).toMatchObject({ status: 'REVERSED' })
  }, ABROAD))

test('ids are new after a restart too, and no two of them follow each other', () =>
  live(async ({ call, sell, sleep }) => {
    const before = [await sell('a', '10.01', 'at-once', AT_AMS)]
    await call('/admin/restart', {})
    const after = await Promise.all(
      ['b', 'c'].map((id, place) => sell(id, `10.0${place + 2}`, 'at-once', AT_AMS)),
    )
    await sleep(2_000)
    const ids = [...before, ...after].map(digitsOf)
    expect(new Set(ids).size).toBe(3)
    expect(ids.slice(1).map((id, place) => id - (ids[place] ?? 0n))).not.toContain(1n)
  }, ABROAD))

const digitsOf = (id: string) => BigInt(id.replaceAll(/\D/g, ''))

test('what is no JSON, and what nobody has signed, is not accepted', () =>
  live(async ({ deliver, sale, sell, sleep }) => {
    const number = await sell('s', '10.03', 'never', AT_AMS)
    await sleep(1_000)
    const forged = {
      notifyType: 'PAYMENT_RESULT',
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'success' },
      paymentRequestId: number,
      paymentAmount: { currency: 'USD', value: '1003' },
    }
    for (const text of ['hello', '[]', JSON.stringify(forged)]) {
      const reply = await deliver('/ams/notify', text)
      expect(await reply.json()).toMatchObject({ result: { resultStatus: 'F' } })
    }
    expect(await sale('s')).toMatchObject({ status: 'PENDING' })
  }, ABROAD))

test('two tills behind one door: each sale, refund and question goes to the till that knows it', () =>
  live(
    async (around) => {
      const { call, sale, sell, sleep } = around
      const home = await sell('home', '10.01')
      const abroad = await sell('abroad', '10.02', 'at-once', AT_AMS)
      await sleep(2_000)
      for (const id of ['home', 'abroad'])
        await call('/refunds', { refund_id: `r-${id}`, sale_id: id, amount: '4.00' })
      await sleep(5_000)
      for (const out_trade_no of [home, abroad])
        expect((await call('/manual-query', { out_trade_no })).body).toMatchObject({
          status: 'REFUNDED',
        })
      expect(await sale('abroad')).toMatchObject({ status: 'REFUNDED', refunded: '4.00' })
      expect((await call('/refunds/r-home')).body).toMatchObject({ status: 'REFUNDED' })
      const { body } = await call('/capabilities')
      expect(body).toMatchObject({ families: ['O', 'A'], supports: { recon: true } })
      const families = around.sandbox.trace().of('request')
      expect(families.map(({ family, ids }) => [family, ids.outTradeNo])).toEqual(
        expect.arrayContaining([
          ['openapi', home],
          ['ams', abroad],
        ]),
      )
    },
    { capabilities: { wallets: ['alipay', 'ams'] } },
  ))
