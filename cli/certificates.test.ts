// The files of certificate mode, written by `serve --certificates` and by `app certificates`.
import { X509Certificate } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { openServer, runCli } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)

const CERTIFICATES = /\.crt$/
const certificatesIn = (dir: string) => readdirSync(dir).filter((name) => CERTIFICATES.test(name))

test('serve writes them beside the keys when told to', async () => {
  const plain = join(scratch, 'plain')
  await runCli(`serve --port 0 --data ${plain}`)
  expect(certificatesIn(join(plain, 'keys'))).toEqual([])
  expect(readFileSync(join(plain, 'keys', 'encrypt-key.txt'), 'utf8')).toMatch(/^[\w+/]{22}==\n$/)
  const certified = join(scratch, 'certified')
  await runCli(`serve --port 0 --data ${certified} --certificates`)
  expect(certificatesIn(join(certified, 'keys'))).toEqual([
    'alipayCertPublicKey_RSA2.crt',
    'alipayRootCert.crt',
    expect.stringMatching(/^appCertPublicKey_9021000\d+\.crt$/),
  ])
})

test('app certificates makes and writes them while the server runs', async () => {
  const { sim } = await openServer(onTestFinished)
  const dir = join(scratch, 'asked')
  const { code, out } = await sim(`app certificates ${dir}`)
  expect(code).toBe(0)
  const name = certificatesIn(dir).find((one) => one.startsWith('appCert')) ?? ''
  expect(out).toContain(join(dir, name))

  const { subject } = new X509Certificate(readFileSync(join(dir, name)))
  expect(subject).toContain(`-${name.slice('appCertPublicKey_'.length, -'.crt'.length)}`)
})
