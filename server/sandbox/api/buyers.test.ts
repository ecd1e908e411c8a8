// What buyers do, each with what the gateway answers and where the money is afterwards.
import { describe, expect, test } from 'vitest'
import { moneyMoved } from '../../testing/notified.fixture.ts'
import { NOTIFY_URL, openShop, type Shop } from '../../testing/shop.fixture.ts'
import { HOUR, MINUTE, SECOND } from '../../values/instant.ts'

const UNMOVED = { spent: 0, kept: 0 }
const PAID = { spent: 8_888, kept: 8_888 }

async function shown(pays: string, biz: Record<string, unknown> = {}) {
  const shop = openShop()
  const { authCode } = shop.sandbox.buyers.issueCode({ pays })
  const node = await shop.pay('o-1', { auth_code: authCode, ...biz })
  return { shop, node, authCode }
}

async function ordered(biz: Record<string, unknown> = {}) {
  const shop = openShop()
  const order = { out_trade_no: 'o-1', total_amount: '88.88', subject: '一杯咖啡', ...biz }
  const node = await shop.trade('precreate', order, { notify_url: NOTIFY_URL })
  return { shop, qrCode: String(node.qr_code) }
}

const status = ({ sandbox }: Shop) => sandbox.trades.get('o-1')?.status
const actions = ({ sandbox }: Shop) =>
  sandbox
    .trace()
    .of('buyer')
    .map(({ act }) => act)

test('B01 pays at once', async () => {
  const { shop, node } = await shown('at-once')
  expect(node).toMatchObject({ code: '10000', total_amount: '88.88' })
  expect(status(shop)).toBe('TRADE_SUCCESS')
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('B02 pays after 23 seconds', async () => {
  const { shop, node } = await shown('after-password=23s')
  expect(node).toMatchObject({ code: '10003' })
  await shop.pass(23 * SECOND - 1)
  expect([status(shop), moneyMoved(shop)]).toEqual(['WAIT_BUYER_PAY', UNMOVED])
  await shop.pass(1)
  expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_SUCCESS', PAID])
})

test('B03 never pays, and the order times out', async () => {
  const { shop, node } = await shown('never')
  expect(node).toMatchObject({ code: '10003' })
  await shop.pass(3 * HOUR)
  expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', UNMOVED])
})

test('B04 closes the cashier after five seconds: the trade closes', async () => {
  const { shop } = await shown('closes=5s')
  await shop.pass(5 * SECOND)
  expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', UNMOVED])
  const query = await shop.trade('query', { out_trade_no: 'o-1' })
  expect(query).toMatchObject({ trade_status: 'TRADE_CLOSED' })
})

describe('B05 taps pay after the cancel', () => {
  test('B05 a second after the cancel has closed the trade, and is refused', async () => {
    const { shop } = await shown('after-cancel=1s')
    expect(await shop.trade('cancel', { out_trade_no: 'o-1' })).toMatchObject({ action: 'close' })
    await shop.pass(SECOND)
    expect(shop.sandbox.trace().of('buyer').at(-1)).toMatchObject({
      act: 'refused',
      outTradeNo: 'o-1',
      note: 'TradeAlreadyClosed',
    })
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_CLOSED', UNMOVED])
  })

  test('B05 by hand: the wallet says why', async () => {
    const { shop } = await shown('never')
    await shop.trade('cancel', { out_trade_no: 'o-1' })
    expect(() => shop.sandbox.buyers.pay('o-1')).toThrow('TradeAlreadyClosed')
    expect([actions(shop).at(-1), moneyMoved(shop)]).toEqual(['refused', UNMOVED])
  })

  test('B05 without a cancel the buyer never pays', async () => {
    const { shop } = await shown('after-cancel=1s')
    await shop.pass(MINUTE)
    expect([status(shop), moneyMoved(shop)]).toEqual(['WAIT_BUYER_PAY', UNMOVED])
  })
})

describe('B06 scans late', () => {
  test('B06 40 seconds after the code was shown, and pays', async () => {
    const { shop, qrCode } = await ordered()
    const due = shop.sandbox.buyers.scanLater({ qrCode }, 40 * SECOND)
    expect(due).toBe(shop.sandbox.clock.view().nowMs + 40 * SECOND)
    await shop.pass(39 * SECOND)
    const query = await shop.trade('query', { out_trade_no: 'o-1' })
    expect(query).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
    await shop.pass(SECOND)
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_SUCCESS', PAID])
    expect(actions(shop)).toEqual(['paid'])
  })

  test('B06 after the code has died, and is refused', async () => {
    const { shop, qrCode } = await ordered({ timeout_express: '1m' })
    shop.sandbox.buyers.scanLater({ qrCode }, 5 * MINUTE)
    await shop.pass(5 * MINUTE)
    expect(shop.sandbox.trace().of('buyer')).toMatchObject([
      { act: 'refused', outTradeNo: 'o-1', note: 'AlreadyExpired' },
    ])
    expect([status(shop), moneyMoved(shop)]).toEqual([undefined, UNMOVED])
  })

  test('B06 a code that nobody has made is refused at once', async () => {
    const { shop } = await ordered()
    const scan = () => shop.sandbox.buyers.scanLater({ qrCode: 'https://qr.alipay.com/x' }, 1)
    expect(scan).toThrow(expect.objectContaining({ field: 'qrCode' }))
  })
})

test('B07 two people scan one QR code: the first is the buyer, the second is refused', async () => {
  const { shop, qrCode } = await ordered()
  const [first, second] = shop.sandbox.buyers.list()
  shop.sandbox.buyers.scan({ qrCode, buyerId: first?.buyerId, pays: 'after-password=5s' })
  const scan = () => shop.sandbox.buyers.scan({ qrCode, buyerId: second?.buyerId })
  expect(scan).toThrow('BuyerNotMatch')
  await shop.pass(5 * SECOND)
  expect(actions(shop)).toEqual(['scanned', 'refused', 'paid'])
  expect(shop.sandbox.trades.get('o-1')?.buyerId).toBe(first?.buyerId)
  expect(shop.sandbox.buyers.list()[1]?.balanceFen).toBe(second?.balanceFen)
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('B08 has not enough money', async () => {
  const { shop, node } = await shown('no-money')
  expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' })
  expect(moneyMoved(shop)).toEqual(UNMOVED)
  expect(shop.sandbox.buyers.list().at(-1)?.balanceFen).toBe(0)
})

test('risk control refuses a buyer; the order is paid by somebody else', async () => {
  const { shop, node } = await shown('risk-refused')
  expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.PAYMENT_REQUEST_HAS_RISK' })
  expect([status(shop), moneyMoved(shop)]).toEqual([undefined, UNMOVED])
  expect(await shop.pay('o-1')).toMatchObject({ code: '10000' })
  expect(moneyMoved(shop)).toEqual(PAID)
})

test('risk control refuses whoever scans, however large the amount: the order waits', async () => {
  const { shop, qrCode } = await ordered({ total_amount: '2000.01' })
  const scan = () => shop.sandbox.buyers.scan({ qrCode, pays: 'risk-refused' })
  expect(scan).toThrow('PaymentTooRisky')
  await shop.pass(MINUTE)
  expect([status(shop), moneyMoved(shop)]).toEqual(['WAIT_BUYER_PAY', UNMOVED])
})

describe('B09 needs the password', () => {
  test.each([
    ['at-once', '2000.01', 5],
    ['after-password=8s', '88.88', 8],
  ])('B09 pays %s for %s: waiting, and paid after %d seconds', async (pays, total, seconds) => {
    const { shop, node } = await shown(pays, { total_amount: total })
    expect(node).toMatchObject({ code: '10003' })
    expect(moneyMoved(shop)).toEqual(UNMOVED)
    await shop.pass(seconds * SECOND)
    const fen = Math.round(Number(total) * 100)
    expect([status(shop), moneyMoved(shop)]).toEqual(['TRADE_SUCCESS', { spent: fen, kept: fen }])
  })

  test('B09 exactly 2000 yuan need none', async () => {
    const { node } = await shown('at-once', { total_amount: '2000.00' })
    expect(node).toMatchObject({ code: '10000' })
  })
})

test('B10 claims to have paid and shows a picture: written down, and no money moves', async () => {
  const { shop } = await shown('never')
  expect(shop.sandbox.buyers.claim('o-1')).toEqual({
    outTradeNo: 'o-1',
    claims: 'paid',
    status: 'WAIT_BUYER_PAY',
    paidFen: 0,
  })
  expect(shop.sandbox.trace().of('buyer').at(-1)).toMatchObject({
    act: 'claimed-paid',
    outTradeNo: 'o-1',
    note: 'shows a picture; the books say WAIT_BUYER_PAY',
  })
  expect([status(shop), moneyMoved(shop)]).toEqual(['WAIT_BUYER_PAY', UNMOVED])
  expect(() => shop.sandbox.buyers.claim('o-9')).toThrow('there is no trade o-9')
})

test('B10 claims it of a QR order that nobody has scanned', async () => {
  const { shop } = await ordered()
  expect(shop.sandbox.buyers.claim('o-1')).toEqual({
    outTradeNo: 'o-1',
    claims: 'paid',
    paidFen: 0,
  })
})

describe('B11 shows a code that is no longer good', () => {
  const refused = { code: '40004', sub_code: 'ACQ.PAYMENT_AUTH_CODE_INVALID' }

  test.each(['expired', 'used', 'invalid'])('B11 %s', async (pays) => {
    const { shop, node } = await shown(pays)
    expect(node).toMatchObject(refused)
    expect([status(shop), moneyMoved(shop)]).toEqual([undefined, UNMOVED])
  })

  test('B11 a code that has paid once does not pay another order', async () => {
    const { shop, authCode } = await shown('at-once')
    expect(await shop.pay('o-2', { auth_code: authCode })).toMatchObject(refused)
    expect(moneyMoved(shop)).toEqual(PAID)
  })

  test('B11 a code that is older than two minutes', async () => {
    const shop = openShop()
    const { authCode } = shop.sandbox.buyers.issueCode()
    await shop.pass(2 * MINUTE + 1)
    expect(await shop.pay('o-1', { auth_code: authCode })).toMatchObject(refused)
  })

  test('B11 the phone has been refreshed: the old code is dead, the new one pays', async () => {
    const shop = openShop()
    const { authCode } = shop.sandbox.buyers.issueCode()
    const fresh = shop.sandbox.buyers.refreshCode(authCode)
    expect(await shop.pay('o-1', { auth_code: authCode })).toMatchObject(refused)
    const again = await shop.pay('o-1', { auth_code: fresh.authCode })
    expect(again).toMatchObject({ code: '10000' })
    expect(moneyMoved(shop)).toEqual(PAID)
    expect(() => shop.sandbox.buyers.refreshCode('280000000000000000')).toThrow('nobody was given')
  })
})

test.each(['expired', 'used', 'after-cancel=1s'])('nobody scans as "%s"', async (pays) => {
  const { shop, qrCode } = await ordered()
  expect(() => shop.sandbox.buyers.scan({ qrCode, pays })).toThrow('a scan has no payment code')
})

describe('payment codes longer than those of today', () => {
  test.each([16, 24, 25, 32, 64])('of %d digits are shown, and paid with', async (digits) => {
    const shop = openShop()
    const { authCode } = shop.sandbox.buyers.issueCode({ digits })
    expect(authCode).toMatch(new RegExp(`^28\\d{${digits - 2}}$`))
    expect(await shop.pay('o-1', { auth_code: authCode })).toMatchObject({ code: '10000' })
  })
  test('may be of one’s own choosing, and a refreshed one is as long', async () => {
    const shop = openShop()
    const own = `30${'7'.repeat(62)}`
    const { authCode } = shop.sandbox.buyers.issueCode({ authCode: own })
    expect(authCode).toBe(own)
    expect(shop.sandbox.buyers.refreshCode(own).authCode).toHaveLength(64)
  })
  test.each([
    [{ digits: 15 }, 'use 16 to 64'],
    [{ digits: 65 }, 'use 16 to 64'],
    [{ digits: 20.5 }, 'use 16 to 64'],
    [{ authCode: `28${'1'.repeat(63)}` }, '16 to 64 digits'],
    [{ authCode: '281234567890123456', digits: 18 }, 'one of the two'],
  ])('%j is refused: %s', (wanted, says) => {
    expect(() => openShop().sandbox.buyers.issueCode(wanted)).toThrow(says)
  })
})
