// What only a real socket shows of the control API; the rest is tested in server/control/.
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from './node.ts'

const TOKEN = 'a-token-for-tests'
let server: RunningServer
const bugs: unknown[] = []

beforeAll(async () => {
  server = await startServer({ port: 0, token: TOKEN, onBug: (error) => bugs.push(error) })
})

afterAll(async () => {
  await server.close()
})

const authorization = `Bearer ${TOKEN}`
const call = (
  method: string,
  path: string,
  body?: BodyInit,
  more: RequestInit & { duplex?: 'half' } = {},
) => fetch(`${server.url}/_sim${path}`, { method, body, headers: { authorization }, ...more })

test('bodies of every framing are read, and none is as good as an empty one', async () => {
  expect((await call('POST', '/buyers/codes')).status).toBe(201)
  expect((await call('POST', '/buyers/codes', '{"pays":"never"}')).status).toBe(201)
  const chunked = new Blob(['{"pays":', '"never"}']).stream()
  const sent = await call('POST', '/buyers/codes', chunked, { duplex: 'half' })
  expect(await sent.json()).toMatchObject({ habit: { pays: 'never' } })
  expect((await call('DELETE', '/faults')).status).toBe(204)
  expect((await call('PUT', '/clock/rate', '{"rate":2}')).status).toBe(200)
})

test('bytes that are not UTF-8 are no JSON', async () => {
  const answer = await call('POST', '/buyers/codes', Uint8Array.of(0x22, 0xff, 0x22))
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ type: 'urn:alipay-sim:problem:not-json' })
})

test('a body too large is refused whether or not it says how large it is', async () => {
  const large = 'x'.repeat(300_000)
  const stated = await call('POST', '/buyers/codes', large)
  expect(stated.status).toBe(413)
  const unstated = await call('POST', '/buyers/codes', new Blob([large]).stream(), {
    duplex: 'half',
  })
  expect(unstated.status).toBe(413)
  expect((await call('GET', '/clock')).status).toBe(200)
})

test('a name rebound to this address gets nothing, whatever its request line says', async () => {
  const { port } = server
  const ask = (path: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { host, authorization }
      request({ host: '127.0.0.1', port, path, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await ask('/_sim/sandboxes', `127.0.0.1:${port}`)).toBe(200)
  expect(await ask('/_sim/sandboxes', `evil.example:${port}`)).toBe(403)
  expect(await ask(`http://127.0.0.1:${port}/_sim/sandboxes`, 'evil.example')).toBe(403)
  expect(await ask('http://evil.example/_sim/sandboxes', `127.0.0.1:${port}`)).toBe(403)
  expect(await ask(`http://localhost:${port}/_sim/sandboxes`, `127.0.0.1:${port}`)).toBe(200)
})

test('a follower hears what happens, and goes without harm', async () => {
  const gone = new AbortController()
  const { body } = await call('GET', '/journal?follow&since=0', undefined, { signal: gone.signal })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  const marker = '2699990000000001'
  await call('POST', '/buyers/codes', JSON.stringify({ authCode: marker }))
  let text = ''
  while (!/26\*[0-9a-f]{8}\*01/.test(text)) text += (await reader?.read())?.value ?? ''
  expect(text).not.toContain(marker)
  gone.abort()
  expect((await call('POST', '/buyers/codes')).status).toBe(201)
})

test('nothing of all this was a bug', () => {
  expect(bugs).toEqual([])
})
