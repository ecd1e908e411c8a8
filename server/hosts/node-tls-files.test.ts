// What of the certificates is kept from one start to the next.
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DAY } from '../values/instant.ts'
import { openIdentity, type TlsIdentity } from './node-tls-files.ts'

const now = Date.UTC(2026, 0, 5)
const names = ['openapi.alipay.com', '127.0.0.1']
const dir = mkdtempSync(join(tmpdir(), 'alipay-sim-tls-'))
afterAll(() => rmSync(dir, { recursive: true }))

let first: TlsIdentity
beforeAll(async () => {
  first = await openIdentity(dir, names, now)
})

test('the next start has the same authority and the same certificate', async () => {
  expect(await openIdentity(dir, names, now + 300 * DAY)).toEqual(first)
  expect(readFileSync(join(dir, 'ca.pem'), 'utf8')).toBe(first.ca)
  expect(first.replaced).toBeUndefined()
})

test.skipIf(process.platform === 'win32')('only its owner may read what is kept', () => {
  for (const name of ['ca.pem', 'ca-key.pem', 'server.pem', 'server-key.pem']) {
    expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600)
  }
})

describe('in this order, for each changes the folder:', () => {
  test('another name needs another certificate of the same authority', async () => {
    const more = await openIdentity(dir, [...names, 'sim.internal'], now)
    expect(more.ca).toBe(first.ca)
    expect(new X509Certificate(more.certificate).checkHost('sim.internal')).toBe('sim.internal')
    expect(more.replaced).toBeUndefined()
  })

  test('a certificate that is about to run out is renewed by the same authority', async () => {
    const later = await openIdentity(dir, names, now + 380 * DAY)
    expect(later.ca).toBe(first.ca)
    const { validTo } = new X509Certificate(later.certificate)
    expect(Date.parse(validTo)).toBe(now + (380 + 397) * DAY)
  })

  test('an authority that is about to run out is replaced, and that is said', async () => {
    const later = await openIdentity(dir, names, now + 3_600 * DAY)
    expect(later.ca).not.toBe(first.ca)
    expect(later.replaced).toMatch(/^runs out on /)
  })

  test('so is one whose file is damaged, and one whose key was exchanged', async () => {
    writeFileSync(join(dir, 'ca.pem'), 'nothing')
    expect((await openIdentity(dir, names, now)).replaced).toBe('cannot be read')
    writeFileSync(join(dir, 'ca-key.pem'), first.privateKey)
    expect((await openIdentity(dir, names, now)).replaced).toBe('has another key')
  })
})

test('without a folder nothing is kept', async () => {
  const one = await openIdentity(undefined, names, now)
  expect(one.ca).not.toBe((await openIdentity(undefined, names, now)).ca)
})
