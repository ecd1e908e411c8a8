// What one client may take of a server: connections, and time to say what it wants.
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from './node-listener.ts'

const LIMITS = { connections: 2, headMs: 150, requestMs: 300, idleMs: 100 }

async function open() {
  const bugs: unknown[] = []
  const serve = async (request: Request) => new Response(await request.text())
  const listener = await listen(serve, '127.0.0.1', 0, (error) => bugs.push(error), LIMITS)
  onTestFinished(() => listener.close())
  /** Everything that came until the line ended. */
  const connect = async (says: string) => {
    const socket = createConnection(listener.port, '127.0.0.1')
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', () => {})
    const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(text)))
    await once(socket, 'connect')
    socket.write(says)
    return { socket, ended }
  }
  return { connect, bugs }
}

const GET = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'

test('a head that does not end is given up with 408', async () => {
  const { connect } = await open()
  const { ended } = await connect('GET / HTTP/1.1\r\nhost: x\r\n')
  expect(await ended).toContain('408')
})

test('a body that does not come is given up with 408', async () => {
  const { connect, bugs } = await open()
  const { ended } = await connect('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nabc')
  expect(await ended).toContain('408')
  expect(bugs).toEqual([])
})

test('a silent connection is closed after its answer', async () => {
  const { connect } = await open()
  const { ended } = await connect(GET)
  expect(await ended).toContain('200 OK')
})

test('one connection too many is closed at once, and there is room again when another has gone', async () => {
  const { connect } = await open()
  const held = await Promise.all([connect('GET'), connect('GET')])
  expect(await (await connect(GET)).ended).toBe('')
  for (const { socket } of held) socket.destroy()
  await Promise.all(held.map(({ ended }) => ended))
  let text = ''
  while (!text.includes('200 OK')) text = await (await connect(GET)).ended
})
