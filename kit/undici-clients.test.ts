// The table of docs/testing.md, its first column: which client a dispatcher catches, and which one it does not.
// (The second column, with both generations of msw: msw-clients.fixture.ts.)
import { createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { AlipaySdk, type AlipaySdkConfig } from 'alipay-sdk'
import alipaySdk3 from 'alipay-sdk-3'
import axios from 'axios'
import * as undici from 'undici'
import * as urllib from 'urllib'
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'
import { listen } from './listen.fixture.ts'
import { NOTIFY_URL, payForm, PRODUCTION } from './msw.fixture.ts'
import { createTestSandbox, type TestSandbox } from './test.ts'
import { createDispatcher } from './undici.ts'

const before = undici.getGlobalDispatcher()
afterEach(() => undici.setGlobalDispatcher(before))

function openSandbox(): TestSandbox {
  const alipay = createTestSandbox({ merchant: () => new Response('success') })
  onTestFinished(() => alipay.close())
  return alipay
}

async function payByTheSdk(alipay: TestSandbox, config: Partial<AlipaySdkConfig>): Promise<string> {
  const sdk = new AlipaySdk({ ...alipay.sdkConfig(), gateway: PRODUCTION, ...config })
  const order = { outTradeNo: 'T1', subject: 'tea', totalAmount: '8.88', scene: 'bar_code' }
  const call = { notifyUrl: NOTIFY_URL, bizContent: { ...order, authCode: alipay.code() } }
  return JSON.stringify(await sdk.exec('alipay.trade.pay', call, { validateSign: true }))
}

const postOf = (alipay: TestSandbox) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
  body: payForm(alipay, 'T1'),
})

const everywhere = (alipay: TestSandbox) => undici.setGlobalDispatcher(alipay.dispatcher)

const CAUGHT: Record<string, (alipay: TestSandbox) => Promise<string>> = {
  'alipay-sdk 4 by proxyAgent': (alipay) =>
    payByTheSdk(alipay, { proxyAgent: createDispatcher(alipay) }),
  'alipay-sdk 4 by setGlobalDispatcher of urllib': (alipay) => {
    urllib.setGlobalDispatcher(alipay.dispatcher)
    return payByTheSdk(alipay, { proxyAgent: undefined })
  },
  'alipay-sdk 4 by setGlobalDispatcher of undici': (alipay) => {
    everywhere(alipay)
    return payByTheSdk(alipay, { proxyAgent: undefined })
  },
  'fetch of Node': async (alipay) => {
    everywhere(alipay)
    return (await fetch(PRODUCTION, postOf(alipay))).text()
  },
  'fetch of undici': async (alipay) => {
    everywhere(alipay)
    return (await undici.fetch(PRODUCTION, postOf(alipay))).text()
  },
  'undici.request with a dispatcher': async (alipay) => {
    const { dispatcher } = alipay
    return (await undici.request(PRODUCTION, { ...postOf(alipay), dispatcher })).body.text()
  },
}

test.each(Object.entries(CAUGHT))('%s: pays, and is notified', async (_name, pays) => {
  const alipay = openSandbox()
  expect(await pays(alipay)).toContain('10000')
  expect((await alipay.trade('T1').notification()).reply).toMatchObject({ acknowledged: true })
})

describe('clients on node:http go past a dispatcher, as the table says', () => {
  const PAST: Record<string, (url: string, alipay: TestSandbox) => Promise<unknown>> = {
    axios: (url) => axios.get<unknown>(url),
    'node:http': async (url) => {
      const reply = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
        request(url, resolve).on('error', reject).end()
      })
      return text(reply)
    },
    'alipay-sdk 3': async (url, alipay) => {
      const { proxyAgent: _unknown, endpoint: _newer, ...config } = alipay.sdkConfig()
      const sdk = new alipaySdk3.default({ ...config, gateway: url })
      const asked = sdk.exec('alipay.trade.query', { bizContent: { out_trade_no: 'T1' } })
      // It finds no node of its own in the reply.
      await expect(asked).rejects.toMatchObject({ serverResult: { status: 200 } })
    },
  }

  test.each(Object.entries(PAST))('%s', async (_name, ask) => {
    const alipay = openSandbox()
    let arrived = 0
    const server = createServer((_request, response) => {
      arrived += 1
      response.end('{}')
    })
    const { url, close } = await listen(server)
    onTestFinished(close)
    // The dispatcher answers for the host at which somebody else listens.
    undici.setGlobalDispatcher(createDispatcher(alipay, { hosts: [new URL(url).host] }))
    await ask(`${url}/gateway.do`, alipay)
    expect([arrived, alipay.sandbox.trace().exchanges]).toEqual([1, []])
    expect(await (await fetch(`${url}/gateway.do`)).text()).toContain('_response')
    expect(arrived).toBe(1)
  })
})
