// A certificate signed with a key that openssl made.
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { isMissing } from '../../server/testing/programs.fixture.ts'
import { buildReport } from '../reports/report.ts'
import { lateCancelRun } from '../grade/run.fixture.ts'
import { grade } from '../grade/grade.ts'
import { issueCertificate, verifyCertificate } from './certificate.ts'

test.skipIf(isMissing('openssl'))('a key made by openssl signs a certificate', () => {
  const trace = lateCancelRun().trace()
  const report = buildReport(grade(trace), trace, { version: '1.2.3' })
  const openssl = (args: readonly string[], input?: string) =>
    spawnSync('openssl', args, { input, encoding: 'utf8' }).stdout
  const signingKey = openssl(['genpkey', '-algorithm', 'ed25519'])
  const issuedAt = '2026-11-22T03:00:00.000Z'
  const issued = issueCertificate(report, JSON.stringify(report), { issuedAt, signingKey })
  const publicKey = openssl(['pkey', '-pubout'], signingKey)
  expect(verifyCertificate(JSON.stringify(issued), publicKey).holds).toBe(true)
})
