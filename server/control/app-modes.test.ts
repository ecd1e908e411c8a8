// Certificate mode and content encryption of an app, as the control API switches them.
import { expect, test } from 'vitest'
import { openControl } from '../testing/control.fixture.ts'

interface View {
  encryptKey?: string
  certificates?: { appCertSn: string; alipayCert: string; alipayRootCert: string }
}

test('certificates are made once, and apps of one sandbox share the roots', async () => {
  const { call, shop } = openControl()
  const other = shop.sandbox.apps.add('第二个应用')
  const ask = async (appId: string) => (await call(`POST /apps/${appId}/certificates`)).body as View
  const [made, again, second] = [
    await ask(shop.app.appId),
    await ask(shop.app.appId),
    await ask(other.appId),
  ]
  expect(made.certificates?.appCertSn).toMatch(/^[0-9a-f]{32}$/)
  expect(again).toEqual(made)
  expect(second.certificates?.alipayRootCert).toBe(made.certificates?.alipayRootCert)
  expect(second.certificates?.appCertSn).not.toBe(made.certificates?.appCertSn)
  expect((await call('GET /apps')).body).toMatchObject([made, second])
})

test('the same seed gives the same certificates', async () => {
  const certify = async () => {
    const { shop } = openControl()
    return (await shop.sandbox.apps.certify(shop.app.appId)).certificates
  }
  expect(await certify()).toEqual(await certify())
})

test('two who ask at once get the same', async () => {
  const { shop } = openControl()
  const { appId } = shop.app
  const [one, two] = await Promise.all([1, 2].map(() => shop.sandbox.apps.certify(appId)))
  expect(one?.certificates).toBeDefined()
  expect(one).toEqual(two)
})

test('an app has an AES key of its own, which can be set and taken away', async () => {
  const { call, shop } = openControl()
  const path = `PUT /apps/${shop.app.appId}/encrypt-key`
  const key = Buffer.alloc(16, 7).toString('base64')
  expect(Buffer.from(shop.app.encryptKey ?? '', 'base64')).toHaveLength(16)
  expect(await call(path, { encryptKey: key })).toMatchObject({ body: { encryptKey: key } })
  expect((await call(path, { encryptKey: null })).body).not.toHaveProperty('encryptKey')
  expect(await call(path, { encryptKey: 'too short' })).toMatchObject({
    status: 400,
    body: { field: 'encryptKey' },
  })
})

test.each(['POST /apps/9/certificates', 'PUT /apps/9/encrypt-key'])(
  '%s: no such app',
  async (to) => {
    const { call } = openControl()
    expect(await call(to, to.startsWith('PUT') ? { encryptKey: null } : undefined)).toMatchObject({
      status: 404,
      body: { field: 'appId' },
    })
  },
)
