// Notifications from Node: only to allowed targets, only to the address that was checked.
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { createSend } from './node-send.ts'

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const to = (url: string, timeoutMs = 5_000) => ({
  url,
  headers: { 'content-type': 'text/plain' },
  body: 'a=咖啡',
  timeoutMs,
})
const local = createSend([])

test('a merchant on this machine gets the form, and its answer comes back whole', async () => {
  const seen: string[] = []
  const port = await listen((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => seen.push(text))
    request.on('end', () => response.end('success\n'))
  })
  expect(await local(to(`http://127.0.0.1:${port}/notify`))).toEqual({
    status: 200,
    body: 'success\n',
  })
  expect(seen.join('')).toBe('a=咖啡')
})

test('each notification has a connection of its own, though the merchant does not say it closes', async () => {
  let connections = 0
  // As Python's http.server under HTTP/1.1: told to close it does, and leaves saying so to the client.
  const server = createTcpServer((socket) => {
    connections += 1
    socket.on('data', () => {
      const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsuccess'
      socket.write(answer, () => setImmediate(() => socket.end()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const results = []
  for (let count = 0; count < 5; count += 1) results.push(await local(to(url)))
  server.close()
  expect(results).toEqual(Array(5).fill({ status: 200, body: 'success' }))
  expect(connections).toBe(5)
})

test('a redirect is not followed', async () => {
  const port = await listen((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
  })
  expect(await local(to(`http://127.0.0.1:${port}/`))).toEqual({ status: 302, body: '' })
})

test.each([
  ['http://8.8.8.8/notify', '8.8.8.8 (8.8.8.8) is not local; allow it with --notify-host 8.8.8.8'],
  ['http://[2001:4860:4860::8888]/', 'is not local'],
  ['http://0.0.0.0/', 'is not local'],
  ['http://[::ffff:8.8.8.8]/', 'is not local'],
  // Where clouds keep their credentials: link-local, and nobody's merchant.
  ['http://169.254.169.254/latest/meta-data', 'is not local'],
  ['ftp://127.0.0.1/', 'is no http or https URL'],
  ['javascript:alert(1)', 'is no http or https URL'],
  ['no url', 'is no http or https URL'],
  ['', 'is no http or https URL'],
])('%s is refused: %s', async (url, why) => {
  const result = await local(to(url))
  expect(result).toEqual({ failed: expect.stringContaining(why) })
})

test('a name is looked up once, and the connection goes to the address that was checked', async () => {
  const hosts: (string | undefined)[] = []
  const port = await listen((request, response) => {
    hosts.push(request.headers.host)
    response.end('success')
  })
  const asked: string[] = []
  // The second look-up would lead elsewhere: that is how a name changes its mind.
  const answers = ['127.0.0.1', '8.8.8.8']
  const send = createSend([], (host) => {
    asked.push(host)
    return Promise.resolve({ address: answers.shift() ?? '8.8.8.8', family: 4 })
  })
  expect(await send(to(`http://shop.test:${port}/`))).toMatchObject({ status: 200 })
  expect({ asked, hosts }).toEqual({ asked: ['shop.test'], hosts: [`shop.test:${port}`] })
  expect(await send(to(`http://shop.test:${port}/`))).toEqual({
    failed: expect.stringContaining('shop.test (8.8.8.8) is not local'),
  })
})

test('an allowed name may lie anywhere', async () => {
  const send = createSend(['shop.test'], () => Promise.resolve({ address: '192.0.2.1', family: 4 }))
  const result = await send(to('http://shop.test:9/', 50))
  expect(JSON.stringify(result)).not.toContain('is not local')
})

test('nobody listens: the reason names it', async () => {
  const port = await listen(() => {})
  servers.at(-1)?.close()
  expect(await local(to(`http://127.0.0.1:${port}/`))).toEqual({
    failed: expect.stringContaining('ECONNREFUSED'),
  })
})

test('a merchant that says nothing, or stops half-way, has not answered in time', async () => {
  const silent = await listen(() => {})
  expect(await local(to(`http://127.0.0.1:${silent}/`, 50))).toEqual({
    failed: 'no answer in time',
  })
  const half = await listen((_request, response) => response.write('succ'))
  expect(await local(to(`http://127.0.0.1:${half}/`, 50))).toEqual({ failed: 'no answer in time' })
})

test('a merchant that breaks the line is a failure with its reason', async () => {
  const port = await listen((request) => request.socket.resetAndDestroy())
  expect(await local(to(`http://127.0.0.1:${port}/`))).toEqual({
    failed: expect.stringContaining('ECONNRESET'),
  })
})

test('an endless answer is cut off', async () => {
  const port = await listen((_request, response) => response.end('x'.repeat(70_000)))
  expect(await local(to(`http://127.0.0.1:${port}/`))).toEqual({
    failed: expect.stringContaining('longer than'),
  })
})

test.each(['fd00:ec2::254', 'fd00:0ec2:0:0::23', '169.254.169.254', '::ffff:169.254.169.254'])(
  'where a cloud keeps credentials nothing is sent, private as it may look: %s',
  async (address) => {
    const send = createSend([], () =>
      Promise.resolve({ address, family: address.includes(':') ? 6 : 4 }),
    )
    const says = expect.stringContaining('is not local')
    expect(await send(to('http://metadata.test/latest'))).toEqual({ failed: says })
  },
)
