// Packs the package as a release does, from a copy, and uses what came out as a stranger would.
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundledIn, type Bill } from './bill-of-materials.ts'
import { ENTRIES } from './entries.fixture.ts'

const repository = join(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'package-'))
const source = join(scratch, 'source')
const user = join(scratch, 'user')
const unpacked = join(user, 'node_modules/alipay-sim')
let tarball = ''

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

  const [packed = 'no tarball'] = globSync('*.tgz', { cwd: scratch })
  tarball = join(scratch, packed)
  mkdirSync(unpacked, { recursive: true })
  run('tar', ['xzf', tarball, '--strip-components', '1', '-C', unpacked], scratch)
  // What a user has beside it.
  for (const name of ['alipay-sdk', 'msw', 'undici']) {
    symlinkSync(join(repository, 'node_modules', name), join(user, 'node_modules', name))
  }
  cpSync(join(repository, 'cli/init/adapters/shop.mjs'), join(user, 'shop.mjs'))
}, 180_000)

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
})

interface Published {
  exports: Record<string, string | { types: string }>
  repository: { url: string }
  dependencies?: Record<string, string>
}

const published = (): Published => JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))

test('the manifest names no Node binary, and packing left the source manifest as it was', () => {
  expect(readFileSync(join(unpacked, 'package.json'), 'utf8')).not.toContain('node-linux')
  const before = readFileSync(join(repository, 'package.json'), 'utf8')
  expect(readFileSync(join(source, 'package.json'), 'utf8')).toBe(before)
})

test('the package brings no other one, and runs nothing when it is installed', () => {
  const manifest = published()
  expect(manifest.dependencies).toBeUndefined()
  expect(manifest).not.toHaveProperty('scripts.preinstall')
  expect(manifest).not.toHaveProperty('scripts.install')
  expect(manifest).not.toHaveProperty('scripts.postinstall')
})

test('it holds the build, its licences and no source or test', () => {
  const files = filesIn(unpacked)
  expect(files).toContain('LICENSE')
  expect(files).toContain('dist/THIRD-PARTY-LICENSES.txt')
  expect(files).toEqual(expect.arrayContaining(['docs/testing.md', 'docs/tutorial.zh-CN.md']))
  expect(files.filter((file) => /(?<![.]d)[.]ts$|[.]test[.]/.test(file))).toEqual([])
  expect(
    files.filter(
      (file) => !/^(dist\/|docs\/[\w.-]+[.]md$|LICENSE|README|CHANGELOG|package[.]json)/.test(file),
    ),
  ).toEqual([])
})

test('it stays small: under 2.5 MB to fetch and 9 MB on the disk, the module for Workers included', () => {
  const bytes = filesIn(unpacked).map((file) => statSync(join(unpacked, file)).size)
  expect(statSync(tarball).size).toBeLessThan(2_500_000)
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(9_000_000)
})

test('publint finds nothing', async () => {
  const bytes = readFileSync(tarball)
  const { messages } = await publint({
    pack: { tarball: new Uint8Array(bytes).buffer },
    strict: true,
  })
  expect(messages.map((message) => formatMessage(message, published()))).toEqual([])
})

test('every entry has types, and they are those of the code', async () => {
  const checked = await checkPackage(createPackageFromTarballData(readFileSync(tarball)))
  if (checked.types === false) throw new Error('the package has no types')
  // ES modules alone, by `exports` alone: what resolves otherwise cannot run them. Schemas have no types.
  const found = checked.problems.filter(
    (problem) =>
      problem.kind !== 'CJSResolvesToESM' &&
      !('resolutionKind' in problem && problem.resolutionKind === 'node10') &&
      !('entrypoint' in problem && problem.entrypoint.endsWith('.json')),
  )
  expect(found).toEqual([])
  for (const [name, entry] of Object.entries(published().exports)) {
    if (name.endsWith('.json')) continue
    expect(entry, name).toHaveProperty('types')
  }
})

test('links of the README lead somewhere on the page of a registry, too: to files of the repository', () => {
  expect(published().repository.url).toMatch(/^git\+https:\/\/github[.]com\/[\w-]+\/[\w-]+[.]git$/)
  const pages = filesIn(unpacked).filter((file) => /^README.*[.]md$/.test(file))
  const links = pages.flatMap((page) => [
    ...readFileSync(join(unpacked, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g),
  ])
  expect(links.length).toBeGreaterThan(20)
  expect(links.filter(([, to = '']) => !existsSync(join(repository, to)))).toEqual([])
})

test('its bill of materials names exactly what was bundled', () => {
  const bill: Bill = JSON.parse(run(process.execPath, ['tools/bill-of-materials.ts'], source))
  const notices = filesIn(join(unpacked, 'dist'))
    .filter((file) => file.endsWith('THIRD-PARTY-LICENSES.txt'))
    .map((file) => readFileSync(join(unpacked, 'dist', file), 'utf8'))
  const named = bill.components.map(({ name, version }) => `${name}@${version}`)
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'alipay-sim' } },
  })
  expect(named.toSorted()).toEqual([...new Set(bundledIn(notices.join('\n')))].toSorted())
  expect(named.join()).toMatch(/hono@.*valibot@/s)
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

// Each mostly starts and waits, so they do it beside each other.
test.concurrent.each(Object.entries(ENTRIES))(
  '%s: a payment is taken, and its notification arrives',
  async (_entry, program) => {
    const words = ['--input-type=module', '--eval', program]
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: user })
    expect(stdout).toBe('10000 TRADE_SUCCESS\n')
  },
)

test('these are all entries, but for the one that runs in a Worker alone', () => {
  const code = Object.keys(published().exports).filter((name) => !name.endsWith('.json'))
  const names = code.map((name) => name.replace('.', 'alipay-sim'))
  expect(names).toEqual(expect.arrayContaining(Object.keys(ENTRIES)))
  expect(names.filter((one) => !(one in ENTRIES))).toEqual(['alipay-sim/worker'])
  const program = `
    import worker, { IndexObject, SandboxObject } from 'alipay-sim/worker'
    const { status } = await worker.fetch(new Request('https://sim.example/'), {})
    console.log(status, SandboxObject.name, IndexObject.name)`
  const words = ['--input-type=module', '--eval', program]
  expect(run(process.execPath, words, user)).toBe('503 SandboxObject IndexObject\n')
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
