import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runInProcess } from '../../client-tests/drives/in-process/in-process.ts'
import { inProcess, type Variant } from '../../client-tests/merchants/exemplary/in-process.ts'
import { mutantCalled } from '../../client-tests/merchants/mutants/mutants.ts'
import { writeJournal } from '../../client-tests/grade/saved-journal.ts'
import { SCENARIOS } from '../../client-tests/scenario/library.ts'
import { keepCli, runCli } from '../run.fixture.ts'

const SHOP = fileURLToPath(
  new URL('../../client-tests/merchants/exemplary/process.ts', import.meta.url),
)

const { folder, written, exitCode } = keepCli()

async function journalOf(variant: Variant): Promise<string> {
  const file = join(folder(), 'run.jsonl')
  writeFileSync(file, writeJournal(await runInProcess(inProcess(variant), SCENARIOS)))
  return file
}

describe('grading a saved journal', () => {
  test('of a merchant that does it right exits 0', async () => {
    const file = await journalOf({ name: 'exemplary', bend: {} })
    expect(await exitCode('grade', '--journal', file)).toBe(0)
    expect(written().out).toMatch(/^READY/)
    expect(written().out.split('\n').length).toBeLessThanOrEqual(25)
  })
  test('of a merchant that loses money exits 1, and says where in Chinese when asked', async () => {
    const file = await journalOf(mutantCalled('new-request-no-per-try'))
    expect(await exitCode('grade', '--journal', file, '--lang', 'zh')).toBe(1)
    expect(written().out).toMatch(/^不可上线/)
    expect(written().out).toContain('EXC-05')
    expect(written().out.split('\n').length).toBeLessThanOrEqual(40)
    const screen = written().out
    await exitCode('grade', '--journal', file, '--lang', 'zh', '--all')
    const whole = written().out.slice(screen.length)
    expect(whole.split('\n').length).toBeGreaterThan(200)
    expect(whole).toContain('merchant → gateway  REFUND')
  })
  test('speaks the language of the environment, unless one is asked for', async () => {
    const file = join(folder(), 'nothing.jsonl')
    writeFileSync(file, '')
    const env = { LANG: 'zh_CN.UTF-8' }
    expect((await runCli(['grade', '--journal', file], { env })).out).toMatch(/^无法判定/)
    const asked = await runCli(['grade', '--journal', file, '--lang', 'en'], { env })
    expect(asked.out).toMatch(/^INCOMPLETE/)
  })
  test('writes files only where it is told to, under the name of the journal', async () => {
    const file = join(folder(), 'monday.journal.jsonl')
    writeFileSync(file, '')
    await exitCode('grade', '--journal', file)
    expect(written().out).not.toContain('.html')
    await exitCode('grade', '--journal', file, '--reports', join(folder(), 'out'))
    expect(written().out.replaceAll(/\n +/g, ' ')).toContain(
      `Reports: ${join(folder(), 'out', 'latest', 'monday.html')} (JSON, JUnit, Markdown, journal beside it)`,
    )
    const page = join(folder(), 'out', 'latest', 'monday.html')
    expect(readFileSync(page, 'utf8')).toContain('<!doctype html>')
  })
  test('with nothing in it exits 3', async () => {
    const file = join(folder(), 'empty.jsonl')
    writeFileSync(file, '')
    expect(await exitCode('grade', '--journal', file, '--json')).toBe(3)
    expect(JSON.parse(written().out)).toMatchObject({ verdict: 'incomplete' })
  })
  test('that is no journal exits 2 and names the line', async () => {
    const file = join(folder(), 'broken.jsonl')
    writeFileSync(file, '{"seq":1}\n')
    expect(await exitCode('grade', '--journal', file)).toBe(2)
    expect(written().err).toContain('line 1: schemaVersion')
  })
})

describe('grading a program', () => {
  test('runs it, shows the verdict and writes the three reports', async () => {
    const options = ['--scenario', 'S01', '--scale', '0.1', '--reports', folder()]
    const code = await exitCode('grade', ...options, '--', process.execPath, SHOP)
    expect(code).toBe(3)
    expect(written().out).toMatch(/^INCOMPLETE/)
    const read = (kind: string) =>
      readFileSync(join(folder(), 'latest', `merchant.${kind}`), 'utf8')
    expect(JSON.parse(read('json'))).toMatchObject({ verdict: 'incomplete' })
    expect(read('junit.xml')).toContain('<testsuite')
    expect(read('journal.jsonl')).toContain('"kind":"run"')
  }, 30_000)
  test('that does not start exits 2 with its name', async () => {
    expect(await exitCode('grade', '--no-reports', '--', 'no-such-program')).toBe(2)
    expect(written().err).toContain('"no-such-program" did not start')
  })
  test('that declares no time_scale is not played in real time in silence when --scale asks for more', async () => {
    const shop = `require('http').createServer((q, a) => a.end('{}')).listen(process.env.PORT)`
    const words = ['grade', '--no-reports', '--scale', '0.1', '--', process.execPath, '-e', shop]
    expect(await exitCode(...words)).toBe(2)
    expect(written().err).toContain(
      '--scale 0.1 was asked for, and the merchant declares no time_scale: its timers run in real time; ' +
        'let its timers run by TIME_SCALE and declare it',
    )
  }, 30_000)
})

describe('a command line that makes no sense', () => {
  test.each([
    [['grade'], 'give one of -- command…, --merchant <url>, --journal <file>'],
    [['grade', '--scenario', 'S99', '--', 'x'], '--scenario: there is no S99'],
    [
      ['grade', '--scenario', 'S01,S03', '--', 'x'],
      '--scenario: there is no S01,S03; names are separated by spaces: S01 S03',
    ],
    [['grade', '--scale', '7', '--', 'x'], 'to 1.'],
  ])('%j exits 2 and says what to do', async (words, message) => {
    expect(await exitCode(...words)).toBe(2)
    expect(written().err).toContain(message)
  })
})
