// `serve --tls` and `serve --proxy`: what they say, and what stays in the data folder.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startServer } from '../../server/hosts/node.ts'
import { runCli, serve } from '../run.fixture.ts'

const scratch = mkdtempSync(join(tmpdir(), 'alipay-sim-tls-'))
afterAll(() => rmSync(scratch, { recursive: true }))

test('the card names both addresses and what to trust; the next start has the same authority', async () => {
  const data = join(scratch, 'data')
  const first = await serve(`--data ${data} --tls 0 --proxy 0`)
  expect(first.text).toMatch(/with TLS +https:\/\/127\.0\.0\.1:\d+\/gateway\.do\n/)
  expect(first.text).toMatch(/proxy +http:\/\/127\.0\.0\.1:\d+ +for HTTPS_PROXY\n/)
  expect(first.text).toContain(`${join(data, 'tls', 'ca.pem')}  (how each language is told`)
  await first.stop()
  const ca = readFileSync(join(data, 'tls', 'ca.pem'), 'utf8')
  const second = await serve(`--data ${data} --proxy 0 --json`)
  expect(JSON.parse(second.text)).toMatchObject({
    event: 'ready',
    proxy: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    ca_file: join(data, 'tls', 'ca.pem'),
  })
  expect(JSON.parse(second.text)).not.toHaveProperty('tls')
  await second.stop()
  expect(readFileSync(join(data, 'tls', 'ca.pem'), 'utf8')).toBe(ca)
})

test('a server that nobody asked for TLS makes no certificates', async () => {
  const data = join(scratch, 'plain')
  const { text, stop } = await serve(`--data ${data}`)
  expect(text).not.toMatch(/TLS|proxy/)
  await stop()
  expect(existsSync(join(data, 'tls'))).toBe(false)
})

test('--ephemeral needs a place for what clients are to trust', async () => {
  const { code, err } = await runCli('serve --port 0 --ephemeral --proxy 0')
  expect(code).toBe(2)
  expect(err).toContain('say with --tls-dir where it may be')
  const dir = join(scratch, 'elsewhere')
  const { text, stop } = await serve(`--ephemeral --proxy 0 --json --tls-dir ${dir}`)
  expect(JSON.parse(text)).toMatchObject({ ca_file: join(dir, 'ca.pem') })
  await stop()
  expect(existsSync(join(dir, 'ca.pem'))).toBe(true)
})

test('a port that is taken is named, also when it is not the first', async () => {
  const other = await startServer({ port: 0, token: 'a-token-for-tests' })
  const dir = join(scratch, 'taken')
  const line = `serve --port 0 --ephemeral --tls-dir ${dir} --proxy ${other.port}`
  const { code, err } = await runCli(line)
  expect(code).toBe(2)
  expect(err).toBe(`alipay-sim: port ${other.port} is in use: stop what uses it, or give another\n`)
  await other.close()
})
