// The Node host over real sockets: what each fault does to the line, and what bad clients get.
import { createConnection, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startServer, type RunningServer } from './node.ts'
import { commonParams, signed } from '../testing/shop.fixture.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, token: 'token' })
})
afterAll(() => server.close())
beforeEach(() => server.sandbox.faults.clear())

function form(method: string, biz: unknown): string {
  const [app] = server.sandbox.apps.list()
  if (!app) throw new Error('no app')
  return new URLSearchParams(signed(app, commonParams(app, method, biz))).toString()
}

const QUERY = () => form('alipay.trade.query', { out_trade_no: 'o-1' })
const TYPE = 'content-type: application/x-www-form-urlencoded'

function httpPost(body: string, target = '/gateway.do', host = 'gateway.test'): string {
  const head = [`POST ${target} HTTP/1.1`, `host: ${host}`, TYPE]
  return `${head.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** A client of bare bytes: everything it was sent, and how the line ended. */
async function connect() {
  const socket = createConnection(server.port, '127.0.0.1')
  let text = ''
  let error: string | undefined
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => (text += chunk))
  socket.on('error', (problem: NodeJS.ErrnoException) => (error = problem.code))
  await once(socket, 'connect')
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  return { socket, ended, text: () => text, error: () => error }
}

async function until(isSo: () => boolean, socket?: Socket): Promise<void> {
  while (!isSo()) {
    if (socket?.destroyed) throw new Error('the line ended first')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const ends = () => server.sandbox.trace().of('end')
const lastEnd = () => ends().at(-1)

test('a reset is a reset: no byte, ECONNRESET', async () => {
  server.sandbox.faults.add({ fault: 'F03', options: { how: 'rst' } })
  const { socket, ended, text, error } = await connect()
  socket.write(httpPost(QUERY()))
  await ended
  expect({ text: text(), error: error() }).toEqual({ text: '', error: 'ECONNRESET' })
  expect(lastEnd()).toMatchObject({ by: 'gateway', whole: false, deliveredBytes: 0 })
})

test('an early close is a close: no byte, no error', async () => {
  server.sandbox.faults.add({ fault: 'F04', options: { how: 'fin' } })
  const { socket, ended, text, error } = await connect()
  socket.write(httpPost(QUERY()))
  await ended
  expect({ text: text(), error: error() }).toEqual({ text: '', error: undefined })
  expect(lastEnd()).toMatchObject({ by: 'gateway', whole: false, deliveredBytes: 0 })
})

test('a hang lasts until the client leaves, and is journalled as left by the client', async () => {
  server.sandbox.faults.add({ fault: 'F05', options: { executed: 'yes' } })
  const before = ends().length
  const { socket, text } = await connect()
  socket.write(httpPost(QUERY()))
  const answers = () => server.sandbox.trace().of('answer')
  await until(() => answers().at(-1)?.travel === 'hang')
  expect(ends()).toHaveLength(before)
  socket.destroy()
  await until(() => ends().length > before)
  expect(text()).toBe('')
  expect(lastEnd()).toMatchObject({ by: 'client', whole: false, deliveredBytes: 0 })
})

test('a hang with a time ends by the gateway', async () => {
  server.sandbox.faults.add({ fault: 'F05', options: { forMs: 50 } })
  const { socket, ended, text } = await connect()
  socket.write(httpPost(QUERY()))
  await ended
  expect(text()).toBe('')
  expect(lastEnd()).toMatchObject({ by: 'gateway', deliveredBytes: 0 })
})

test('two requests on one line, one after the other and both at once', async () => {
  const { socket, text } = await connect()
  const replies = () => text().split('HTTP/1.1 200 OK').length - 1
  socket.write(httpPost(QUERY()))
  await until(() => replies() === 1 && text().endsWith('"}'), socket)
  const before = ends().length
  socket.write(httpPost(QUERY()) + httpPost(QUERY()))
  await until(() => replies() === 3 && text().endsWith('"}'), socket)
  await until(() => ends().length === before + 2)
  expect(ends().slice(before)).toMatchObject([
    { by: 'gateway', whole: true },
    { by: 'gateway', whole: true },
  ])
  expect(lastEnd()?.deliveredBytes).toBe(Number(/content-length: (\d+)/i.exec(text())?.[1]))
  socket.destroy()
})

test('a second request that is answered sooner than the first waits for its turn', async () => {
  const { socket, text } = await connect()
  const before = ends().length
  // The first needs a new signature, the second none at all.
  const first = form('alipay.trade.query', { out_trade_no: 'asked-only-here' })
  socket.write(httpPost(first) + httpPost('app_id='))
  await until(() => text().includes('isv.missing-app-id'), socket)
  expect(text().indexOf('asked-only-here')).toBeLessThan(text().indexOf('isv.missing-app-id'))
  expect(text()).toContain('asked-only-here')
  await until(() => ends().length === before + 2)
  expect(
    ends()
      .slice(before)
      .every(({ by, whole }) => by === 'gateway' && whole),
  ).toBe(true)
  socket.destroy()
})

test('an absolute-form target is taken, as a proxy client sends it', async () => {
  const { socket, text } = await connect()
  socket.write(httpPost(QUERY(), 'http://openapi.alipaydev.com/gateway.do?charset=utf-8'))
  await until(() => text().includes('ACQ.TRADE_NOT_EXIST'), socket)
  socket.destroy()
})

test('an old client that names no host is answered', async () => {
  const body = QUERY()
  const { socket, text, ended } = await connect()
  socket.write(
    `POST /gateway.do HTTP/1.0\r\n${TYPE}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
  await ended
  expect(text()).toContain('ACQ.TRADE_NOT_EXIST')
})

test('a URL of 300 KiB is read: some clients put everything there', async () => {
  const padding = 'x'.repeat(300 * 1024)
  const query = `${QUERY()}&padding=${padding}`
  const response = await fetch(`${server.url}/gateway.do?${query}`)
  expect(await response.text()).toContain('isv.invalid-signature')
})

const MEBIBYTE = 1024 * 1024
test('a body over a mebibyte is refused, with its length stated', async () => {
  const before = server.sandbox.journal.latest(1)[0]?.seq
  const { socket, text } = await connect()
  socket.write(
    `POST /gateway.do HTTP/1.1\r\nhost: x\r\n${TYPE}\r\ncontent-length: ${MEBIBYTE + 1}\r\n\r\nx`,
  )
  await until(() => text().includes('larger than 1 MiB'), socket)
  expect(text()).toContain('413')
  expect(server.sandbox.journal.latest(1)[0]?.seq).toBe(before)
  socket.destroy()
})

test('a body over a mebibyte is refused in chunks too, and is not read to its end', async () => {
  const { socket, text } = await connect()
  socket.write(
    `POST /gateway.do HTTP/1.1\r\nhost: x\r\n${TYPE}\r\ntransfer-encoding: chunked\r\n\r\n`,
  )
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  for (let n = 0; n < 17 && socket.writable; n++) socket.write(chunk)
  await until(() => text().includes('larger than 1 MiB') || socket.destroyed)
  expect(text()).toContain('413')
  socket.destroy()
  expect((await fetch(server.url)).status).toBe(404)
})

test('a client that leaves in the middle of its request troubles nobody', async () => {
  const { socket } = await connect()
  socket.write(`POST /gateway.do HTTP/1.1\r\nhost: x\r\n${TYPE}\r\ncontent-length: 100\r\n\r\nabc`)
  socket.destroy()
  const response = await fetch(`${server.url}/gateway.do`, { method: 'POST', body: 'app_id=' })
  expect(await response.text()).toContain('isv.missing-app-id')
})

const { Request: requestBefore, Response: responseBefore } = globalThis

test("the program's own Request and Response stay its own", () => {
  expect(globalThis.Request).toBe(requestBefore)
  expect(globalThis.Response).toBe(responseBefore)
})
