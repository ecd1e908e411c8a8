// A newcomer's first minutes with a deployment: the official SDK, unmodified and checking every signature,
// pays; the clock is advanced; the notification arrives and is genuine; the console is there.
import { AlipaySdk } from 'alipay-sdk'
import { describe, expect, test } from 'vitest'
import { deploy, openWebShop } from '../../server/testing/deployment.fixture.ts'
import { isHere } from '../../server/testing/workerd.fixture.ts'

describe.skipIf(!isHere)('the official SDK and a Worker', async () => {
  if (!isHere) return
  // Keys of its own, as a deployment has them.
  const sim = await deploy({ vars: { SIM_READY_MADE_KEYS: 'no' } })
  const shop = await openWebShop()
  await sim.control('POST', '/sandboxes', { id: 'newcomer' })
  const client = await sim.client('newcomer')
  await client.control('PUT', '/clock/rate', { rate: 0 })
  const sdk = new AlipaySdk({
    appId: client.app.appId,
    privateKey: client.app.appPrivateKey?.pkcs8Pem ?? '',
    keyType: 'PKCS8',
    alipayPublicKey: client.app.alipayPublicKey.pem,
    gateway: `${sim.url()}/gateway.do`,
  })
  const call = (method: string, bizContent: object, params: object = {}) =>
    sdk.exec(method, { ...params, bizContent }, { validateSign: true })

  test('pays, hears of it after three seconds, and the notification is genuine', async () => {
    const { authCode } = await client.control<{ authCode: string }>('POST', '/buyers/codes', {})
    const order = { outTradeNo: 'o-1', totalAmount: '88.88', subject: '一杯咖啡 & 两块"蛋糕"/份' }
    const content = { ...order, scene: 'bar_code', authCode }
    const reply = await call('alipay.trade.pay', content, { notifyUrl: shop.url })
    expect(reply).toMatchObject({ code: '10000', outTradeNo: 'o-1', totalAmount: '88.88' })
    expect(shop.received).toEqual([])

    await client.control('POST', '/clock/advance', { duration: '5s' })
    expect(shop.received).toHaveLength(1)
    const [notice = {}] = shop.received
    expect(notice).toMatchObject({ out_trade_no: 'o-1', trade_status: 'TRADE_SUCCESS' })
    expect(sdk.checkNotifySignV2(notice)).toBe(true)
    expect(sdk.checkNotifySignV2({ ...notice, total_amount: '0.01' })).toBe(false)
  })

  test('refunds, queries, and closes the day: the books agree', async () => {
    const refund = { outTradeNo: 'o-1', outRequestNo: 'r-1', refundAmount: '8.88' }
    expect(await call('alipay.trade.refund', refund)).toMatchObject({ fundChange: 'Y' })
    const found = await call('alipay.trade.query', { outTradeNo: 'o-1' })
    expect(found).toMatchObject({ tradeStatus: 'TRADE_SUCCESS' })
    const [trade] = await client.control<object[]>('GET', '/trades')
    expect(trade).toMatchObject({ outTradeNo: 'o-1', status: 'TRADE_SUCCESS' })
  })

  test('signs pages in certificate mode: the certificates are made inside the runtime', async () => {
    const { appId } = client.app
    const app = await client.control<{ certificates?: { appCertSn: string } }>(
      'POST',
      `/apps/${appId}/certificates`,
    )
    expect(app.certificates?.appCertSn).toMatch(/^[0-9a-f]{32}$/)
  })

  test('the console is served from the same build, under its content policy', async () => {
    const page = await fetch(`${sim.url()}/_sim/`)
    const html = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const names = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThanOrEqual(2)
    for (const name of names) {
      const file = await fetch(`${sim.url()}/_sim/${name}`)
      expect(file.status).toBe(200)
      expect(file.headers.get('cache-control')).toContain('immutable')
    }
  })

  test('the journal is followed live through the Worker', async () => {
    const stop = new AbortController()
    const stream = await fetch(`${sim.url()}/_sim/sandboxes/newcomer/journal?follow&since=0`, {
      headers: { authorization: 'Bearer the-operators-token' },
      signal: stop.signal,
    })
    let seen = ''
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    while (!seen.includes('"kind":"request"')) seen += (await reader?.read())?.value ?? ''
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    stop.abort()
  })
})
