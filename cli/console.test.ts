import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type RunningServer } from '../server/hosts/node.ts'
import { runCli } from './run.fixture.ts'

const TOKEN = 'a-token&for=tests'
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 0, token: TOKEN })
})
afterAll(() => server.close())

const ask = (token: string, more = '') =>
  runCli(`console${more}`, { env: { ALIPAY_SIM_URL: server.url, ALIPAY_SIM_TOKEN: token } })

test('the address of the console has the token in its fragment, which is never sent', async () => {
  const address = `${server.url}/_sim/#token=a-token%26for%3Dtests`
  expect(await ask(TOKEN)).toMatchObject({ code: 0, out: `${address}\n`, err: '' })
  expect(JSON.parse((await ask(TOKEN, ' --json')).out)).toEqual({ url: address })
})

test('an address that would not open is none', async () => {
  expect(await ask('not-the-token')).toMatchObject({ code: 2, out: '' })
})
