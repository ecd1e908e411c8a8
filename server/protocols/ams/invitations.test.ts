// Entry codes and order codes: S means that the order was made; whether it is paid says a notification or an
// inquiry, after a buyer has scanned it.
import decodeQR from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { heldBy, openAmsShop } from '../../testing/ams-shop.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

/** A GIF of two colours that is not compressed: bytes in blocks, 0 white and 1 black, after a table of 128 colours. */
function readGif(bytes: Uint8Array) {
  const width = (bytes[6] ?? 0) + 256 * (bytes[7] ?? 0)
  const dots: number[] = []
  let at = 408
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    dots.push(...bytes.slice(at + 1, at + 1 + length).filter((dot) => dot < 2))
    at += 1 + length
  }
  const data = Uint8Array.from(dots.flatMap((dot) => [0, 0, 0].map(() => (dot ? 0 : 255))))
  return { width, height: width, data }
}

const SCENARIOS = ['EntryCode', 'OrderCode'] as const

const linkIn = (body: Record<string, unknown>): string => {
  const { redirectUrl = '' } = Object(body.redirectActionForm) as Record<string, string>
  const { codeDetails = [] } = Object(body.orderCodeForm) as Record<string, { codeValue: string }[]>
  return codeDetails[0]?.codeValue ?? redirectUrl
}

test('an entry code leads the wallet to the order', async () => {
  const { said, body } = await openAmsShop().invite('p-1', 'EntryCode')
  expect(said).toBe('S SUCCESS')
  expect(body).toMatchObject({
    paymentRequestId: 'p-1',
    paymentAmount: { currency: 'USD', value: '599' },
    paymentCreateTime: '2026-01-05T10:00:00+08:00',
    redirectActionForm: {
      method: 'SCAN',
      redirectUrl: expect.stringMatching(/^alipays:\/\/platformapi\/startApp\?.*qrcode=https:/),
    },
  })
  expect(body).not.toHaveProperty('paymentTime')
})

test('an order code is told as text and in three pictures, with the end of its life', async () => {
  const shop = openAmsShop()
  const { body } = await shop.invite('p-1', 'OrderCode')
  expect(body.orderCodeForm).toMatchObject({
    paymentMethodType: 'CONNECT_WALLET',
    expireTime: '2026-01-05T10:14:00+08:00',
    codeDetails: [
      { codeValueType: 'QRCODE', displayType: 'TEXT', codeValue: expect.stringMatching(/^https:/) },
      { codeValueType: 'QRCODE', displayType: 'SMALLIMAGE' },
      { codeValueType: 'QRCODE', displayType: 'MIDDLEIMAGE' },
      { codeValueType: 'QRCODE', displayType: 'BIGIMAGE' },
    ],
  })
  const { codeDetails = [] } = Object(body.orderCodeForm) as Record<string, { codeValue: string }[]>
  const [text, ...pictures] = codeDetails.map(({ codeValue }) => codeValue)
  const widths = await Promise.all(
    pictures.map(async (address) => {
      const answer = await shop.sandbox.fetch(new Request(address))
      expect(answer.headers.get('content-type')).toBe('image/gif')
      const picture = readGif(new Uint8Array(await answer.arrayBuffer()))
      expect(decodeQR(picture)).toBe(text)
      return picture.width
    }),
  )
  expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  const wrong = (address = '') => shop.sandbox.fetch(new Request(address))
  expect((await wrong(pictures[0]?.replace('/small', '/huge'))).status).toBe(404)
  expect((await wrong(pictures[0]?.replace(/code=.*/, 'code='))).status).toBe(400)
})

describe.each(SCENARIOS)('%s', (scenario) => {
  test('is in process until somebody scans and pays, and is then notified', async () => {
    const shop = openAmsShop()
    const { body } = await shop.invite('p-1', scenario)
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'PROCESSING' })
    shop.sandbox.buyers.scan({ qrCode: linkIn(body), pays: 'after-password=3s' })
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'PROCESSING' })
    await shop.pass(4 * SECOND)
    expect((await shop.inquire('p-1')).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      paymentTime: '2026-01-05T10:00:03+08:00',
    })
    expect(shop.received.map(({ body: told }) => told)).toMatchObject([
      { notifyType: 'PAYMENT_RESULT', result: { resultStatus: 'S' }, paymentRequestId: 'p-1' },
    ])
    expect(heldBy(shop)).toBe(599)
  })

  test('the same request again is answered with the same body, also when it has been paid', async () => {
    const shop = openAmsShop()
    const first = await shop.invite('p-1', scenario)
    expect((await shop.invite('p-1', scenario)).body).toEqual(first.body)
    shop.sandbox.buyers.scan({ qrCode: linkIn(first.body) })
    expect((await shop.invite('p-1', scenario)).body).toEqual(first.body)
    const other = { paymentAmount: { currency: 'USD', value: '600' } }
    expect((await shop.invite('p-1', scenario, other)).said).toBe('F REPEAT_REQ_INCONSISTENT')
    expect((await shop.pay('p-1')).said).toBe('F REPEAT_REQ_INCONSISTENT')
  })

  test('nobody pays: it fails at its end, and that is notified', async () => {
    const shop = openAmsShop()
    const { body } = await shop.invite('p-1', scenario)
    await shop.pass(15 * MINUTE)
    expect((await shop.inquire('p-1')).body).toMatchObject({
      paymentStatus: 'FAIL',
      paymentResultCode: 'ORDER_IS_CLOSED',
    })
    expect(shop.received.map(({ body: told }) => told)).toMatchObject([
      {
        notifyType: 'PAYMENT_RESULT',
        result: { resultStatus: 'F', resultCode: 'ORDER_IS_CLOSED' },
      },
    ])
    expect(() => shop.sandbox.buyers.scan({ qrCode: linkIn(body) })).toThrow(/TradeAlreadyClosed/)
    expect((await shop.invite('p-1', scenario)).said).toBe('F ORDER_IS_CLOSED')
  })

  test('a cancel closes it for whoever scans afterwards, and is not notified', async () => {
    const shop = openAmsShop()
    const { body } = await shop.invite('p-1', scenario)
    expect((await shop.cancel('p-1')).said).toBe('S SUCCESS')
    expect(() => shop.sandbox.buyers.scan({ qrCode: linkIn(body) })).toThrow(
      /TradeAlreadyCancelled/,
    )
    expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'CANCELLED' })
    expect((await shop.invite('p-1', scenario)).said).toBe('F ORDER_IS_CANCELED')
    await shop.pass(15 * MINUTE)
    expect(shop.received).toEqual([])
  })

  test('whoever scans first is the buyer', async () => {
    const shop = openAmsShop()
    const { body } = await shop.invite('p-1', scenario)
    const [first, second] = shop.sandbox.buyers.list()
    shop.sandbox.buyers.scan({ qrCode: linkIn(body), buyerId: first?.buyerId, pays: 'never' })
    const late = () => shop.sandbox.buyers.scan({ qrCode: linkIn(body), buyerId: second?.buyerId })
    expect(late).toThrow(/BuyerNotMatch/)
    expect(shop.sandbox.trades.get('p-1')?.buyerId).toBe(first?.buyerId)
  })
})

test('a buyer who closes the cashier ends the payment, and the merchant is told', async () => {
  const shop = openAmsShop()
  const { body } = await shop.invite('p-1', 'EntryCode')
  shop.sandbox.buyers.scan({ qrCode: linkIn(body), pays: 'closes=2s' })
  await shop.pass(3 * SECOND)
  expect((await shop.inquire('p-1')).body).toMatchObject({ paymentStatus: 'FAIL' })
  expect(shop.received).toHaveLength(1)
})
