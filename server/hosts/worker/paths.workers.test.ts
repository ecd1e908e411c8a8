// Every way in, as a client of a deployment meets it: the paths of the protocols, charsets, pages of the
// cashier, bills, and what is refused at the door.
import { randomUUID, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { encodeText } from '../../values/charset.ts'
import { deploy, openWebShop } from '../../testing/deployment.fixture.ts'
import { ticketIn } from '../../testing/cashier.fixture.ts'
import { isHere } from '../../testing/workerd.fixture.ts'

const order = (outTradeNo: string) => ({
  out_trade_no: outTradeNo,
  total_amount: '9.90',
  subject: '咖啡',
})

describe.skipIf(!isHere)('a call', async () => {
  if (!isHere) return
  const sim = await deploy()
  await sim.control('POST', '/sandboxes', { id: 'shop' })
  const client = await sim.client('shop')

  test('of v2 by GET, everything in the address', async () => {
    await client.trade('precreate', order('get-1'))
    const query = new URLSearchParams(client.params('alipay.trade.precreate', order('get-1')))
    const answer = await fetch(`${sim.url()}/gateway.do?${query}`)
    expect(answer.headers.get('content-type')).toContain('charset=utf-8')
    expect(await answer.text()).toContain('"out_trade_no":"get-1"')
  })

  test('of v2 in GBK is read and answered in GBK', async () => {
    const params = client.params('alipay.trade.precreate', order('gbk-1'), { charset: 'gbk' })
    const { sign: _utf8, ...unsigned } = params
    const text = Object.entries(unsigned)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    const key = client.app.appPrivateKey?.pkcs8Pem ?? ''
    const signature = sign('sha256', encodeText(text, 'gbk'), key).toString('base64')
    const percent = (value: string) =>
      [...encodeText(value, 'gbk')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    const body = Object.entries({ ...unsigned, sign: signature })
      .map(([name, value]) => `${name}=${percent(value)}`)
      .join('&')
    const answer = await fetch(`${sim.url()}/gateway.do`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=GBK' },
      body,
    })
    expect(answer.headers.get('content-type')?.toLowerCase()).toContain('gbk')
    expect(await answer.text()).toContain('"out_trade_no":"gbk-1"')
    const shown = await client.control<{ entries: object[] }>('GET', '/journal?latest=20')
    expect(JSON.stringify(shown)).toContain('"code":"10000"')
  })

  test('of v3, signed in a header', async () => {
    const path = '/v3/alipay/trade/precreate'
    const body = JSON.stringify(order('v3-1'))
    const auth = `app_id=${client.app.appId},nonce=${randomUUID()},timestamp=${Date.now()}`
    const key = client.app.appPrivateKey?.pkcs8Pem ?? ''
    const text = `${auth}\nPOST\n${path}\n${body}\n`
    const signature = sign('sha256', Buffer.from(text), key).toString('base64')
    const answer = await fetch(`${sim.url()}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `ALIPAY-SHA256withRSA ${auth},sign=${signature}`,
      },
      body,
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('alipay-signature')).toMatch(/=$/)
    expect(await answer.json()).toMatchObject({ out_trade_no: 'v3-1' })
  })

  test('whether a notification is genuine, by the partner’s number', async () => {
    const shop = await openWebShop((_request, response) => response.end('fail'))
    await client.control('PUT', '/clock/rate', { rate: 0 })
    await client.pay('told-1', { notify_url: shop.url })
    await client.control('POST', '/clock/advance', { duration: '10s' })
    const asked = async (partner: string) => {
      const notifyId = shop.received[0]?.notify_id ?? ''
      const query = new URLSearchParams({ service: 'notify_verify', partner, notify_id: notifyId })
      return (await fetch(`${sim.url()}/gateway.do?${query}`)).text()
    }
    expect(await asked(client.app.pid)).toBe('true')
    expect(await asked('2088000000000000')).not.toBe('true')
  })

  test('of a page leads to the cashier, where a buyer pays and is led back', async () => {
    const content = { ...order('page-1'), product_code: 'FAST_INSTANT_TRADE_PAY' }
    const more = { return_url: 'http://127.0.0.1:9/return' }
    const sent = client.params('alipay.trade.page.pay', content, more)
    const first = await fetch(`${sim.url()}/gateway.do`, {
      method: 'POST',
      body: new URLSearchParams(sent),
      redirect: 'manual',
    })
    const at = new URL(first.headers.get('location') ?? '', sim.url())
    expect(at.pathname).toMatch(new RegExp(`^/cashier/${client.app.appId}/`))
    const [buyer] = await client.control<{ logonId: string }[]>('GET', '/buyers')
    const step = async (from: URL, does: string, typed: Record<string, string> = {}) => {
      const page = await fetch(from)
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
      const body = new URLSearchParams({ ticket: ticketIn(await page.text()), does, ...typed })
      const next = await fetch(at, { method: 'POST', body, redirect: 'manual' })
      return new URL(next.headers.get('location') ?? '', sim.url())
    }
    const open = await step(at, 'log-in', { logonId: buyer?.logonId ?? '' })
    const back = await step(open, 'pay', { password: '111111' })
    expect(back.pathname).toBe('/return')
    expect(back.searchParams.get('out_trade_no')).toBe('page-1')
    expect(back.searchParams.get('sign')).toMatch(/=$/)
  })

  test('about a bill gives a link, and the link the zip', async () => {
    await client.pay('billed-1')
    const { now } = await client.control<{ now: string }>('GET', '/clock')
    await client.control('POST', '/clock/day')
    await client.control('POST', '/clock/advance', { duration: '12h' })
    const biz = { bill_type: 'trade', bill_date: now.slice(0, 10) }
    const method = 'alipay.data.dataservice.bill.downloadurl.query'
    const answer = await client.post(client.params(method, biz))
    const said = await answer.text()
    expect(said).toContain('"code":"10000"')
    const [url = ''] = /http[^"]+/.exec(said) ?? []
    const file = await fetch(url.replaceAll('\\/', '/'))
    expect(file.status).toBe(200)
    const bytes = Buffer.from(await file.arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  test('of an app that no sandbox has is refused as one that does not exist', async () => {
    const query = new URLSearchParams({
      ...client.params('alipay.trade.query', { out_trade_no: 'x' }),
      app_id: '9021000000000001',
    })
    const answer = await fetch(`${sim.url()}/gateway.do?${query}`)
    expect(await answer.text()).toContain('isv.invalid-app-id')
  })

  test.each([
    ['another path', '/elsewhere', 404, 'the gateway is'],
    ['a page of the console that is not there', '/_sim/assets/none.js', 404, 'no such file'],
    ['the control API without a token', '/_sim/clock', 401, 'operator'],
    ['a sandbox of a forbidden name', '/_sim/sandboxes/%2e%2e/clock', 401, 'operator'],
  ])('at %s is answered in words', async (_, path, status, words) => {
    const answer = await fetch(`${sim.url()}${path}`)
    expect(answer.status).toBe(status)
    expect(await answer.text()).toContain(words)
  })

  test('of more than 256 KiB is not taken', async () => {
    const body = new URLSearchParams({ app_id: client.app.appId, biz_content: 'x'.repeat(262_144) })
    const answer = await fetch(`${sim.url()}/gateway.do`, { method: 'POST', body })
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('256 KiB')
  })

  test('of a page of another origin at the control API is refused, whatever its token', async () => {
    const headers = { origin: 'http://evil.example', authorization: 'Bearer the-operators-token' }
    expect((await fetch(`${sim.url()}/_sim/clock`, { headers })).status).toBe(403)
  })
})
