// Certificates as openssl reads them: a third opinion beside our own and node-forge's.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isMissing } from '../testing/programs.fixture.ts'
import { made } from './certificates.fixture.ts'
import { scratchFolder } from '../testing/scratch.fixture.ts'

const [alipayCert = ''] = made.alipayCert.trim().split('\n\n')

const folder = scratchFolder(afterAll)
const file = (name: string, content: string) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function snByOpenssl(pem: string): string {
  const path = file('one.crt', pem)
  const options = ['x509', '-in', path, '-noout', '-issuer', '-serial', '-nameopt', 'RFC2253,utf8']
  const out = execFileSync('openssl', [...options, '-nameopt', '-esc_msb'], { encoding: 'utf8' })
  const [, issuer = ''] = /^issuer=(.*)$/m.exec(out) ?? []
  const [, serial = ''] = /^serial=(.*)$/m.exec(out) ?? []
  return createHash('md5')
    .update(issuer + String(BigInt(`0x${serial}`)))
    .digest('hex')
}

const leaves: [string, string, string][] = [
  ['app', made.appCert, made.appCertSn],
  ['alipay', alipayCert, made.alipayCertSn],
]

test.skipIf(isMissing('openssl')).each(leaves)(
  'the SN of the %s certificate is what openssl computes',
  (_who, pem, sn) => {
    expect(snByOpenssl(pem)).toBe(sn)
  },
)

test.skipIf(isMissing('openssl'))('openssl takes both chains', () => {
  const roots = file('roots.crt', made.alipayRootCert)
  const chain = file('alipay.crt', made.alipayCert)
  for (const leaf of [file('app.crt', made.appCert), chain]) {
    const out = execFileSync('openssl', ['verify', '-CAfile', roots, '-untrusted', chain, leaf])
    expect(String(out)).toContain('OK')
  }
})
