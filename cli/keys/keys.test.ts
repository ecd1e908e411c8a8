// `keys check`: what a file is, what is wrong with it, and which SDK takes it.
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openShop } from '../../server/testing/shop.fixture.ts'
import { viewApp } from '../../server/control/apps.ts'
import { writeKeyFiles } from '../serve/data-folder.ts'
import { keyFiles } from './files.ts'
import { keepCli } from '../run.fixture.ts'

const cli = keepCli()
const shop = openShop()
const app = await shop.sandbox.apps.certify(shop.app.appId)

beforeEach(() => {
  writeKeyFiles(cli.folder(), keyFiles(viewApp(app), 'http://127.0.0.1:8600/gateway.do'))
})

async function check(file: string): Promise<{ code: number; out: string }> {
  const code = await cli.exitCode('keys', 'check', join(cli.folder(), file))
  return { code, out: cli.written().out }
}

test.each([
  ['app-private-key.pkcs1.txt', 'an RSA private key of 2048 bits, PKCS#1, Base64', 'PHP AopClient'],
  [
    'app-private-key.pkcs1.pem',
    'an RSA private key of 2048 bits, PKCS#1, PEM',
    'python-alipay-sdk',
  ],
  [
    'app-private-key.pkcs8.txt',
    'an RSA private key of 2048 bits, PKCS#8, Base64',
    'Java alipay-sdk-java',
  ],
  ['app-private-key.pkcs8.pem', 'an RSA private key of 2048 bits, PKCS#8, PEM', "keyType: 'PKCS8'"],
  ['alipay-public-key.txt', 'an RSA public key of 2048 bits, Base64', 'alipayPublicKey of Java'],
  ['app-public-key.pem', 'an RSA public key of 2048 bits, PEM', 'the usual mix-up'],
  ['encrypt-key.txt', 'an AES key of 128 bits, Base64', 'content encryption'],
  [`appCertPublicKey_${app.appId}.crt`, 'a certificate, for', 'setCertPath'],
  ['alipayCertPublicKey_RSA2.crt', 'a certificate and 1 above it, for', 'setAlipayPublicCertPath'],
  ['alipayRootCert.crt', 'root certificates', 'setRootCertPath'],
])('%s', async (file, is, advice) => {
  const { code, out } = await check(file)
  expect(out).toContain(is)
  expect(out).toContain(advice)
  expect(code).toBe(0)
})

test('a private key: its public half beside it is named, and that it is published', async () => {
  const { out } = await check('app-private-key.pkcs1.pem')
  expect(out).toContain('belongs to app-public-key.pem (public key)')
  expect(out).toContain(`belongs to appCertPublicKey_${app.appId}.crt (certificate)`)
  expect(out).not.toContain('alipay-public-key')
  expect(out).toContain('never register it with a real gateway')
})

test('the SNs of certificate mode are told', async () => {
  expect((await check('alipayRootCert.crt')).out).toContain(
    `alipay_root_cert_sn is ${app.certificates?.alipayRootCertSn}`,
  )
  expect((await check(`appCertPublicKey_${app.appId}.crt`)).out).toContain(
    `SN ${app.certificates?.appCertSn}`,
  )
})

const pem = app.appPrivateKey ?? ''
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const short = generateKeyPairSync('rsa', { modulusLength: 1024 })
const exported = { type: 'pkcs8', format: 'pem' } as const
test.each<[string, string | Buffer, string]>([
  ['a byte order mark', `\uFEFF${pem}`, 'begins with a byte order mark'],
  ['line breaks as two characters', pem.replaceAll('\n', String.raw`\n`), 'written \\n'],
  ['a cut PEM', pem.slice(0, 400), 'its END line is missing'],
  ['Base64 in lines', pem.replaceAll(/-----[^-]+-----\n?/g, ''), 'it has line breaks'],
  ['another algorithm', ec.privateKey.export(exported), 'openapi signs with RSA'],
  ['a short key', short.privateKey.export(exported), 'too short'],
  ['DER', shopKeyDer(), 'it is DER'],
  [
    'a request',
    '-----BEGIN CERTIFICATE REQUEST-----\nAA\n-----END CERTIFICATE REQUEST-----',
    'a request for a certificate',
  ],
  ['something else', 'hello', 'nothing that is known here'],
])('%s', async (_case, content, says) => {
  writeFileSync(join(cli.folder(), 'given'), content)
  const { code, out } = await check('given')
  expect(out).toContain(says)
  expect(code).toBe(1)
})

function shopKeyDer(): Buffer {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
}

test('a file that is not there', async () => {
  expect(await cli.exitCode('keys', 'check', join(cli.folder(), 'none'))).toBe(2)
  expect(cli.written().err).toContain('cannot read')
})
