// The gateway over TLS and through the proxy, as a client with a fixed https host meets it.
import { once } from 'node:events'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commonParams, formPost, signed } from '../testing/shop.fixture.ts'
import { startServer, type RunningServer, type Secured } from './node.ts'

const HOST = 'openapi.alipay.com'

let server: RunningServer
let secured: Secured
beforeAll(async () => {
  server = await startServer({
    port: 0,
    token: 'token-for-tests',
    allowedHosts: ['sim.internal'],
    secure: { tlsPort: 0, proxyPort: 0 },
  })
  if (!server.secured) throw new Error('TLS was asked for')
  secured = server.secured
})
afterAll(() => server.close())

const portOf = (url = '') => Number(new URL(url).port)

/** A socket through the proxy, and what the proxy answered. */
async function tunnel(target: string) {
  const socket = connect(portOf(secured.proxyUrl), '127.0.0.1')
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`)
  const [head] = (await once(socket, 'data')) as [Buffer]
  return { socket, answer: head.toString() }
}

async function query(way: 'tls' | 'proxy', outTradeNo: string) {
  const [app] = server.sandbox.apps.list()
  if (!app) throw new Error('no app')
  const form = formPost(
    signed(app, commonParams(app, 'alipay.trade.query', { out_trade_no: outTradeNo })),
  )
  const body = await form.text()
  const through =
    way === 'tls'
      ? { host: '127.0.0.1', port: portOf(secured.tlsUrl) }
      : { createConnection: await overTunnel() }
  const outgoing = requestHttps({
    ...through,
    ca: secured.ca,
    servername: HOST,
    method: 'POST',
    path: new URL(form.url).pathname,
    headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded' },
  })
  outgoing.end(body)
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  return text
}

async function overTunnel() {
  const { socket } = await tunnel(`${HOST}:443`)
  return () => connectTls({ socket, servername: HOST, ca: secured.ca })
}

describe.each(['tls', 'proxy'] as const)('by way of the %s', (way) => {
  test('a signed call is answered, and its certificate is trusted for the payment host', async () => {
    const text = await query(way, 'nobody')
    expect(text).toContain('ACQ.TRADE_NOT_EXIST')
    expect(server.sandbox.trace().exchanges.at(-1)?.op).toBe('QUERY')
  })

  test('a reset is a reset of the connection below TLS', async () => {
    server.sandbox.faults.add({ fault: 'F04', options: {}, match: { op: 'QUERY', count: 1 } })
    await expect(query(way, 'reset')).rejects.toMatchObject({
      code: 'ECONNRESET',
      // An early end without a reset has the same code, and no call of the system to name.
      syscall: 'read',
    })
  })

  test('a body that breaks off half-way does so', async () => {
    const options = { afterBytes: 30 }
    server.sandbox.faults.add({ fault: 'F09', options, match: { op: 'QUERY', count: 1 } })
    await expect(query(way, 'half')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })
})

test('a client that was not told of the authority refuses the certificate', async () => {
  const outgoing = requestHttps({ port: portOf(secured.tlsUrl), host: '127.0.0.1' })
  outgoing.end()
  await expect(once(outgoing, 'response')).rejects.toMatchObject({
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  })
})

test('a further name of the server is in the certificate', async () => {
  const socket = connectTls({
    port: portOf(secured.tlsUrl),
    servername: 'sim.internal',
    ca: secured.ca,
  })
  await once(socket, 'secureConnect')
  expect(socket.authorized).toBe(true)
  socket.destroy()
})

describe('the proxy leads nowhere else', () => {
  test.each(['example.com:443', `${HOST}:80`, `${HOST}.evil.test:443`, '127.0.0.1:22', 'x'])(
    'CONNECT %s is refused in one line with the remedy',
    async (target) => {
      const { answer } = await tunnel(target)
      expect(answer).toMatch(/^HTTP\/1\.1 403 alipay-sim answers for payment hosts only\r\n/)
      expect(answer).toMatch(/alipay-sim: this proxy answers for .* put .* into NO_PROXY\n$/)
    },
  )

  const plain = async (path: string) => {
    const outgoing = requestHttp({ port: portOf(secured.proxyUrl), host: '127.0.0.1', path })
    outgoing.end()
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    let text = ''
    for await (const chunk of incoming) text += String(chunk)
    return { status: incoming.statusCode, text }
  }

  test('a plain http URL of a payment host is answered, another one is not', async () => {
    expect((await plain(`http://${HOST}/gateway.do?method=x`)).text).toContain('isv.missing-app-id')
    expect(await plain('http://example.com/')).toMatchObject({
      status: 403,
      text: expect.stringContaining('put example.com into NO_PROXY'),
    })
  })

  test('who takes it for the gateway is told what it is', async () => {
    expect(await plain('/gateway.do')).toMatchObject({
      status: 400,
      text: expect.stringContaining('HTTPS_PROXY'),
    })
  })
})

test('a client that does not wait for the proxy before its handshake is understood', async () => {
  const raw = connect(portOf(secured.proxyUrl), '127.0.0.1')
  let sent = ''
  let answer = ''
  const eager = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      const head = sent === '' ? `CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n` : ''
      sent ||= head
      raw.write(Buffer.concat([Buffer.from(head), chunk]), () => done())
    },
  })
  raw.on('data', (chunk: Buffer) => {
    const end = answer === '' ? chunk.indexOf('\r\n\r\n') + 4 : 0
    answer += chunk.subarray(0, end).toString()
    if (chunk.length > end) eager.push(chunk.subarray(end))
  })
  const inner = connectTls({ socket: eager, servername: HOST, ca: secured.ca })
  await once(inner, 'secureConnect')
  expect(inner.authorized).toBe(true)
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  raw.destroy()
})

test('an outage refuses connections here too, and ends by itself', async () => {
  const own = await startServer({
    port: 0,
    token: 'token-for-tests',
    secure: { tlsPort: 0, proxyPort: 0 },
  })
  const ports = [own.secured?.tlsUrl, own.secured?.proxyUrl].map(portOf)
  const reached = async (port: number) => {
    const socket = connect(port, '127.0.0.1')
    return Promise.race([
      once(socket, 'connect').then(() => {
        socket.destroy()
        return true
      }),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
  }
  const until = async (port: number, wanted: boolean) => {
    while ((await reached(port)) !== wanted) await new Promise((resolve) => setImmediate(resolve))
  }
  own.directory.cutOff(300)
  for (const port of ports) await until(port, false)
  for (const port of ports) await until(port, true)
  await own.close()
})
