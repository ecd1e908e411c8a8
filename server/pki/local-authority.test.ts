// The certificates of the TLS listener, as Node's own reader sees them.
import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY } from '../values/instant.ts'
import { readyMade } from './key-pair.ts'
import { makeAuthority, makeServerCertificate } from './local-authority.ts'

const now = Date.UTC(2026, 0, 5)
const keys = readyMade('app', 0)
const authority = await makeAuthority({ keys, serial: 'f'.repeat(20), now })
const names = ['openapi.alipay.com', 'localhost', '127.0.0.1', '::1']
const leaf = new X509Certificate(
  await makeServerCertificate(authority, names, {
    keys: readyMade('app', 1),
    serial: 'e'.repeat(20),
    now,
  }),
)
const ca = new X509Certificate(authority.certificate)

test('the authority is one, and signs itself', () => {
  expect(ca.ca).toBe(true)
  expect(ca.verify(ca.publicKey)).toBe(true)
  expect(ca.validTo).toBe('Jan  3 00:00:00 2036 GMT')
})

test('the server’s certificate stands below it, and is no authority', () => {
  expect(leaf.checkIssued(ca) && leaf.verify(ca.publicKey)).toBe(true)
  expect(leaf.ca).toBe(false)
  expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
})

test('it stands for its names and addresses, and for nobody else', () => {
  expect(leaf.checkHost('openapi.alipay.com')).toBe('openapi.alipay.com')
  expect(leaf.checkHost('localhost')).toBe('localhost')
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(leaf.checkIP('::1')).toBeDefined()
  expect(leaf.checkHost('www.alipay.com')).toBeUndefined()
})

test('it is valid for as long as clients of Apple accept, and since yesterday', () => {
  const days = (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / DAY
  expect(days).toBe(398)
  expect(Date.parse(leaf.validFrom)).toBe(now - DAY)
})
