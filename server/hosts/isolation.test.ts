// Fifty sandboxes on one server, all at work at once: none sees another's trades, faults, clock or
// journal, though they use the same order numbers.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppView } from '../control/apps.ts'
import type { ClockView } from '../sandbox/api/clock.ts'
import type { FaultRule } from '../faults/match.ts'
import type { Entry } from '../journal/entry.ts'
import { APP_KEYS, GATEWAY_KEYS } from '../pki/ready-made-keys.table.ts'
import { HOUR } from '../values/instant.ts'
import { startServer, type RunningServer } from './node.ts'
import { commonParams, signed } from '../testing/shop.fixture.ts'

const TOKEN = 'a-token-for-tests'
const COUNT = 50
const ORDERS = ['o-1', 'o-2', 'o-3', 'o-4']
let server: RunningServer

beforeAll(async () => {
  server = await startServer({ port: 0, token: TOKEN })
})
afterAll(() => server.close())

async function control<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${server.url}/_sim${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as T
}

/** The world of one CI job: its own amount, its own fault, its own time. */
async function openWorld(nth: number) {
  const id = `job-${nth}`
  const here = `/sandboxes/${id}`
  await control('POST', '/sandboxes', { id })
  await control('PUT', `${here}/clock/rate`, { rate: 0 })
  const [app] = await control<AppView[]>('GET', `${here}/apps`)
  if (!app) throw new Error(`${id} has no app`)
  const appPrivateKey = app.appPrivateKey?.pkcs8Pem
  const client = {
    ...app,
    credentials: {},
    appPrivateKey,
    alipayPrivateKey: '',
    appPublicKey: '',
    alipayPublicKey: '',
  }
  const { certificates: _none, ...keys } = client
  const amount = `${nth + 1}.00`
  // Every world bends another one of the four orders.
  const bent = ORDERS[nth % ORDERS.length] ?? ''
  const match = { op: 'PAY', outTradeNo: bent }
  await control('POST', `${here}/faults`, { fault: 'F01', match })

  const pay = async (outTradeNo: string): Promise<string> => {
    const { authCode } = await control<{ authCode: string }>('POST', `${here}/buyers/codes`, {})
    const order = { out_trade_no: outTradeNo, total_amount: amount, subject: id }
    const content = { ...order, scene: 'bar_code', auth_code: authCode }
    const params = commonParams(keys, 'alipay.trade.pay', content)
    const body = new URLSearchParams(signed(keys, params))
    const response = await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
    const reply = (await response.json()) as Record<string, { code: string }>
    return `${outTradeNo} ${reply.alipay_trade_pay_response?.code}`
  }
  const gatewayKey = app.alipayPublicKey.pem
  return { id, here, nth, app: keys, gatewayKey, amountFen: (nth + 1) * 100, bent, pay }
}

test('fifty sandboxes under load never see each other', async () => {
  const worlds = await Promise.all(Array.from({ length: COUNT }, (_, nth) => openWorld(nth)))
  expect(new Set(worlds.map(({ app }) => app.appId)).size).toBe(COUNT)
  expect(new Set(worlds.map(({ app }) => app.pid)).size).toBe(COUNT)
  const keys = worlds.map(({ app }) => app.appPrivateKey)
  expect(new Set(keys).size).toBe(COUNT)
  expect(new Set(worlds.map(({ gatewayKey }) => gatewayKey)).size).toBe(COUNT)
  const [home] = server.sandbox.apps.list()
  expect(keys).not.toContain(home?.appPrivateKey)

  const before = await Promise.all(
    worlds.map(({ here }) => control<ClockView>('GET', `${here}/clock`)),
  )
  const answers = await Promise.all(
    worlds.map(async ({ here, nth, pay }) => {
      const advance = () => control('POST', `${here}/clock/advance`, { duration: `${nth + 1}h` })
      // Half of the worlds move their clock while the others pay.
      if (nth % 2 === 0) await advance()
      const codes = await Promise.all(ORDERS.map(pay))
      if (nth % 2 === 1) await advance()
      return codes
    }),
  )

  for (const [nth, { here, app, amountFen, bent }] of worlds.entries()) {
    const codes = ORDERS.map((order) => `${order} ${order === bent ? '20000' : '10000'}`)
    expect(answers[nth]).toEqual(codes)
    const trades = await control<{ outTradeNo: string; appId: string; totalFen: number }[]>(
      'GET',
      `${here}/trades`,
    )
    const paid = ORDERS.filter((order) => order !== bent)
    expect(trades.map(({ outTradeNo }) => outTradeNo).toSorted()).toEqual(paid)
    for (const trade of trades)
      expect(trade).toMatchObject({ appId: app.appId, totalFen: amountFen })

    const rules = await control<FaultRule[]>('GET', `${here}/faults`)
    expect(rules).toMatchObject([{ match: { outTradeNo: bent }, hits: 1, fired: 1 }])

    const clock = await control<ClockView>('GET', `${here}/clock`)
    expect(clock.nowMs).toBe((before[nth]?.nowMs ?? 0) + (nth + 1) * HOUR)

    const { entries } = await control<{ entries: Entry[] }>('GET', `${here}/journal`)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    const requests = entries.filter((entry) => entry.kind === 'request')
    expect(requests).toHaveLength(ORDERS.length)
    for (const { appId } of requests) expect(appId).toBe(app.appId)
    expect(entries.filter(({ kind }) => kind === 'fault')).toHaveLength(1)
    expect(entries.filter(({ kind }) => kind === 'clock')).toHaveLength(2)
  }
  expect(await control('GET', '/trades')).toEqual([])
  expect(await control('GET', '/faults')).toEqual([])
})

test('the app of one sandbox cannot be signed for with the keys of another', async () => {
  const one = await openWorld(100)
  const two = await openWorld(101)
  const order = { out_trade_no: 'theft', total_amount: '1.00', subject: 'x', auth_code: '28' }
  const params = commonParams(one.app, 'alipay.trade.pay', order)
  const body = new URLSearchParams(signed({ ...two.app, appId: one.app.appId }, params))
  const response = await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
  expect(await response.text()).toContain('isv.invalid-signature')
  expect(await control('POST', `${one.here}/explain`, { exchange: 'x1' })).toMatchObject({
    verdict: 'mistake',
    mistakes: [{ name: 'key-of-another-app', about: expect.stringContaining(two.app.appId) }],
  })
  const entries = async (here: string) =>
    (await control<{ entries: Entry[] }>('GET', `${here}/journal`)).entries
  expect((await entries(one.here)).filter(({ kind }) => kind === 'request')).toHaveLength(1)
  expect((await entries(two.here)).filter(({ kind }) => kind === 'request')).toHaveLength(0)
})

test('a code of another tenant: the journal says whose it is', async () => {
  const one = await openWorld(200)
  const two = await openWorld(201)
  const { authCode } = await control<{ authCode: string }>('POST', `${two.here}/buyers/codes`, {})
  const order = { out_trade_no: 'o-9', total_amount: '1.00', subject: 'x', scene: 'bar_code' }
  const params = commonParams(one.app, 'alipay.trade.pay', { ...order, auth_code: authCode })
  const body = new URLSearchParams(signed(one.app, params))
  const response = await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
  expect(await response.text()).toContain('ACQ.PAYMENT_AUTH_CODE_INVALID')
  const { entries } = await control<{ entries: Entry[] }>('GET', `${one.here}/journal`)
  const answer = entries.find((entry) => entry.kind === 'answer')
  expect(answer?.hints).toMatchObject([
    { name: 'code-foreign', about: expect.stringContaining('"job-201"') },
  ])
})

test('--fresh-keys: no key of the server is a published one, the first sandbox included', async () => {
  const fresh = await startServer({ port: 0, token: TOKEN, freshKeys: true })
  try {
    const [app] = fresh.sandbox.apps.list()
    const published = [...APP_KEYS, ...GATEWAY_KEYS]
    expect(published).toContain(server.sandbox.apps.list()[0]?.appPrivateKey)
    expect(published).not.toContain(app?.appPrivateKey)
    expect(published).not.toContain(app?.alipayPrivateKey)
  } finally {
    await fresh.close()
  }
})
