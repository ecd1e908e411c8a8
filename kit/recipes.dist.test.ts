// The recipes of the documentation, word for word, in a project that has installed the built package:
// each under its own runner.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..')
const project = mkdtempSync(join(tmpdir(), 'recipes-'))
const modules = join(project, 'node_modules')

const page = (name: string) => readFileSync(join(repository, name), 'utf8')
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

/** A program of a page, found by the comment on its first line. */
function programOf(name: string, heading: string): string {
  const [, program] = page(name).split(`\`\`\`js\n// ${heading}\n`)
  if (program === undefined)
    throw new Error(`${name} has no program that begins with // ${heading}`)
  return program.slice(0, program.indexOf('```'))
}

const save = (name: string, heading: string, file: string): void =>
  writeFileSync(join(project, file), programOf(name, heading))

save('docs/testing.md', 'shop.js', 'shop.js')

/** What a program of this Node prints, and how it ends. */
function play(args: string[]) {
  const options = {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options)
  return { status, text: `${stdout}${stderr}` }
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

test('vitest: the page on tests, and the first test', () => {
  save('docs/testing.md', 'vitest: shop.test.js', 'shop.test.js')
  save('README.zh-CN.md', 'first.test.js', 'first.test.js')
  const files = ['shop.test.js', 'first.test.js']
  const { status, text } = play([bin('vitest/vitest.mjs'), 'run', '--root', project, ...files])
  expect(text).toMatch(/Tests +4 passed/)
  expect(text).not.toContain('Warning')
  expect(status).toBe(0)
})

test('node:test', () => {
  save('docs/testing.md', 'node --test: shop.node.test.js', 'shop.node.test.js')
  const { status, text } = play(['--test', 'shop.node.test.js'])
  expect(text).toContain('pass 1')
  expect(text).not.toContain('Warning')
  expect(status).toBe(0)
})

test('jest', () => {
  save('docs/testing.md', 'jest: shop.jest.test.js', 'shop.jest.test.js')
  const { status, text } = play([
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
