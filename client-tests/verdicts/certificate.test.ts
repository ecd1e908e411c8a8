import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { grade } from '../grade/grade.ts'
import { buildReport } from '../reports/report.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'
import { isReportOf, issueCertificate, verifyCertificate } from './certificate.ts'

const trace = lateCancelRun().trace()
const report = buildReport(grade(trace), trace, { version: '1.2.3' })
const text = JSON.stringify(report)
const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const publicPem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString()
const issuer = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const issuedAt = '2026-11-22T03:00:00.000Z'

const issue = (signingKey?: string) =>
  JSON.stringify(issueCertificate(report, text, { issuedAt, signingKey }), null, 2)
const signed = issue(privatePem(issuer.privateKey))

describe('a certificate', () => {
  test('holds against the key of its issuer, and says what was run and what was not', () => {
    const checked = verifyCertificate(signed, publicPem(issuer.publicKey))
    expect(checked).toMatchObject({
      holds: true,
      certificate: {
        payload: {
          verdict: 'not-ready',
          tool: { version: '1.2.3' },
          seed: 'test',
          transcriptHash: report.transcriptHash,
          issuedAt,
        },
      },
    })
    const untested = checked.holds ? checked.certificate.payload.notTested : []
    expect(untested.map(({ id }) => id)).toContain('REF-01')
  })
  test('holds however its JSON is laid out', () => {
    const dense = JSON.stringify(JSON.parse(signed))
    expect(verifyCertificate(dense, publicPem(issuer.publicKey)).holds).toBe(true)
  })
  test.each([
    ['another verdict', (it: string) => it.replace('"not-ready"', '"ready"')],
    ['another score', (it: string) => it.replace(/"score": [\d.]+/, '"score": 100')],
    ['a rule that was exercised after all', (it: string) => it.replace('"REF-01"', '"REF-99"')],
    ['one more field', (it: string) => it.replace('"payload": {', '"payload": { "ok": true,')],
  ])('with %s is refused', (_what, tamper) => {
    const changed = tamper(signed)
    expect(changed).not.toBe(signed)
    expect(verifyCertificate(changed, publicPem(issuer.publicKey))).toEqual({
      holds: false,
      why: 'was changed after it was signed',
    })
  })
  test('of another issuer is refused, also when it takes over the key id', () => {
    const wrong = verifyCertificate(signed, publicPem(other.publicKey))
    expect(wrong).toMatchObject({ holds: false, why: expect.stringContaining('another issuer') })
    const [mine, theirs] = [signed, issue(privatePem(other.privateKey))].map(
      (one) => /"keyId": "(\w+)"/.exec(one)?.[1] ?? '',
    )
    const disguised = issue(privatePem(other.privateKey)).replace(String(theirs), String(mine))
    expect(verifyCertificate(disguised, publicPem(issuer.publicKey)).holds).toBe(false)
  })
  test('without a key says that it is unsigned, and is refused', () => {
    expect(JSON.parse(issue())).toMatchObject({ signature: 'unsigned' })
    expect(verifyCertificate(issue(), publicPem(issuer.publicKey))).toMatchObject({
      holds: false,
      why: expect.stringContaining('unsigned'),
    })
  })
  test('that is none is refused', () => {
    expect(verifyCertificate('[]', publicPem(issuer.publicKey)).holds).toBe(false)
    expect(verifyCertificate('not JSON', publicPem(issuer.publicKey)).holds).toBe(false)
  })
  test('knows its own report', () => {
    const checked = verifyCertificate(signed, publicPem(issuer.publicKey))
    if (!checked.holds) throw new Error(checked.why)
    expect(isReportOf(checked.certificate, text)).toBe(true)
    expect(isReportOf(checked.certificate, `${text} `)).toBe(false)
  })
})

describe('a key', () => {
  test('of another kind cannot sign, and the remedy is named', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(() => issue(privatePem(rsa.privateKey))).toThrow('Ed25519 private key')
    expect(() => issue('nonsense')).toThrow('grade keygen')
    expect(() => verifyCertificate(signed, publicPem(rsa.publicKey))).toThrow('Ed25519 public key')
  })
})
