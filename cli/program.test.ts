import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer, runCli, TOKEN } from './run.fixture.ts'

const { sim, url } = await openServer(afterAll)
const elsewhere = createServer((_request, response) => response.end('hello'))
let elsewhereUrl: string

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
})

afterAll(() => void elsewhere.close())

test('the version is the one of the package', async () => {
  expect(await runCli('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' })
})

test('help names every command and shows examples', async () => {
  const { code, out } = await runCli('--help')
  expect(code).toBe(0)
  for (const name of ['serve', 'buyer', 'fault', 'clock', 'notify', 'journal', 'grade']) {
    expect(out).toMatch(new RegExp(`^  ${name} `, 'm'))
  }
  expect(out).toContain('$ alipay-sim')
})

test.each([
  'serve',
  'grade',
  ...['list', 'code', 'triggers', 'scan', 'pay', 'close'].map((verb) => `buyer ${verb}`),
  ...['list', 'catalogue', 'add', 'explain', 'remove', 'clear'].map((verb) => `fault ${verb}`),
  ...['show', 'advance', 'next', 'rate', 'freeze'].map((verb) => `clock ${verb}`),
  ...['list', 'resend', 'inject'].map((verb) => `notify ${verb}`),
  ...['list', 'show', 'follow', 'export', 'success-rate'].map((verb) => `journal ${verb}`),
  ...['list', 'create', 'remove', 'options'].map((verb) => `sandbox ${verb}`),
  ...['list', 'add', 'keys'].map((verb) => `app ${verb}`),
  ...['list', 'show', 'qr'].map((verb) => `trade ${verb}`),
])('the help of "%s" has examples of itself', async (command) => {
  const { code, out } = await runCli(`${command} --help`)
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`\\$ alipay-sim ${command.split(' ')[0]} `))
})

test.each([
  ['byer list', 'Did you mean buyer?'],
  ['buyer lst', 'Did you mean list?'],
  ['buyer code --pay never', 'Did you mean --pays?'],
  ['--prt 1', 'Did you mean --port?'],
  ['fault add unknwn', 'did you mean unknown?'],
  ['fault add F2', 'did you mean F02?'],
  ['clock advance', "missing required argument 'duration'"],
  ['clock rate fast', 'write for example 60'],
  ['fault add F02 --amount lots', 'write for example 88.88'],
  ['fault add F02 --set executed', 'name=value'],
  ['fault explain', 'name an exchange (x12), or describe a call'],
  ['buyer', 'Usage:'],
  ['serve --port 65536', 'a number from 0 to 65535'],
])('"%s" ends with 2 and says: %s', async (line, says) => {
  const { code, err } = await sim(line)
  expect(code).toBe(2)
  expect(err).toContain(says)
})

test('without a server the way to start one is named', async () => {
  const { code, err } = await runCli('buyer list --data /nowhere/at-all')
  expect(code).toBe(2)
  expect(err).toMatch(/^alipay-sim: no server is running on \/nowhere.*: alipay-sim serve.*\n$/)
})

test('a server that is gone is told from one that is not alipay-sim and from a wrong token', async () => {
  const at = (where: string, token: string) =>
    runCli('buyer list', { env: { ALIPAY_SIM_URL: where, ALIPAY_SIM_TOKEN: token } })
  const gone = await at('http://127.0.0.1:1', TOKEN)
  expect(gone).toMatchObject({ code: 2, err: expect.stringContaining('no server answers') })
  const other = await at(elsewhereUrl, TOKEN)
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining('is no alipay-sim') })
  const wrong = await at(url, 'wrong')
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('ALIPAY_SIM_TOKEN') })
  const noUrl = await at('127.0.0.1:8600', TOKEN)
  expect(noUrl).toMatchObject({ code: 2, err: expect.stringContaining('is no URL') })
})

test('flags go before the environment, and the gateway address is as good as the server address', async () => {
  const env = { ALIPAY_SIM_URL: 'http://127.0.0.1:1', ALIPAY_SIM_TOKEN: 'wrong' }
  const flags = `--url ${url}/gateway.do --token ${TOKEN}`
  expect((await runCli(`buyer list ${flags}`, { env })).code).toBe(0)
})

test('what the simulator refuses ends with 1, in one line: field and remedy', async () => {
  const { code, out, err } = await sim('buyer code --pays sometimes')
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^alipay-sim: pays: there is no "sometimes"; use one of at-once.*\n$/)
})
