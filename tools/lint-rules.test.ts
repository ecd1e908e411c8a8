import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = resolve(import.meta.dirname, '..')

const ambient = `import { randomUUID } from 'node:crypto'
export const seen = [
  Date.now(),
  new Date(),
  Math.random(),
  setTimeout(() => {}, 1),
  setInterval(() => {}, 1),
  process.env['PORT'],
  fetch('http://localhost'),
  randomUUID(),
]
`
const handed = `export const at = (ms: number): string => new Date(ms).toISOString()\n`
const careless = `export async function save(): Promise<void> {}
export function pay(request: any): void {
  save()
  // @ts-ignore
  request.x = 1
}
`

let tree: string
let findings: string

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'lint-'))
  for (const path of [
    '.gitignore',
    '.oxlintrc.json',
    'tsconfig.json',
    'tools/lint-ambient-time.ts',
  ]) {
    cpSync(join(repository, path), join(tree, path), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(tree, 'node_modules'))
  plant('server/trade/ambient.ts', ambient)
  plant('server/trade/handed.ts', handed)
  plant('server/hosts/node.ts', ambient)
  plant('client-tests/merchants/exemplary/process-timers.ts', ambient)
  plant('server/trade/careless.ts', careless)
  plant('server/trade/long.ts', '//\n'.repeat(301))
  plant('server/trade/codes.table.ts', 'export const ok = 1\n' + '//\n'.repeat(301))
  plant('server/trade/tall.ts', `export function tall(): void {\n${'  at()\n'.repeat(70)}}\n`)
  findings = lint()
})

afterAll(() => {
  rmSync(tree, { recursive: true })
})

function plant(path: string, source: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true })
  writeFileSync(join(tree, path), source)
}

function lint(): string {
  try {
    return execFileSync('node_modules/.bin/oxlint', ['-f', 'unix'], { cwd: tree, encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout)
    throw error
  }
}

const findingsIn = (path: string): string[] =>
  findings.split('\n').filter((line) => line.startsWith(`${path}:`))

const lineOf = (needle: string): number =>
  ambient.split('\n').findIndex((line) => line.includes(needle)) + 1

test.each([
  'import { randomUUID }',
  'Date.now',
  'new Date()',
  'Math.random',
  'setTimeout',
  'setInterval',
  'process.env',
  'fetch',
])('%s is refused in the core', (needle) => {
  const prefix = `server/trade/ambient.ts:${lineOf(needle)}:`
  expect(findings.split('\n').some((line) => line.startsWith(prefix))).toBe(true)
})

test('converting a given instant is not reading the clock', () => {
  expect(findingsIn('server/trade/handed.ts')).toEqual([])
})

test.each(['server/hosts/node.ts', 'client-tests/merchants/exemplary/process-timers.ts'])(
  '%s is the outer ring and may read the clock',
  (path) => {
    expect(findingsIn(path).join()).not.toMatch(/restricted|ambient/)
  },
)

test('any, ts-ignore and a promise nobody awaits are refused', () => {
  const found = findingsIn('server/trade/careless.ts').join()
  expect(found).toContain('no-explicit-any')
  expect(found).toContain('ban-ts-comment')
  expect(found).toContain('no-floating-promises')
})

test('a file of 301 lines and a function of 72 are too long, a data table is not', () => {
  expect(findingsIn('server/trade/long.ts').join()).toContain('max-lines')
  expect(findingsIn('server/trade/tall.ts').join()).toContain('max-lines-per-function')
  expect(findingsIn('server/trade/codes.table.ts')).toEqual([])
})
