// What buyers and merchants agree to: the page, the tokens, the app that acts for another, and the cases that
// go to the support.
import { describe, expect, test } from 'vitest'
import { openAmsShop, payment, type AmsShop } from '../../testing/ams-shop.fixture.ts'
import { MINUTE, SECOND } from '../../values/instant.ts'

const ASKED = {
  customerBelongsTo: 'ALIPAY_CN',
  authRedirectUrl: 'https://shop.test/back?shop=1',
  authState: 'state-1',
  scopes: ['AGREEMENT_PAY'],
  terminalType: 'WAP',
}

async function codeOf(shop: AmsShop): Promise<string> {
  const { body } = await shop.call('authorizations/consult', ASKED)
  const page = await shop.sandbox.fetch(new Request(String(body.authUrl)))
  expect(page.status).toBe(302)
  const back = new URL(page.headers.get('location') ?? '')
  expect([back.host, back.searchParams.get('shop'), back.searchParams.get('authState')]).toEqual([
    'shop.test',
    '1',
    'state-1',
  ])
  return back.searchParams.get('authCode') ?? ''
}

describe('a buyer', () => {
  test('agrees on a page, and the merchant gets tokens for the code: the same ones for the same code', async () => {
    const shop = openAmsShop()
    const authCode = await codeOf(shop)
    const apply = () =>
      shop.call('authorizations/applyToken', { grantType: 'AUTHORIZATION_CODE', authCode })
    const first = await apply()
    expect(first).toMatchObject({ said: 'S SUCCESS', verified: true })
    expect(first.body).toMatchObject({
      accessToken: expect.stringMatching(/^.{40}$/),
      accessTokenExpiryTime: expect.stringMatching(/^2026-.*\+08:00$/),
      refreshToken: expect.any(String),
      userLoginId: expect.stringContaining('***'),
    })
    expect((await apply()).body).toEqual(first.body)
    const { refreshToken } = first.body
    const renew = { grantType: 'REFRESH_TOKEN', refreshToken }
    const renewed = await shop.call('authorizations/applyToken', renew)
    expect(renewed.said).toBe('S SUCCESS')
    expect(renewed.body.accessToken).not.toBe(first.body.accessToken)
  })

  test.each([
    [{ grantType: 'AUTHORIZATION_CODE', authCode: 'nobody-gave-it' }, 'F INVALID_CODE'],
    [{ grantType: 'REFRESH_TOKEN', refreshToken: 'nobody-gave-it' }, 'F INVALID_CODE'],
    [{ grantType: 'AUTHORIZATION_CODE' }, 'F PARAM_ILLEGAL'],
    [{ grantType: 'PASSWORD', authCode: 'x' }, 'F PARAM_ILLEGAL'],
  ])('%j: %s', async (body, said) => {
    expect((await openAmsShop().call('authorizations/applyToken', body)).said).toBe(said)
  })

  test('a token that was revoked cannot be revoked again, nor its code exchanged', async () => {
    const shop = openAmsShop()
    const authCode = await codeOf(shop)
    const grant = { grantType: 'AUTHORIZATION_CODE', authCode }
    const { body } = await shop.call('authorizations/applyToken', grant)
    const revoke = () => shop.call('authorizations/revoke', { accessToken: body.accessToken })
    expect((await revoke()).said).toBe('S SUCCESS')
    expect((await revoke()).said).toBe('F INVALID_ACCESS_TOKEN')
    expect((await shop.call('authorizations/applyToken', grant)).said).toBe('F INVALID_CODE')
  })

  test.each(['javascript:alert(1)', '/back', 'ftp://shop.test/'])(
    'goes back to %s? that is no address of a page',
    async (authRedirectUrl) => {
      const asked = { ...ASKED, authRedirectUrl }
      expect((await openAmsShop().call('authorizations/consult', asked)).said).toBe(
        'F PARAM_ILLEGAL',
      )
    },
  )

  test('an address of the page that somebody has changed leads nowhere', async () => {
    const shop = openAmsShop()
    const page = `http://gateway.test/ams/consent?clientId=${shop.app.appId}&redirectUrl=x`
    expect((await shop.sandbox.fetch(new Request(page))).status).toBe(400)
    const strange = 'http://gateway.test/ams/consent?clientId=nobody&redirectUrl=https%3A%2F%2Fa'
    expect((await shop.sandbox.fetch(new Request(strange))).status).toBe(400)
  })
})

describe('a service provider', () => {
  const ADDRESS = 'http://provider.test/ams/tokens'

  function openProvider() {
    const shop = openAmsShop()
    shop.sandbox.options.set({ amsAuthNotifyUrl: ADDRESS })
    const merchant = shop.sandbox.apps.add('a merchant')
    const payFor = (id: string, token: string) => {
      const { authCode } = shop.sandbox.buyers.issueCode()
      const paymentMethod = { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: authCode }
      return shop.call('payments/pay', payment(id, { paymentMethod }), {
        headers: { 'agent-token': token },
      })
    }
    return { shop, merchant, payFor }
  }

  test('hears of the token, signed and without a result, and acts for the merchant with it', async () => {
    const { shop, merchant, payFor } = openProvider()
    const token = shop.sandbox.apps.giveToken(merchant.appId)
    await shop.pass(SECOND)
    const [told] = shop.received
    expect(told).toMatchObject({ url: ADDRESS, verified: true })
    expect(told?.body).toEqual({
      clientId: shop.app.appId,
      authClientId: merchant.appId,
      authTime: String(shop.time.wallMs() - SECOND),
      accessToken: token,
      accessTokenExpiryTime: expect.stringMatching(/^2027-/),
      customerId: merchant.pid,
    })
    const reply = await payFor('p-1', token)
    expect(reply).toMatchObject({ said: 'S SUCCESS', verified: true })
    expect(reply.headers.get('agent-token')).toBe(token)
    expect(shop.sandbox.trades.get('p-1')).toMatchObject({
      pid: merchant.pid,
      authAppId: merchant.appId,
    })
    await shop.pass(SECOND)
    expect(shop.received.at(-1)?.headers.get('agent-token')).toBe(token)
    expect(shop.sandbox.trace().of('send')[0]).toMatchObject({
      genuine: true,
      text: { ofToken: true },
    })
  })

  test('a new token ends the one before; a number is the merchant’s own', async () => {
    const { shop, merchant, payFor } = openProvider()
    const old = shop.sandbox.apps.giveToken(merchant.appId)
    const token = shop.sandbox.apps.giveToken(merchant.appId)
    expect((await payFor('p-1', old)).said).toBe('F OAUTH_FAILED')
    expect((await payFor('p-1', token)).said).toBe('S SUCCESS')
    expect((await shop.pay('p-1')).said).toBe('S SUCCESS')
  })

  test('another app’s token is none, and one that is not acknowledged is told again', async () => {
    const { shop, merchant, payFor } = openProvider()
    const token = shop.sandbox.apps.giveToken(shop.app.appId, merchant.appId)
    expect((await payFor('p-1', token)).said).toBe('F OAUTH_FAILED')
    const deaf = openAmsShop({ answers: () => new Response('no') })
    deaf.sandbox.options.set({ amsAuthNotifyUrl: ADDRESS })
    deaf.sandbox.apps.giveToken(deaf.sandbox.apps.add('a merchant').appId)
    await deaf.pass(15 * MINUTE)
    expect(deaf.received.map(({ atMs }) => atMs - (deaf.received[0]?.atMs ?? 0))).toEqual([
      0,
      2 * MINUTE,
      12 * MINUTE,
    ])
  })
})

test('a case that goes to the support has a number, and stands in the journal', async () => {
  const shop = openAmsShop()
  const asked = { subject: 'cancel not answered', paymentRequestId: 'p-1' }
  const reply = await shop.call('support/createTicket', asked)
  expect(reply).toMatchObject({ said: 'S SUCCESS', body: { ticketId: 'T1' } })
  const [entry] = shop.sandbox.trace().of('request')
  expect(entry).toMatchObject({ op: 'TICKET', ids: { outTradeNo: 'p-1' } })
})
