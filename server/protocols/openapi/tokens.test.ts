// Tokens: what a code is good for, when tokens end, and for whom a call acts.
import { expect, test } from 'vitest'
import { maskerOf } from '../../journal/mask.ts'
import { formPost, openShop, signed, takeApart, type Params } from '../../testing/shop.fixture.ts'
import { DAY } from '../../values/instant.ts'

const OAUTH = 'alipay.system.oauth.token'

function openProvider() {
  const shop = openShop()
  const { sandbox, app } = shop
  const merchant = sandbox.apps.add('商户的应用')
  const oauth = async (params: Params) => {
    const common = { app_id: app.appId, method: OAUTH, charset: 'utf-8', sign_type: 'RSA2' }
    const stamp = { timestamp: '2026-01-05 10:00:00', version: '1.0' }
    return shop.text(formPost(signed(app, { ...common, ...stamp, ...params })))
  }
  const appToken = async (content: Params, more: Params = {}) =>
    (await shop.call('alipay.open.auth.token.app', content, more)).node
  const exchange = async () => {
    const { code } = sandbox.apps.authorise(merchant.appId)
    const node = await appToken({ grant_type: 'authorization_code', code })
    return node as { app_auth_token: string; app_refresh_token: string }
  }
  return { ...shop, merchant, oauth, appToken, exchange }
}

const granted = (text: string, app: Parameters<typeof takeApart>[2]) =>
  takeApart(text, 'alipay_system_oauth_token_response', app)
const declined = (text: string, app: Parameters<typeof takeApart>[2]) =>
  takeApart(text, 'error_response', app)

test('a buyer’s code gives tokens, without code and msg, signed', async () => {
  const { sandbox, app, oauth } = openProvider()
  const { code, holderId } = sandbox.apps.authoriseUser()
  const { node, verified } = granted(await oauth({ grant_type: 'authorization_code', code }), app)
  expect(verified).toBe(true)
  expect(Object.keys(node)).toEqual([
    'access_token',
    'auth_start',
    'expires_in',
    're_expires_in',
    'refresh_token',
    'user_id',
  ])
  expect(node).toMatchObject({
    access_token: expect.stringMatching(/^.{40}$/),
    refresh_token: expect.stringMatching(/^.{40}$/),
    auth_start: '2026-01-05 10:00:00',
    expires_in: 15 * 86_400,
    user_id: holderId,
  })
})

test('where buyers go by open_id, a buyer’s code gives that and no user id', async () => {
  const { sandbox, app, oauth, pay } = openProvider()
  sandbox.options.set({ buyerOpenId: true })
  const { code } = sandbox.apps.authoriseUser()
  const { node } = granted(await oauth({ grant_type: 'authorization_code', code }), app)
  expect(node).not.toHaveProperty('user_id')
  expect(node.open_id).toBe((await pay('o-1')).buyer_open_id)
})

test.each<[string, Params, string]>([
  ['an unknown code', { grant_type: 'authorization_code', code: 'x' }, 'isv.code-invalid'],
  ['no code', { grant_type: 'authorization_code' }, 'isv.code-invalid'],
  ['another grant', { grant_type: 'password', code: 'x' }, 'isv.grant-type-invalid'],
  ['no grant', { code: 'x' }, 'isv.grant-type-invalid'],
  [
    'an unknown refresh token',
    { grant_type: 'refresh_token', refresh_token: 'x' },
    'isv.refresh-token-invalid',
  ],
])('%s is refused under error_response, signed', async (_situation, params, subCode) => {
  const { app, oauth } = openProvider()
  const { node, verified } = declined(await oauth(params), app)
  expect(verified).toBe(true)
  expect(node).toMatchObject({ code: '40002', msg: 'Invalid Arguments', sub_code: subCode })
})

test('a code is good once, for its app, and for a day', async () => {
  const { sandbox, app, merchant, oauth } = openProvider()
  const use = async (code: string) =>
    oauth({ grant_type: 'authorization_code', code }).then((text) =>
      text.startsWith('{"error') ? declined(text, app).node.sub_code : 'granted',
    )
  const { code } = sandbox.apps.authoriseUser()
  expect(await use(code)).toBe('granted')
  expect(await use(code)).toBe('isv.code-invalid')
  expect(await use(sandbox.apps.authoriseUser(undefined, merchant.appId).code)).toBe(
    'isv.unmatched-app-id',
  )
  const late = sandbox.apps.authoriseUser().code
  await sandbox.clock.advance(DAY)
  expect(await use(late)).toBe('isv.code-invalid')
})

test('a buyer’s tokens are renewed once, and end by the gateway’s clock', async () => {
  const { sandbox, app, oauth } = openProvider()
  const { code } = sandbox.apps.authoriseUser()
  const first = granted(await oauth({ grant_type: 'authorization_code', code }), app).node
  const renew = (token: unknown) =>
    oauth({ grant_type: 'refresh_token', refresh_token: String(token) })
  const second = granted(await renew(first.refresh_token), app).node
  expect(second.access_token).not.toBe(first.access_token)
  expect(declined(await renew(first.refresh_token), app).node).toMatchObject({
    sub_code: 'isv.refreshed-token-invalid',
  })
  await sandbox.clock.advance(30 * DAY)
  expect(declined(await renew(second.refresh_token), app).node).toMatchObject({
    sub_code: 'isv.refresh-token-time-out',
  })
})

test('a token on a call makes it the merchant’s: its order, its money', async () => {
  const { sandbox, app, merchant, exchange, pay, trade } = openProvider()
  const { app_auth_token } = await exchange()
  expect(app_auth_token).toMatch(/^202601BB[0-9a-f]{29}X\d\d$/)
  expect(await pay('order-1', {}, { app_auth_token })).toMatchObject({ code: '10000' })
  expect(sandbox.trades.get('order-1')).toMatchObject({ pid: merchant.pid, appId: app.appId })
  expect(await trade('query', { out_trade_no: 'order-1' })).toMatchObject({
    sub_code: 'ACQ.TRADE_NOT_EXIST',
  })
  expect(await trade('query', { out_trade_no: 'order-1' }, { app_auth_token })).toMatchObject({
    trade_status: 'TRADE_SUCCESS',
  })
})

test('the notification of such an order names the app that was called and the app it acted for', async () => {
  const { app, merchant, exchange, pay, pass, received } = openProvider()
  await pay('order-1', {}, { app_auth_token: (await exchange()).app_auth_token })
  await pass(5_000)
  expect(received[0]?.fields).toMatchObject({
    app_id: app.appId,
    auth_app_id: merchant.appId,
    seller_id: merchant.pid,
  })
})

test('an app’s code and refresh token: what is said of wrong ones', async () => {
  const { sandbox, app, merchant, appToken, exchange } = openProvider()
  const code = (text: string) => appToken({ grant_type: 'authorization_code', code: text })
  const refresh = (text: string) => appToken({ grant_type: 'refresh_token', refresh_token: text })
  const business = { code: '40004', msg: 'Business Failed' }
  const refusedWith = (sub_code: string) => ({ ...business, sub_code })
  expect(await appToken({ grant_type: 'password' })).toMatchObject(
    refusedWith('GRANT_TYPE_INVALID'),
  )
  expect(await code('x')).toMatchObject(refusedWith('AUTH_CODE_NOT_EXIST'))
  expect(await refresh('x')).toMatchObject(refusedWith('REFRESH_TOKEN_NOT_EXIST'))

  const own = sandbox.apps.authorise(merchant.appId)
  expect(own.appId).toBe(app.appId)
  expect(await code(own.code)).toMatchObject({
    code: '10000',
    auth_app_id: merchant.appId,
    user_id: merchant.pid,
    expires_in: 31_536_000,
    re_expires_in: 32_140_800,
    tokens: [{ auth_app_id: merchant.appId }],
  })
  expect(await code(own.code)).toMatchObject(refusedWith('AUTH_CODE_NOT_VALID'))
  const ofAnother = sandbox.apps.authorise(app.appId, merchant.appId)
  expect(await code(ofAnother.code)).toMatchObject(refusedWith('APP_ID_NOT_CONSISTENT'))

  const { app_refresh_token: token } = await exchange()
  expect(await refresh(token)).toMatchObject({ code: '10000', auth_app_id: merchant.appId })
  // The old refresh token goes on until it ends.
  expect(await refresh(token)).toMatchObject({ code: '10000' })
  await sandbox.clock.advance(372 * DAY)
  expect(await refresh(token)).toMatchObject(refusedWith('REFRESH_TOKEN_TIME_OUT'))
})

test('a wrong token on a call changes nothing and says why', async () => {
  const { sandbox, app, merchant, oauth, appToken, exchange, pay } = openProvider()
  const { app_auth_token } = await exchange()
  const { code } = sandbox.apps.authoriseUser()
  const user = granted(await oauth({ grant_type: 'authorization_code', code }), app).node
  const access = String(user.access_token)
  const cases: [Params, object][] = [
    [{ app_auth_token: 'x' }, { code: '20001', sub_code: 'aop.invalid-app-auth-token' }],
    [{ app_auth_token: access }, { code: '20001', sub_code: 'aop.invalid-app-auth-token' }],
    [{ auth_token: 'x' }, { code: '20001', sub_code: 'aop.invalid-auth-token' }],
    [
      { app_auth_token, target_app_id: app.appId },
      { code: '40003', sub_code: 'isv.invalid-auth-relations' },
    ],
    [{ target_app_id: '9021' }, { code: '40003', sub_code: 'isv.invalid-auth-relations' }],
  ]
  for (const [more, answer] of cases) expect(await pay('o', {}, more)).toMatchObject(answer)
  const onItself = { app_auth_token }
  expect(await appToken({ grant_type: 'x' }, onItself)).toMatchObject({
    sub_code: 'isv.not-support-app-auth',
  })
  expect(sandbox.trades.list()).toEqual([])

  expect(await pay('o-1', {}, { auth_token: access })).toMatchObject({ code: '10000' })
  expect(await pay('o-2', {}, { target_app_id: merchant.appId })).toMatchObject({ code: '10000' })
  expect(sandbox.trades.get('o-2')).toMatchObject({ pid: merchant.pid })
  await sandbox.clock.advance(365 * DAY)
  expect(await pay('o-3', {}, { app_auth_token })).toMatchObject({
    code: '20001',
    msg: 'Insufficient Token Permissions',
    sub_code: 'aop.app-auth-token-time-out',
  })
  expect(await pay('o-3', {}, { auth_token: access })).toMatchObject({
    sub_code: 'aop.auth-token-time-out',
  })
})

test('what a merchant takes back is worth nothing from that moment on', async () => {
  const { sandbox, app, merchant, appToken, exchange, pay } = openProvider()
  const { app_auth_token, app_refresh_token } = await exchange()
  expect(await pay('o-1', {}, { app_auth_token })).toMatchObject({ code: '10000' })
  expect(sandbox.apps.revoke(merchant.appId)).toBe(2)
  expect(await pay('o-2', {}, { app_auth_token })).toMatchObject({
    code: '20001',
    msg: 'Insufficient Token Permissions',
    sub_code: 'aop.invalid-app-auth-token',
    sub_msg: '无效的应用授权令牌',
  })
  expect(await pay('o-2', {}, { target_app_id: merchant.appId })).toMatchObject({
    sub_code: 'isv.invalid-auth-relations',
  })
  const renewal = { grant_type: 'refresh_token', refresh_token: app_refresh_token }
  expect(await appToken(renewal)).toMatchObject({ code: '40004', sub_code: 'AUTH_TOKEN_NOT_FOUND' })
  expect(sandbox.trades.list()).toHaveLength(1)
  expect(() => sandbox.apps.revoke(merchant.appId)).toThrow(`${app.appId} holds no tokens`)
  // It may be given anew.
  const again = await exchange()
  expect(await pay('o-3', {}, again)).toMatchObject({ code: '10000' })
})

test('what a buyer takes back is worth nothing either, and another buyer’s goes on', async () => {
  const { sandbox, app, oauth, pay } = openProvider()
  const [first, second] = sandbox.buyers.list()
  const tokensOf = async (buyerId?: string) => {
    const { code } = sandbox.apps.authoriseUser(buyerId)
    return granted(await oauth({ grant_type: 'authorization_code', code }), app).node
  }
  const mine = await tokensOf(first?.buyerId)
  const theirs = await tokensOf(second?.buyerId)
  expect(sandbox.apps.revokeUser(first?.buyerId)).toBe(2)
  const auth = (node: Record<string, unknown>) => ({ auth_token: String(node.access_token) })
  expect(await pay('o-1', {}, auth(mine))).toMatchObject({ sub_code: 'aop.invalid-auth-token' })
  expect(await pay('o-1', {}, auth(theirs))).toMatchObject({ code: '10000' })
  const renewal = { grant_type: 'refresh_token', refresh_token: String(mine.refresh_token) }
  expect(declined(await oauth(renewal), app).node).toMatchObject({
    sub_code: 'isv.refresh-token-invalid',
  })
  expect(() => sandbox.apps.revokeUser('2088')).toThrow('holds no tokens of a buyer 2088')
})

test('an app in its own hands is no service provider’s: APP_NOT_ISV', async () => {
  const { sandbox, app, appToken } = openProvider()
  const { code } = sandbox.apps.authorise(app.appId)
  const node = await appToken({ grant_type: 'authorization_code', code })
  expect(node).toMatchObject({ code: '40004', sub_code: 'APP_NOT_ISV' })
})

test('tokens are masked in a journal that leaves', async () => {
  const { sandbox, exchange, pay } = openProvider()
  const { app_auth_token } = await exchange()
  await pay('order-1', {}, { app_auth_token })
  const entries = sandbox.journal.since(0)
  const text = JSON.stringify(entries.map(maskerOf(entries).mask))
  expect(JSON.stringify(entries)).toContain(app_auth_token)
  expect(text).not.toContain(app_auth_token)
})
