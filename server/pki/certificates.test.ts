// Certificates as SDKs read them: the SN by two libraries (certificates.program.test.ts asks openssl), the chain, and the traps of the format.
import { createHash, X509Certificate } from 'node:crypto'
import forge from 'node-forge'
import { expect, test } from 'vitest'
import { ECDSA_ROOT, SM2_ROOT } from './authority.table.ts'
import { certSn, rootCertSn } from './cert-sn.ts'
import { made, wishes } from './certificates.fixture.ts'
import { makeCertificates } from './certificates.ts'

const blocks = (bundle: string) => bundle.trim().split('\n\n')
const read = (pem: string) => new X509Certificate(pem)

/** By forge: names are read as UTF-8 only when told to. */
function snByForge(pem: string): string {
  const { issuer, serialNumber } = forge.pki.certificateFromPem(pem)
  const name = issuer.attributes
    .toReversed()
    .map(({ shortName, value }) => `${shortName}=${forge.util.decodeUtf8(String(value))}`)
    .join(',')
  return createHash('md5')
    .update(name + String(BigInt(`0x${serialNumber}`)))
    .digest('hex')
}

const leaves: [string, string, string][] = [
  ['app', made.appCert, made.appCertSn],
  ['alipay', blocks(made.alipayCert)[0] ?? '', made.alipayCertSn],
]

test.each(leaves)('the SN of the %s certificate is what node-forge computes', (_who, pem, sn) => {
  expect(sn).toMatch(/^[0-9a-f]{32}$/)
  expect(snByForge(pem)).toBe(sn)
})

test('the SN of the roots counts the RSA certificates only, in the order of the file', () => {
  const all = blocks(made.alipayRootCert)
  expect(all).toHaveLength(4)
  expect([all[0], all[2]]).toEqual([SM2_ROOT, ECDSA_ROOT])
  expect(made.alipayRootCertSn).toBe([all[1], all[3]].map((pem) => certSn(pem ?? '')).join('_'))
  expect(rootCertSn(made.alipayRootCert)).toBe(made.alipayRootCertSn)
})

test('names stand in the order C, O, OU, CN, and hold nothing else', () => {
  for (const pem of [made.appCert, ...blocks(made.alipayCert), ...blocks(made.alipayRootCert)]) {
    const { subject, issuer } = read(pem)
    for (const name of [subject, issuer]) {
      expect(name.split('\n').map((part) => part.split('=')[0])).toEqual(['C', 'O', 'OU', 'CN'])
    }
    // An escaped comma would give another SN in each SDK.
    expect(issuer).toMatch(/^[ -~\n]+$/)
    expect(issuer).not.toMatch(/[,+"\\<>;]/)
  }
})

test('the subjects are those of the account and of Alipay, in Chinese', () => {
  expect(read(made.appCert).subject).toContain('CN=2088721123456789-9021000123456789')
  expect(read(made.alipayCert).subject).toContain('支付宝(中国)网络技术有限公司')
})

test('serials of leaves begin with the date and stay below 2^127', () => {
  for (const pem of [made.appCert, made.alipayCert]) {
    expect(read(pem).serialNumber).toMatch(/^20200101[0-9]{24}$/)
  }
})

test("the gateway's file is its certificate, then the authority that signed it", () => {
  const [leaf = '', authority = '', ...rest] = blocks(made.alipayCert)
  expect(rest).toEqual([])
  expect(read(leaf).checkIssued(read(authority))).toBe(true)
  expect(read(made.appCert).checkIssued(read(authority))).toBe(true)
  const roots = blocks(made.alipayRootCert).map(read)
  expect(roots.some((root) => read(authority).checkIssued(root))).toBe(true)
})

test('the certificates hold the keys they were asked for', () => {
  const keyIn = (pem: string) => String(read(pem).publicKey.export({ type: 'spki', format: 'pem' }))
  expect(keyIn(made.appCert).trim()).toBe(wishes.appPublicKey)
  expect(keyIn(made.alipayCert).trim()).toBe(wishes.alipayPublicKey)
})

test('the same wishes give the same bytes', async () => {
  expect(await makeCertificates(wishes)).toEqual(made)
})
