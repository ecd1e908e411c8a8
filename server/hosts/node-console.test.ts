// The page over a real socket, and the control API behind the same path.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleFiles } from './node-console.ts'
import { startServer, type RunningServer } from './node.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, token: 'a-token-for-tests' })
})
afterAll(() => server.close())

test('the console needs no token, and what it asks for does', async () => {
  const page = await fetch(`${server.url}/_sim/`)
  // Or it says itself that nobody has built it yet.
  expect(await page.text()).toMatch(/<div id="app">|the console is not built/)
  expect((await fetch(`${server.url}/_sim/trades`)).status).toBe(401)
  expect((await fetch(`${server.url}/_sim/`, { method: 'POST' })).status).toBe(401)
})

test.each(['../package.json', 'assets/../../package.json', '/etc/passwd', '.env', 'assets/'])(
  'no file is read by the name %s',
  (name) => expect(consoleFiles(name)).toBeUndefined(),
)
