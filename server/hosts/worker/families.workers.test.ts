// The other families of gateways on a deployment: each is found by what its clients name themselves by, a
// client id at AMS and a mch_id at WeChat, and answers under its own signature.
import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { deploy } from '../../testing/deployment.fixture.ts'
import { fieldsOf, signOf, xmlOf, type Fields } from '../../testing/wechat.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

describe.skipIf(!isHere)('a gateway of another family', async () => {
  if (!isHere) return
  // Made keys are those of every family; ready-made ones are drawn for each.
  const sim = await deploy({ vars: { SIM_READY_MADE_KEYS: 'no' } })
  await sim.control('POST', '/sandboxes', { id: 'abroad' })
  const client = await sim.client('abroad')

  test('AMS knows the client by the header client-id', async () => {
    const target = '/ams/api/v1/payments/inquiryPayment'
    const body = JSON.stringify({ paymentRequestId: 'nobody-paid-this' })
    const ask = async (clientId: string) => {
      const time = new Date().toISOString()
      const text = `POST ${target}\n${clientId}.${time}.${body}`
      const key = client.app.appPrivateKey?.pkcs8Pem ?? ''
      const signature = encodeURIComponent(
        sign('sha256', Buffer.from(text), key).toString('base64'),
      )
      const answer = await fetch(`${sim.url()}${target}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=UTF-8',
          'client-id': clientId,
          'request-time': time,
          signature: `algorithm=RSA256, keyVersion=1, signature=${signature}`,
        },
        body,
      })
      const said = (await answer.json()) as { result: { resultCode: string } }
      return { code: said.result.resultCode, signature: answer.headers.get('signature') }
    }
    const known = await ask(client.app.appId)
    expect(known.code).toBe('ORDER_NOT_EXIST')
    expect(known.signature).toContain('algorithm=RSA256')
    expect((await ask('9021000000000001')).code).toBe('UNKNOWN_CLIENT')
  })

  test('WeChat knows the till by mch_id, and takes its payment', async () => {
    const { appid = '', mchId = '', apiKey = '' } = client.app.wechat ?? {}
    const call = async (path: string, fields: Fields) => {
      const whole: Fields = { appid, mch_id: mchId, nonce_str: 'n', ...fields }
      const body = xmlOf({ ...whole, sign: signOf(whole, apiKey) })
      const answer = await fetch(`${sim.url()}${path}`, { method: 'POST', body })
      return fieldsOf(await answer.text())
    }
    const { authCode } = await client.control<{ authCode: string }>('POST', '/buyers/codes', {
      wallet: 'wechat',
    })
    const paid = await call('/pay/micropay', {
      body: '茶',
      out_trade_no: 'w-1',
      total_fee: '888',
      spbill_create_ip: '127.0.0.1',
      auth_code: authCode,
    })
    expect(paid).toMatchObject({ result_code: 'SUCCESS', out_trade_no: 'w-1', total_fee: '888' })
    expect(paid['sign']).toBe(signOf(paid, apiKey))
    const found = await call('/pay/orderquery', { out_trade_no: 'w-1' })
    expect(found).toMatchObject({ trade_state: 'SUCCESS', total_fee: '888' })
    const stranger = await call('/pay/orderquery', { out_trade_no: 'w-1', mch_id: '1000000001' })
    expect(stranger['trade_state']).toBeUndefined()
  })

  test('pages below an app are its own: pictures of codes, and where a batch of refunds gets its password', async () => {
    const below = (path: string) => fetch(`${sim.url()}/cashier/${client.app.appId}/${path}`)
    const picture = await below('picture/small?code=https%3A%2F%2Fqr.alipay.com%2Fx')
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/gif'])
    const batch = await below('refund/no-such-batch')
    expect([batch.status, batch.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('text/html'),
    ])
  })
})
