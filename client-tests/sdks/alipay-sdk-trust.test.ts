// Whom the official SDK and the gateway believe: keys, notifications, and forgeries of both.
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway, type Fields } from './open-gateway.fixture.ts'

/** Later than the first send of a notification, which leaves about three seconds after the event. */
const FIRST_SEND_MS = 5_000

async function openBoth() {
  const gateway = await openGateway()
  const client = openClient(gateway)
  const { sdk } = client
  return {
    ...gateway,
    ...client,
    /** The verdicts of both checks the SDK offers. */
    checks: (fields: Fields) => [sdk.checkNotifySign(fields), sdk.checkNotifySignV2(fields)],
  }
}

function otherKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

describe('keys', () => {
  test('a private key that is not the app’s: isv.invalid-signature, itself validly signed', async () => {
    const gateway = await openGateway()
    const { pay } = openClient(gateway, { privateKey: otherKey() })
    const reply = await pay('order-1')
    expect(reply).toMatchObject({ code: '40002', subCode: 'isv.invalid-signature' })
    expect(gateway.sandbox.trades.list()).toEqual([])
  })

  test('a reply checked with a key that is not the gateway’s is thrown away', async () => {
    const gateway = await openGateway()
    // The app's own public key in place of Alipay's is the usual mix-up.
    const { pay } = openClient(gateway, { alipayPublicKey: gateway.app.appPublicKey })
    await expect(pay('order-1')).rejects.toThrow('验签失败')
  })
})

describe('notifications', () => {
  test('of a scanned order reach a real server and pass both checks', async () => {
    const { precreate, sandbox, pass, received, checks, entries } = await openBoth()
    const { qrCode } = await precreate('order-1', { body: '堂食', passbackParams: 'table-7' })
    sandbox.buyers.scan({ qrCode })
    await pass(FIRST_SEND_MS)

    expect(received).toHaveLength(1)
    const [fields = {}] = received
    expect(fields).toMatchObject({
      out_trade_no: 'order-1',
      trade_status: 'TRADE_SUCCESS',
      total_amount: '88.88',
      subject: '扫码点单',
      passback_params: 'table-7',
    })
    expect(checks(fields)).toEqual([true, true])
    expect(entries('reply')).toMatchObject([{ acknowledged: true, status: 200 }])
  })

  test('with a percent sign inside pass only the check that leaves values alone', async () => {
    const { pay, pass, received, checks } = await openBoth()
    const passbackParams = encodeURIComponent('桌号=7')
    await pay('order-1', 'at-once', { passbackParams })
    await pass(FIRST_SEND_MS)
    const [fields = {}] = received
    expect(fields.passback_params).toBe(passbackParams)
    expect(checks(fields)).toEqual([false, true])
  })

  test('changed by one digit are refused by both checks', async () => {
    const { pay, pass, received, checks } = await openBoth()
    await pay('order-1')
    await pass(FIRST_SEND_MS)
    const [fields = {}] = received
    expect(checks(fields)).toEqual([true, true])
    expect(checks({ ...fields, total_amount: '88.89' })).toEqual([false, false])
  })

  test.each(['none', 'random', 'wrong-key', 'stolen', 'field-changed'])(
    'forged (%s) are refused by both checks',
    async (variant) => {
      const { pay, precreate, sandbox, pass, received, checks } = await openBoth()
      await pay('honest')
      await pass(FIRST_SEND_MS)
      await precreate('order-1')
      const options = { variant }
      sandbox.notifications.inject({ outTradeNo: 'order-1', fault: 'forge-notification', options })
      await pass(FIRST_SEND_MS)

      expect(received.map((one) => one.out_trade_no)).toEqual(['honest', 'order-1'])
      expect(received.map(checks)).toEqual([
        [true, true],
        [false, false],
      ])
      expect(sandbox.trades.get('order-1')).toBeUndefined()
    },
  )
})
