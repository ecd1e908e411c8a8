// What the command line makes of a grade: known failures, texts, certificates, replays, comparisons.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { goodRun, lateCancelRun } from '../../client-tests/grade/run.fixture.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer, runCli, TOKEN, type Ran } from '../run.fixture.ts'

const SHOP = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)

let folder: string
const at = (name: string) => join(folder, name)
const write = (name: string, text: string) => {
  writeFileSync(at(name), text)
  return at(name)
}

beforeEach(() => {
  folder = scratchFolder(onTestFinished)
  write('late.jsonl', writeJournal(lateCancelRun().entries()))
  write('good.jsonl', writeJournal(goodRun().entries()))
})
afterEach(() => {
  process.exitCode = undefined
})

/** The exemplary shop's own adapter, as if it were somebody else's endpoints. */
const MAPPED = `base_url: http://127.0.0.1:{port}/conformance
capabilities: { time_scale: 0.1, result_channel: poll }
start_sale:
  method: POST
  url: /sales
  body_template:
    { sale_id: "{sale_id}", amount: "{amount}", subject: tea, kind: barcode, auth_code: "{auth_code}" }
read_sale:
  url: /sales/{sale_id}
  status: $.status
  map: { PENDING: PENDING, PAID: PAID, REFUNDED: REFUNDED, "*": UNKNOWN }
  out_trade_no: $.attempts[*].out_trade_no
  refunded: $.refunded
refund:
  method: POST
  url: /refunds
  body_template: { refund_id: "{refund_id}", sale_id: "{sale_id}", amount: "{amount}" }
read_refund:
  url: /refunds/{refund_id}
  status: $.status
  map: { PENDING: PENDING, REFUNDED: REFUNDED, FAILED: FAILED, "*": UNKNOWN }
`

async function grade(...words: string[]): Promise<Ran> {
  process.exitCode = undefined
  const ran = await runCli(['grade', ...words], { env: {} })
  return { ...ran, code: ran.code === 0 ? Number(process.exitCode ?? 0) : ran.code }
}

const known = (expires: string) =>
  write(
    'expected.yaml',
    `expected:\n  - { rule: POLL-05, owner: li.lei, reason: old till, expires: ${expires} }\n`,
  )

describe('--expect', () => {
  test('a failure that is known and in its time is no reason to fail', async () => {
    const { code, out } = await grade(
      '--journal',
      at('late.jsonl'),
      '--expect',
      known('2999-01-01'),
    )
    // The small journal exercises too little for a verdict, which is what is left to say.
    expect(code).toBe(3)
    expect(out).toMatch(/^NOT READY/)
    expect(out).toContain('POLL-05  fails, as expected (li.lei, old till, 2999-01-01)')
  })
  test('past its day it fails the run', async () => {
    const ran = await grade('--journal', at('late.jsonl'), '--expect', known('2020-01-01'))
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('past its last day')
  })
  test('a rule that passes by now fails the run', async () => {
    const ran = await grade('--journal', at('good.jsonl'), '--expect', known('2999-01-01'))
    expect(ran.code).toBe(1)
    expect(ran.out).toContain('no longer fails: take the entry out')
  })
  test('a file that is wrong is refused before anything runs', async () => {
    const ran = await grade('--expect', write('bad.yaml', 'expected: 1'), '--', 'no-such-program')
    expect(ran.code).toBe(2)
    expect(ran.err).toMatch(/--expect \S+bad\.yaml: \S+bad\.yaml:1: expected: a list/)
  })
})

describe('--reading', () => {
  test('the report says which text it follows', async () => {
    const ran = await grade('--journal', at('good.jsonl'), '--reading', 'ams-best-practice')
    expect(ran.out).toContain('judged by ams-best-practice: 10 to 20 inquiries')
  })
  test('an unknown one is refused with the known ones', async () => {
    const ran = await grade('--journal', at('good.jsonl'), '--reading', 'mine')
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('seeds')
  })
  test('its old name is answered with the new one', async () => {
    const ran = await grade('--journal', at('good.jsonl'), '--profile', 'ams-best-practice')
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('--reading ams-best-practice')
    expect((await grade('--profile', 'seed-literal', '--', 'x')).err).toContain('--reading seeds')
  })
})

describe('the questionnaire', () => {
  test('as printed is accepted, and asks for evidence that is there', async () => {
    const { out } = await grade('attest')
    const file = write('attestation.yaml', out)
    const asked = await grade('--journal', at('good.jsonl'), '--attestation', file)
    expect(asked.out).toMatch(/Answers of the merchant: no answer .*ATT-04/)
    write('attestation.yaml', 'answers: { ATT-04: { answer: yes, evidence: [lock.md] } }')
    const refused = await grade('--journal', at('good.jsonl'), '--attestation', file)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('answers.ATT-04.evidence: there is no file lock.md')
    write('lock.md', 'a mutex')
    expect((await grade('--journal', at('good.jsonl'), '--attestation', file)).code).toBe(3)
  })
})

describe('two reports compared', () => {
  test('a fix exits 0, a relapse 1', async () => {
    write('late.json', (await grade('--journal', at('late.jsonl'), '--json')).out)
    write('good.json', (await grade('--journal', at('good.jsonl'), '--json')).out)
    const fixed = await grade('compare', at('late.json'), at('good.json'))
    expect(fixed).toMatchObject({ code: 0, out: expect.stringContaining('+ POLL-05  fail → pass') })
    const relapsed = await grade('compare', at('good.json'), at('late.json'), '--json')
    expect(relapsed.code).toBe(1)
    expect(JSON.parse(relapsed.out)).toMatchObject({ rules: [{ id: 'POLL-05', turn: 'worse' }] })
  })
  test('a file that is no report is refused with the field', async () => {
    const ran = await grade('compare', write('x.json', '{}'), at('late.jsonl'))
    expect(ran.code).toBe(2)
    expect(ran.err).toContain('schemaVersion')
  })
})

describe('a run that failed', () => {
  test('is certified, verified offline, and played again with the same seed', async () => {
    expect((await grade('keygen', at('keys'))).code).toBe(0)
    expect((await grade('keygen', at('keys'))).err).toContain('never overwritten')
    await grade('keygen', at('others'))
    const key = join(at('keys'), 'issuer-private.pem')
    const run = ['--scenario', 'S46', 'S01', '--scale', '0.1', '--reports', at('r'), '--seed', 'x1']
    const shop = [process.execPath, SHOP, '--mutant', 'one-request-no-per-trade']
    const ran = await grade(...run, '--signing-key', key, '--', ...shop)
    expect(ran.code).toBe(1)
    const kinds = ['html', 'md', 'json', 'junit.xml', 'journal.jsonl', 'certificate.json']
    expect(
      kinds.filter((kind) => !existsSync(join(at('r'), 'latest', `merchant.${kind}`))),
    ).toEqual([])
    const certificate = join(at('r'), 'latest', 'merchant.certificate.json')
    const verify = (keys: string) =>
      grade(
        'verify',
        certificate,
        '--issuer',
        join(at(keys), 'issuer-public.pem'),
        '--report',
        join(at('r'), 'latest', 'merchant.json'),
        '--journal',
        join(at('r'), 'latest', 'merchant.journal.jsonl'),
      )
    expect(await verify('keys')).toMatchObject({
      code: 0,
      out: expect.stringContaining('genuine: not-ready'),
    })
    expect(await verify('others')).toMatchObject({
      code: 1,
      err: expect.stringContaining('another issuer'),
    })
    writeFileSync(certificate, readFileSync(certificate, 'utf8').replace('"x1"', '"x2"'))
    expect((await verify('keys')).err).toContain('was changed after it was signed')

    const { sandbox, url } = await openServer(onTestFinished)
    const replay = await grade(
      'replay',
      join(at('r'), 'latest', 'merchant.json'),
      '--rule',
      'REF-01',
      '--no-reports',
      '--console',
      `${url}#token=${TOKEN}`,
    )
    expect(sandbox.grades.list()).toMatchObject([{ outcome: { verdict: 'not-ready' } }])
    expect(replay.code).toBe(1)
    expect(replay.err).toContain('S46 (seed x1)')
    expect(replay.err).not.toContain('S01')
    expect(replay.out).toMatch(/^REF-01 +fail → fail/)
    const other = await grade(
      'replay',
      join(at('r'), 'latest', 'merchant.json'),
      '--rule',
      'POLL-05',
    )
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining('POLL-05 did not fail') })
  }, 180_000)
  test('of a merchant behind a mapping file plays again what failed', async () => {
    const mapping = write('shop.yaml', MAPPED)
    const flawed = [process.execPath, SHOP, '--mutant', 'new-request-no-per-try']
    const options = ['--scale', '0.1', '--scenario', 'S47', '--seed', 'x1', '--reports', at('r')]
    const first = await grade(...options, '--merchant', mapping, '--', ...flawed)
    expect(first.code).toBe(1)
    const report = join(at('r'), 'latest', 'merchant.json')
    const replay = await grade('replay', report, '--rule', 'EXC-05', '--no-reports')
    expect(replay).toMatchObject({ code: 1, out: expect.stringMatching(/^EXC-05 +fail → fail/) })
    rmSync(mapping)
    expect(await grade('replay', report)).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        `${mapping} is not here; replay in the folder in which the merchant was graded`,
      ),
    })
  }, 180_000)
  test('of a saved journal cannot be played again', async () => {
    const file = write('late.json', (await grade('--journal', at('late.jsonl'), '--json')).out)
    expect(await grade('replay', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('grade again with -- command… or --merchant'),
    })
  })
})

test('in a CI job the summary goes where the job wants it', async () => {
  const summary = write('summary.md', '')
  await runCli(['grade', '--journal', at('late.jsonl')], { env: { GITHUB_STEP_SUMMARY: summary } })
  expect(readFileSync(summary, 'utf8')).toMatch(/^## ❌ NOT READY/)
})
