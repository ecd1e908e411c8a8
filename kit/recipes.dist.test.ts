// The recipes of the documentation, word for word, in a project that has installed the built package:
// each under its own runner.
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commandOf, programOf } from '../tools/page-programs.ts'

const repository = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'recipes-'))
const modules = join(project, 'node_modules')

writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
mkdirSync(join(modules, 'alipay-sim'), { recursive: true })
for (const name of ['dist', 'package.json']) {
  cpSync(join(repository, name), join(modules, 'alipay-sim', name), { recursive: true })
}
for (const name of ['alipay-sdk', 'vitest', '@jest/globals', 'msw', 'undici']) {
  mkdirSync(dirname(join(modules, name)), { recursive: true })
  symlinkSync(join(repository, 'node_modules', name), join(modules, name))
}
afterAll(() => rmSync(project, { recursive: true }))

const save = (name: string, heading: string, file: string, folder = project): void =>
  writeFileSync(join(folder, file), programOf(name, heading))

save('docs/testing.md', 'shop.js', 'shop.js')

/** What a program of this Node prints, and how it ends. */
function play(args: string[], cwd = project): Promise<{ status: unknown; text: string }> {
  const options = { cwd, env: { ...process.env, NO_COLOR: '1' } }
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, text: `${stdout}${stderr}` })
    })
  })
}

const bin = (path: string) => join(repository, 'node_modules', path)

const FIRST = ['README.md', 'README.zh-CN.md', 'docs/tutorial.md', 'docs/tutorial.zh-CN.md']

test('the first test is the same on every page, but for its comments and its name', () => {
  const bare = FIRST.map((name) =>
    programOf(name, 'first.test.js')
      .replaceAll(/ *\/\/ .*$/gm, '')
      .replace(/^test\('.*?', async/m, 'test(async'),
  )
  expect(new Set(bare).size).toBe(1)
})

// Each mostly starts and waits, so they do it beside each other.
test.concurrent('vitest: the page on tests, and the first test', async () => {
  save('docs/testing.md', 'vitest: shop.test.js', 'shop.test.js')
  save('README.zh-CN.md', 'first.test.js', 'first.test.js')
  const files = ['shop.test.js', 'first.test.js']
  const { status, text } = await play([
    bin('vitest/vitest.mjs'),
    'run',
    '--root',
    project,
    ...files,
  ])
  expect(text).toMatch(/Tests +4 passed/)
  expect(text).not.toContain('Warning')
  expect(status).toBe(0)
})

test.concurrent('node:test', async () => {
  save('docs/testing.md', 'node --test: shop.node.test.js', 'shop.node.test.js')
  const { status, text } = await play(['--test', 'shop.node.test.js'])
  expect(text).toContain('pass 1')
  expect(text).not.toContain('Warning')
  expect(status).toBe(0)
})

test.concurrent('jest', async () => {
  save('docs/testing.md', 'jest: shop.jest.test.js', 'shop.jest.test.js')
  const { status, text } = await play([
    '--experimental-vm-modules',
    createRequire(import.meta.url).resolve('jest/bin/jest'),
    '--rootDir',
    project,
    '--testMatch',
    '**/*.jest.test.js',
  ])
  expect(text).toContain('1 passed')
  expect(status).toBe(0)
})

const TUTORIALS = [
  ['docs/tutorial.md', 'T1: one payment of 8.88 caused 2 rows', 'NOT READY'],
  ['docs/tutorial.zh-CN.md', 'T1：一笔 8.88 的付款记了 2 条', '不可上线'],
] as const

test.concurrent.each(TUTORIALS)(
  'the first verdict, by the words of %s',
  async (name, finding, verdict) => {
    const folder = join(project, basename(name))
    mkdirSync(folder)
    for (const file of ['take-payments.mjs', 'books.mjs']) save(name, file, file, folder)
    const [, line = ''] = commandOf(name, 'npx alipay-sim grade').split(/^npx alipay-sim /)
    const words = [...line.matchAll(/"(.*?)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    )
    const program = join(modules, 'alipay-sim/dist/launcher.cjs')
    const { status, text } = await play([program, ...words], folder)
    expect(text).toContain(finding)
    expect(text).toContain(verdict)
    expect(text).not.toContain('ExperimentalWarning')
    expect(status).toBe(1)
  },
)
