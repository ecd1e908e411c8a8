// What is shown of msw, the same with both of its generations: every client pays and is notified, the
// official SDK 4 stands beside them on its dispatcher, and nothing slips through.
import { AlipaySdk } from 'alipay-sdk'
import * as undici from 'undici'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { createHandlers } from './msw.ts'
import { CLIENTS, form, NOTIFY_URL, payAtWechat, payForm, PRODUCTION } from './msw.fixture.ts'
import { createTestSandbox, type TestSandbox } from './test.ts'

interface Server {
  listen(): void
  close(): void
}

type SetUp = (...handlers: ReturnType<typeof createHandlers>) => Server

export function tellOfMsw(handlersOf: typeof createHandlers, setupServer: SetUp): void {
  const alipay = createTestSandbox({
    merchant: () => new Response('success'),
    patience: '1m',
  })
  const server = setupServer(...handlersOf(alipay))
  beforeAll(() => server.listen())
  beforeEach(() => alipay.reset())
  afterAll(() => {
    server.close()
    alipay.close()
  })
  describe('caught', () => {
    tellWhatIsCaught(alipay)
  })
  describe('refused', () => {
    tellWhatIsRefused(alipay)
  })
  describe('faults, as far as msw carries them', () => {
    tellOfFaults(alipay)
  })
}

function payBySdk4(alipay: TestSandbox, config: object) {
  const sdk = new AlipaySdk({ ...alipay.sdkConfig(), gateway: PRODUCTION, ...config })
  const order = { outTradeNo: 'T1', subject: 'tea', totalAmount: '8.88', scene: 'bar_code' }
  const bizContent = { ...order, authCode: alipay.code() }
  return sdk.exec('alipay.trade.pay', { notifyUrl: NOTIFY_URL, bizContent }, { validateSign: true })
}

function tellWhatIsCaught(alipay: TestSandbox): void {
  const isNotified = async () => {
    const { reply } = await alipay.trade('T1').notification()
    expect(reply).toMatchObject({ acknowledged: true })
  }

  test.each(Object.entries(CLIENTS))('%s: pays and is notified', async (_name, pays) => {
    expect(await pays(alipay, 'T1')).toContain('10000')
    await isNotified()
  })

  test('wechatpay-axios-plugin at WeChat’s address: pays by a code of WeChat', async () => {
    expect(await payAtWechat(alipay, 'T1')).toMatchObject({ result_code: 'SUCCESS' })
    expect(alipay.sandbox.trades.get('T1')).toMatchObject({ via: 'wechat-v2' })
  })

  test('alipay-sdk 4 on its dispatcher, while msw listens: pays and is notified', async () => {
    expect(await payBySdk4(alipay, {})).toMatchObject({ code: '10000' })
    await isNotified()
  })
}

function tellWhatIsRefused(alipay: TestSandbox): void {
  test('alipay-sdk 4 without a dispatcher: nothing goes out, and the remedy is named', async () => {
    await expect(payBySdk4(alipay, { proxyAgent: undefined })).rejects.toThrow(
      /keeps this request from the real openapi\.alipay\.com: msw does not see requests of undici.*proxyAgent: createDispatcher\(sandbox\)/,
    )
    expect(alipay.sandbox.trace().exchanges).toEqual([])
  })

  test('undici.request to a payment host', async () => {
    const call = undici.request('https://mobilegw.alipay.com/gateway.do')
    await expect(call).rejects.toThrow('keeps this request from the real mobilegw.alipay.com')
  })

  test('a payment host without a sandbox, by any client', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    await expect(fetch('https://mobilegw.alipay.com/gateway.do')).rejects.toThrow(
      /failed to fetch|fetch failed/i,
    )
    expect(said.mock.calls.join()).toContain(
      'keeps this request from the real mobilegw.alipay.com: no sandbox answers for it; add it to `hosts`',
    )
    said.mockRestore()
  })
}

function tellOfFaults(alipay: TestSandbox): void {
  const query = () => {
    const params = form(alipay, 'alipay.trade.query', { out_trade_no: 'T1' })
    return `${PRODUCTION}?${params}`
  }

  test('F03, a reset: an error without a code', async () => {
    alipay.faults.always('F03')
    await expect(fetch(query())).rejects.toThrow(/failed to fetch|fetch failed/i)
  })

  test('F05, no answer: until the client hangs up', async () => {
    alipay.faults.always('F05')
    const call = fetch(query(), { signal: AbortSignal.timeout(60) })
    await expect(call).rejects.toThrow(/abort|time/i)
  })

  test('F09, cut: the body breaks', async () => {
    alipay.faults.always('F09', {}, { afterBytes: 10 })
    const reply = await fetch(query())
    await expect(reply.text()).rejects.toThrow(/terminated/)
  })

  test('F06, a slow reply in pieces: whole, late by the gateway’s clock alone', async () => {
    alipay.faults.always('F06', {}, { delay: '2s', chunkBytes: 100, every: '1s' })
    const before = alipay.time.wallMs()
    expect(await (await fetch(query())).text()).toContain('ACQ.TRADE_NOT_EXIST')
    expect(alipay.time.wallMs() - before).toBeGreaterThan(3_000)
  })

  test('F02, what the gateway says: as it is', async () => {
    alipay.faults.once('F02', { op: 'PAY' })
    const init = { method: 'POST', body: new URLSearchParams(payForm(alipay, 'T1')) }
    expect(await (await fetch(PRODUCTION, init)).text()).toContain('"code":"20000"')
    expect(alipay.trade('T1').status).toBe('TRADE_SUCCESS')
  })
}
