// Tokens by the official SDK: a buyer's, and a merchant's for which a provider's app acts.
import { expect, test } from 'vitest'
import { openClient } from './alipay-sdk.fixture.ts'
import { openGateway } from './open-gateway.fixture.ts'

test('a buyer’s code becomes tokens; the reply carries no code', async () => {
  const gateway = await openGateway()
  const { sdk } = openClient(gateway)
  const { code, holderId } = gateway.sandbox.apps.authoriseUser()
  const asked = { grantType: 'authorization_code', code }
  const reply = await sdk.exec('alipay.system.oauth.token', asked, { validateSign: true })
  expect(reply).toMatchObject({ userId: holderId, accessToken: expect.any(String) })
  expect(reply.code).toBeUndefined()
  const again = { grantType: 'refresh_token', refreshToken: String(reply.refreshToken) }
  expect(await sdk.exec('alipay.system.oauth.token', again)).toHaveProperty('accessToken')
})

test('a provider pays for a merchant with app_auth_token; a wrong one is refused', async () => {
  const gateway = await openGateway()
  const { sdk, call } = openClient(gateway)
  const merchant = gateway.sandbox.apps.add('商户的应用')
  const { code } = gateway.sandbox.apps.authorise(merchant.appId)
  const grant = { grantType: 'authorization_code', code }
  const { appAuthToken } = await call('alipay.open.auth.token.app', grant)
  const { authCode } = gateway.sandbox.buyers.issueCode()
  const bizContent = { outTradeNo: 'o-1', totalAmount: '8.88', subject: '茶', authCode }
  const pay = (token: unknown) =>
    sdk.exec(
      'alipay.trade.pay',
      { appAuthToken: String(token), bizContent },
      { validateSign: true },
    )
  expect(await pay(appAuthToken)).toMatchObject({ code: '10000' })
  expect(gateway.sandbox.trades.get('o-1')).toMatchObject({ pid: merchant.pid })
  expect(await pay('wrong')).toMatchObject({
    code: '20001',
    subCode: 'aop.invalid-app-auth-token',
  })
})
