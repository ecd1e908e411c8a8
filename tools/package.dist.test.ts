// Packs the package as a release does, from a copy, and uses what came out as a stranger would.
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'

const repository = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'package-'))
const source = join(scratch, 'source')
const unpacked = join(scratch, 'user/node_modules/alipay-sim')

const run = (command: string, args: string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

const filesIn = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))

beforeAll(() => {
  const left = new Set(['node_modules', 'dist', '.git', 'reports'])
  for (const name of readdirSync(repository).filter((entry) => !left.has(entry))) {
    cpSync(join(repository, name), join(source, name), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(source, 'node_modules'))
  run('npm', ['pack', '--pack-destination', scratch, '--loglevel', 'error'], source)

  const [tarball = 'no tarball'] = globSync('*.tgz', { cwd: scratch })
  mkdirSync(unpacked, { recursive: true })
  run('tar', ['xzf', join(scratch, tarball), '--strip-components', '1', '-C', unpacked], scratch)
}, 120_000)

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
})

test('the manifest names no Node binary, and packing left the source manifest as it was', () => {
  expect(readFileSync(join(unpacked, 'package.json'), 'utf8')).not.toContain('node-linux')
  const before = readFileSync(join(repository, 'package.json'), 'utf8')
  expect(readFileSync(join(source, 'package.json'), 'utf8')).toBe(before)
})

test('the package downloads and runs nothing when it is installed', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  expect(manifest).not.toHaveProperty('scripts.preinstall')
  expect(manifest).not.toHaveProperty('scripts.install')
  expect(manifest).not.toHaveProperty('scripts.postinstall')
})

test('it holds the build, its licences and no source or test', () => {
  const files = filesIn(unpacked)
  expect(files).toContain('LICENSE')
  expect(files).toContain('dist/THIRD-PARTY-LICENSES.txt')
  expect(files.filter((file) => /(?<![.]d)[.]ts$|[.]test[.]/.test(file))).toEqual([])
  expect(
    files.filter((file) => !/^(dist\/|LICENSE|README|CHANGELOG|package[.]json)/.test(file)),
  ).toEqual([])
})

test('the console is in it, its licences too, under 200 kB for a browser', () => {
  const files = filesIn(join(unpacked, 'dist/console'))
  expect(files).toEqual(expect.arrayContaining(['index.html', 'THIRD-PARTY-LICENSES.txt']))
  const page = readFileSync(join(unpacked, 'dist/console/index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => String(name))
  expect(named.length).toBeGreaterThanOrEqual(3)
  expect(files).toEqual(expect.arrayContaining(named))
  expect(page).not.toMatch(/<script(?![^>]*src=)|<style| style=| on\w+=/)
  const sent = files.filter((file) => !file.endsWith('.txt'))
  const bytes = sent.map(
    (file) => gzipSync(readFileSync(join(unpacked, 'dist/console', file))).length,
  )
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(200_000)
})

test('every path the manifest promises is there', () => {
  const text = readFileSync(join(unpacked, 'package.json'), 'utf8')
  const promised = [...text.matchAll(/"(?:[.]\/)?(dist\/[^"]+)"/g)].map(([, path]) => path)
  expect(promised.length).toBeGreaterThanOrEqual(7)
  expect(filesIn(unpacked)).toEqual(expect.arrayContaining(promised))
})

test('no built file imports a package or a TypeScript path', () => {
  const built = globSync('dist/*.{js,cjs,d.ts}', { cwd: unpacked })
  const specifiers = built.flatMap((file) =>
    [
      ...readFileSync(join(unpacked, file), 'utf8').matchAll(
        /^(?:import|export)\b.*? from "([^"]+)"/gm,
      ),
    ].map(([, specifier]) => specifier),
  )
  expect(specifiers.length).toBeGreaterThan(0)
  const isOurs = (name: string) =>
    // The user's own, for `alipay-sim/msw` alone.
    isBuiltin(name) || /^[.]\/.+[.]js$/.test(name) || name === 'msw'
  expect(specifiers.filter((name) => !isOurs(String(name)))).toEqual([])
})

test('the command runs and says the version of the manifest', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  const version = run(process.execPath, [join(unpacked, 'dist/launcher.cjs'), '--version'], scratch)
  expect(manifest).toHaveProperty('version', version.trim())
})

test.each([
  'alipay-sim',
  'alipay-sim/node',
  'alipay-sim/suite',
  'alipay-sim/test',
  'alipay-sim/undici',
])('import "%s" resolves', (name) => {
  const program = `import * as entry from '${name}'; console.log(Object.keys(entry).length)`
  const count = run(
    process.execPath,
    ['--input-type=module', '--eval', program],
    join(scratch, 'user'),
  )
  expect(Number(count)).toBeGreaterThan(0)
})

test.each(['node', 'java', 'go', 'php', 'python'])(
  'init --adapter %s has its program',
  (language) => {
    const folder = join(scratch, `adapter-${language}`)
    const words = ['init', '--adapter', language, folder]
    run(process.execPath, [join(unpacked, 'dist/launcher.cjs'), ...words], scratch)
    const [file = ''] = readdirSync(folder)
    const ours = readFileSync(join(repository, 'cli/init/adapters', file), 'utf8')
    expect(readFileSync(join(folder, file), 'utf8')).toBe(ours)
  },
)

test('explain knows the rules and their code', () => {
  const words = ['explain', 'EXC-05']
  const said = run(process.execPath, [join(unpacked, 'dist/launcher.cjs'), ...words], scratch)
  expect(said).toContain('refundRequestNo: (refund) => refund.outRequestNo')
})

test('the handlers for msw need msw and nothing of Node, so that a page can load them', () => {
  const seen = new Set(['msw.js'])
  const asked: string[] = []
  for (const file of seen) {
    const text = readFileSync(join(unpacked, 'dist', file), 'utf8')
    for (const [, name = ''] of text.matchAll(/^(?:import|export)\b.*? ?"([^"]+)"/gm)) {
      if (name.startsWith('./')) seen.add(name.slice(2))
      else asked.push(name)
    }
  }
  expect(asked).toEqual(['msw'])
})
