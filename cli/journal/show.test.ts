// `journal show` tells why a call was refused, decodes what was sent, and gives a curl; no text of
// others steers the terminal. `clock advance` folds what happens a hundred times.
import { spawnSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { commonParams, signed } from '../../server/testing/shop.fixture.ts'
import { openServer } from '../run.fixture.ts'

const server = await openServer(afterAll)
const { app } = server

async function sim(line: string): Promise<string> {
  const { code, out, err } = await server.sim(line)
  if (code !== 0) throw new Error(err)
  return out
}

async function pay(outTradeNo: string, authCode: string, subject = 'tea'): Promise<string> {
  const order = { out_trade_no: outTradeNo, total_amount: '1.00', subject, scene: 'bar_code' }
  const params = commonParams(app, 'alipay.trade.pay', { ...order, auth_code: authCode })
  const body = new URLSearchParams(signed(app, params))
  return (await fetch(`${server.url}/gateway.do`, { method: 'POST', body })).text()
}

/** The last exchange of the journal. */
const lastExchange = () =>
  server.sandbox.journal
    .since(0)
    .flatMap((entry) => (entry.kind === 'request' ? [entry.exchange] : []))
    .at(-1) ?? ''

test('a used payment code: why, decoded, and a curl that the shell takes apart as it should', async () => {
  const { authCode } = server.sandbox.buyers.issueCode()
  await pay('o-1', authCode)
  await pay('o-2', authCode, "it's 'tea'")
  const shown = await sim(`journal show ${lastExchange()} --unmasked`)
  expect(shown).toContain('why (code-used): the code has paid o-1 already; it works once')
  expect(shown).toContain('biz_content = {')
  expect(shown).toContain('"out_trade_no": "o-2"')
  expect(shown).toContain('"subject": "it\'s \'tea\'"')

  const curl = shown.split('\n').find((line) => line.trim().startsWith('curl ')) ?? ''
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${curl}`
  const words = spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0')
  const url = words.find((word) => word.startsWith('http')) ?? ''
  const body = words[words.indexOf('--data-raw') + 1] ?? ''
  const headers = words.flatMap((word, at) => (words[at - 1] === '-H' ? [word.split(': ')] : []))
  const again = await fetch(url, {
    method: 'POST',
    headers: headers.map(([name = '', value = '']): [string, string] => [name, value]),
    body,
  })
  expect(await again.text()).toContain('ACQ.PAYMENT_AUTH_CODE_INVALID')
})

test('the masked journal says that its curl is not signed for what it says', async () => {
  await pay('o-3', server.sandbox.buyers.issueCode().authCode)
  expect(await sim(`journal show ${lastExchange()}`)).toContain('add --unmasked')
})

test('no number of a client reaches the terminal as a command', async () => {
  const evil = 'a\u001B]0;owned\u0007\u202Eb\nfake line'
  const params = commonParams(app, 'alipay.trade.query', { out_trade_no: evil })
  const body = new URLSearchParams(signed(app, { ...params, method: evil }))
  await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
  for (const line of [
    'journal list',
    `journal show ${lastExchange()}`,
    'journal list --json',
    'journal export -',
  ]) {
    const shown = await sim(line)
    for (const one of ['\u001B', '\u0007', '\u202E']) expect(shown).not.toContain(one)
    expect(shown).toContain(String.raw`\u001b`)
  }
  expect((await sim('journal list')).split('\n')).not.toContain('fake line')
  expect(JSON.parse(await sim('journal list --json'))).toEqual(
    expect.arrayContaining([expect.objectContaining({ method: evil })]),
  )
})

test('a hundred resends to a listener that is gone are a few lines', async () => {
  server.sandbox.clock.setRate(0)
  for (let nth = 0; nth < 12; nth++) {
    const { authCode } = server.sandbox.buyers.issueCode()
    const order = { out_trade_no: `n-${nth}`, total_amount: '1.00', subject: 'x' }
    const content = { ...order, scene: 'bar_code', auth_code: authCode }
    const notify = { notify_url: 'http://127.0.0.1:9/gone' }
    const params = commonParams(app, 'alipay.trade.pay', content, notify)
    const body = new URLSearchParams(signed(app, params))
    await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
  }
  const shown = await sim('clock advance 40h')
  expect(shown.split('\n').length).toBeLessThan(20)
  expect(shown).toMatch(/… and \d\d more of the kind until 20/)
  const all = JSON.parse(await sim('clock advance 1h --json')) as { fired: unknown[] }
  expect(all.fired).toEqual([])
})

test('notify why: each send, what was answered, and what that comes from', async () => {
  const { createServer } = await import('node:http')
  const shop = createServer((_request, response) => {
    response.statusCode = 419
    response.end('Page Expired')
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const address = shop.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const { authCode } = server.sandbox.buyers.issueCode()
  const order = { out_trade_no: 'why-1', total_amount: '1.00', subject: 'x', scene: 'bar_code' }
  const more = { notify_url: `http://127.0.0.1:${port}/notify` }
  const params = commonParams(app, 'alipay.trade.pay', { ...order, auth_code: authCode }, more)
  const body = new URLSearchParams(signed(app, params))
  await fetch(`${server.url}/gateway.do`, { method: 'POST', body })
  await sim('clock advance 5s')
  await server.sandbox.settled()
  const shown = await sim('notify why why-1')
  expect(shown).toContain(`send 1 of TRADE_SUCCESS  POST http://127.0.0.1:${port}/notify`)
  expect(shown).toContain('answered HTTP 419, not 200 (the CSRF check of Laravel')
  await expect(sim('notify why nobody')).rejects.toThrow('no notification of nobody')
  shop.close()
})
