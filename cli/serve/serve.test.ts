import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startServer } from '../../server/hosts/node.ts'
import { runCli, runProgram, serve } from '../run.fixture.ts'
import { alterDatabase, keepDataFolders } from './data-folder.fixture.ts'

const root = join(import.meta.dirname, '..', '..')
const { scratch, newFolder, usedFolder } = keepDataFolders()

interface Ready {
  event: string
  gateway: string
  url: string
  port: number
  app_id: string
  token: string
}

test('the real program starts, is driven by the other commands, and stops on a signal', async () => {
  const args = ['cli/main.ts', 'serve', '--port', '0', '--ephemeral', '--json']
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  const ready = JSON.parse(line) as Ready
  expect(ready).toMatchObject({ event: 'ready', app_id: expect.stringMatching(/^9021000\d+$/) })
  expect(ready.gateway).toBe(`http://127.0.0.1:${ready.port}/gateway.do`)

  const env = { ALIPAY_SIM_URL: ready.url, ALIPAY_SIM_TOKEN: ready.token }
  for (const command of [
    'buyer code --pays never',
    'fault add F02 --count 1',
    'fault list',
    'clock advance 25h',
    'notify list',
    'journal list',
  ]) {
    expect(await runCli(command, { env })).toMatchObject({ code: 0, err: '' })
  }
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect({ code, complaints }).toEqual({ code: 0, complaints: '' })
})

test('the folder tells other commands where the server is, until it stops', async () => {
  const data = newFolder()
  const { text, stop } = await serve(`--data ${data}`)
  expect(text).toMatch(/gateway +http:\/\/127\.0\.0\.1:\d+\/gateway\.do\n/)
  expect(text).toMatch(/app_id +9021000\d+\n/)
  expect(text).toContain(join(data, 'keys'))
  expect(text).not.toContain(readFileSync(join(data, 'token'), 'utf8').trim())
  expect(await runCli(`buyer list --data ${data}`)).toMatchObject({ code: 0 })
  for (const name of ['token', 'server.json', 'keys/app-private-key.pkcs8.pem']) {
    expect(statSync(join(data, name)).mode & 0o777).toBe(0o600)
  }
  expect(readFileSync(join(data, '.gitignore'), 'utf8')).toBe('*\n')
  expect(await stop()).toBe(0)
  expect(existsSync(join(data, 'server.json'))).toBe(false)
  expect(await runCli(`buyer list --data ${data}`)).toMatchObject({ code: 2 })
})

test('a folder keeps its token, its app and its seed', async () => {
  const data = newFolder()
  const started = async (line: string) => {
    const { text, stop } = await serve(`--data ${data} --json --print-token ${line}`)
    await stop()
    const { app_id, token } = JSON.parse(text) as Ready
    return { app_id, token }
  }
  const first = await started('--seed one')
  expect(await started('--seed two')).toEqual(first)
  const { text, stop } = await serve(`--data ${data} --seed two`)
  expect(text).toMatch(/seed +one +\(of this folder/)
  await stop()
})

test('--ephemeral writes nothing and prints the token', async () => {
  const before = readdirSync(scratch)
  const { text, stop } = await serve('--ephemeral')
  expect(text).toMatch(/token [\w-]{32}\n/)
  await stop()
  expect(readdirSync(scratch)).toEqual(before)
})

test('a second server on the same folder is refused and told where the first one is', async () => {
  const data = newFolder()
  const { stop } = await serve(`--data ${data}`)
  const { code, err } = await runCli(`serve --port 0 --data ${data}`)
  expect(code).toBe(2)
  expect(err).toMatch(/in use by the server at http:\/\/127\.0\.0\.1:\d+ .*--data.*\n$/)
  await stop()
})

test('the file of a server that was killed is no obstacle', async () => {
  const data = newFolder()
  const first = await serve(`--data ${data}`)
  const stale = readFileSync(join(data, 'server.json'), 'utf8')
  await first.stop()
  writeFileSync(join(data, 'server.json'), stale)
  expect(await runCli(`clock show --data ${data}`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('no server answers'),
  })
  expect(await (await serve(`--data ${data}`)).stop()).toBe(0)
})

test('a port in use is named in one line with the remedy', async () => {
  const other = await startServer({ port: 0, token: 'a-token-for-tests' })
  const { code, out, err } = await runCli(`serve --port ${other.port} --ephemeral`)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(new RegExp(`^alipay-sim: port ${other.port} is in use: .*--port 0\\n$`))
  await other.close()
})

test('a folder of a newer version is refused and left as it is', async () => {
  const data = await usedFolder()
  const file = join(data, 'default.sqlite')
  alterDatabase(file, 'update schema_version set version = 99')
  const { code, err } = await runCli(`serve --port 0 --data ${data}`)
  expect(code).toBe(2)
  expect(err).toContain('schema version 99')
  expect(err).toContain('another --data folder')
  const after = new DatabaseSync(file)
  expect(after.prepare('select version from schema_version').all()).toEqual([{ version: 99 }])
  after.close()
})

test.each([
  ['serve --ephemeral --port 0 --control-token short', '8 to 256 characters'],
  ['serve --ephemeral --port 0 --host 203.0.113.9', 'no address 203.0.113.9'],
  [
    'serve --port 0 --data /dev/null/data',
    '/dev/null/data cannot be a folder, for a file is in the way',
  ],
])('"%s" ends with 2: %s', async (line, says) => {
  const { code, err } = await runCli(line)
  expect(code).toBe(2)
  expect(err).toContain(says)
})

test('a server that listens everywhere is used through loopback', async () => {
  const data = newFolder()
  const { stop } = await serve(`--data ${data} --host 0.0.0.0 --allow-host sim.internal`)
  expect(await runCli(`clock show --data ${data}`)).toMatchObject({ code: 0 })
  await stop()
})

test('the snippet for the official SDK runs as it is', async () => {
  const data = newFolder()
  const { stop } = await serve(`--data ${data}`)
  const out = await runProgram(data, join('keys', 'node-snippet.mjs'))
  expect(out).toContain("code: '10000'")
  expect(out).toMatch(/qrCode: 'https:\/\/qr\.alipay\.com\//)
  await stop()
})

test('--version is answered by the real program with the version of the package', () => {
  const out = execFileSync(process.execPath, ['cli/main.ts', '--version'], { cwd: root })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  expect(out.toString()).toBe(`${version}\n`)
})

test('--reading says which texts the gateway follows', async () => {
  const { text, stop } = await serve(
    '--ephemeral --json --reading seeds --control-token a-token-for-tests',
  )
  const { url } = JSON.parse(text) as Ready
  const get = async (path: string) => {
    const headers = { authorization: 'Bearer a-token-for-tests' }
    return (await fetch(`${url}/_sim${path}`, { headers })).json()
  }
  expect(await get('/reading')).toEqual({ reading: 'seeds' })
  expect(await get('/options')).toMatchObject({ barcodeNotify: false, tombstone: true })
  expect(await stop()).toBe(0)
})

test('a profile, a control port and a clock askew', async () => {
  const { text, stop } = await serve(
    '--ephemeral --json --profile mild --control-port 0 --clock-skew 90s --control-token a-token-for-tests',
  )
  const { url, control } = JSON.parse(text) as Ready & { control: string }
  expect(control).not.toBe(url)
  const get = async <T>(path: string) => {
    const headers = { authorization: 'Bearer a-token-for-tests' }
    return (await (await fetch(`${control}/_sim${path}`, { headers })).json()) as T
  }
  expect(await get('/profile')).toMatchObject({ profile: 'mild', seed: 'alipay-sim' })
  const { nowMs } = await get<{ nowMs: number }>('/clock')
  expect(nowMs - Date.now()).toBeGreaterThan(80_000)
  expect(await stop()).toBe(0)
})

test.each([
  ['--profile wild', 'calm, mild, rough'],
  ['--reading seed', 'default, seeds'],
  ['--clock-skew soon', 'such as 90s'],
  ['--control-port no', 'from 0 to 65535'],
])('serve %s is refused', async (flags, remedy) => {
  const { code, err } = await runCli(`serve --ephemeral ${flags}`)
  expect(code).not.toBe(0)
  expect(err).toContain(remedy)
})
