// What a report says of a run beside its verdict: the shop's version, who ran it, the certificate.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../client-tests/reports/report-schema.ts'
import { lateCancelRun } from '../../client-tests/grade/run.fixture.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { keepCli } from '../run.fixture.ts'

const { folder, written, exitCode } = keepCli()

function journal(): string {
  const file = join(folder(), 'late.jsonl')
  writeFileSync(file, writeJournal(lateCancelRun().entries()))
  return file
}

describe('a report', () => {
  test('says which version of the shop was graded and who ran it, in every form', async () => {
    const reports = join(folder(), 'r')
    const about = ['--shop-version', 'till 4.2.0', '--run-by', '韩梅梅']
    await exitCode('grade', '--journal', journal(), '--reports', reports, ...about)
    const read = (kind: string) => readFileSync(join(reports, 'latest', `late.${kind}`), 'utf8')
    expect(readReport(read('json'))).toMatchObject({
      tool: { version: '1.2.3' },
      shop: { version: 'till 4.2.0', from: 'option' },
      runBy: '韩梅梅',
      certificate: { file: 'late.certificate.json' },
    })
    for (const kind of ['html', 'md', 'certificate.json']) {
      expect(read(kind)).toContain('till 4.2.0')
      expect(read(kind)).toContain('韩梅梅')
    }
    expect(read('html')).toContain('late.certificate.json')
  })
  test('of a certificate names the key that signs it', async () => {
    const keys = join(folder(), 'keys')
    const reports = join(folder(), 'r')
    await exitCode('grade', 'keygen', keys)
    const key = join(keys, 'issuer-private.pem')
    await exitCode('grade', '--journal', journal(), '--reports', reports, '--signing-key', key)
    const read = (name: string) => readFileSync(join(reports, 'latest', name), 'utf8')
    const certificate = JSON.parse(read('late.certificate.json'))
    const { certificate: named } = readReport(read('late.json'))
    expect(named?.keyId).toMatch(/^[0-9a-f]{16}$/)
    expect(certificate.signature.keyId).toBe(named?.keyId)
  })
  test('of a saved journal does not take the version of the folder it is graded in', async () => {
    await exitCode('grade', '--journal', journal(), '--json')
    expect(JSON.parse(written().out)).not.toHaveProperty('shop')
  })
  test.each(['', 'two\nlines', 'x'.repeat(81)])('refuses %j as a version', async (text) => {
    expect(await exitCode('grade', '--journal', journal(), '--shop-version', text)).toBe(2)
    expect(written().err).toContain('One line of 1 to 80 characters.')
  })
})
