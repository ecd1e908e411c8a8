// Every file, folder and npm script that a page of the documentation names is there.
import { existsSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const PAGES = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  'client-tests/README.md',
  'README.zh-CN.md',
  ...globSync('docs/**/*.md', { cwd: root }),
]

/** Files that a reader writes, or that a program writes for him. */
const NOT_OURS = new Set(
  `shop.mjs shop.yaml shop.test.mjs busy.mjs shop.js shop.test.js first.test.js x.test.ts x.dist.test.ts x.long.test.ts x.parts.test.ts .yaml .ts dist/
   server.json .alipay-sim/token keys/app-private-key.pkcs1.txt keys/app-private-key.pkcs8.txt
   dist/THIRD-PARTY-LICENSES.txt merchant.md merchant.json merchant.certificate.json
   reports/latest/ reports/latest/merchant.html
   reports/latest/merchant.json reports/2026-11-28T10-10-05Z/ reports/stability.jsonl reports/stability.md`.split(
    /\s+/,
  ),
)

const TOP = readdirSync(root, { withFileTypes: true })
  .filter(({ name }) => !['node_modules', 'dist', 'reports', '.git', '.alipay-sim'].includes(name))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** All paths of the repository with `/` before and, after a folder, behind. */
const ALL = [
  ...readdirSync(root).map((name) => `/${name}`),
  ...TOP.flatMap((top) => [
    `/${top}/`,
    ...readdirSync(join(root, top), { recursive: true }).map((inner) => {
      const path = join(top, String(inner))
      return statSync(join(root, path)).isDirectory() ? `/${path}/` : `/${path}`
    }),
  ]),
]
const FOLDERS = new Set(ALL.filter((path) => path.endsWith('/')).map((path) => basename(path)))

const EXPORTS = Object.keys(
  (JSON.parse(read('package.json')) as { exports: Record<string, unknown> }).exports,
)
const SCRIPTS = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts

/** `<name>` and `*` stand for any name. */
const patternOf = (name: string) =>
  new RegExp(
    `/${name
      .replace(/[.+()[\]$^?]/g, '\\$&')
      .replace(/<[^>]+>|\*/g, '[^/]+')
      .replace(/\/?$/, '/?$')}`,
  )

/** A name is right when it is the end of a path, so `trade/decide.ts` is enough. */
const isThere = (name: string) => ALL.some((path) => patternOf(name).test(path))

const ENDING = /\.(?:[cm]?[tj]s|py|md|json|ya?ml)$/

function isPath(name: string): boolean {
  if (/\s|^[/@#]|:\/\/|^\.\//.test(name) || NOT_OURS.has(name)) return false
  if (name.startsWith('alipay-sim/')) return false
  const first = name.split('/')[0] ?? ''
  return ENDING.test(name) || (name.includes('/') && FOLDERS.has(first))
}

const fences = /^```[\s\S]*?^```/gm
const prose = (text: string) => text.replace(fences, '')
const quoted = (text: string) => [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, it = '']) => it)
/** The comment that heads an example names a file that the reader writes. */
const inFences = (text: string) =>
  (text.match(fences) ?? []).flatMap((block) =>
    [...block.replace(/^```ts\n\/\/ \S+\n/, '').matchAll(/(?<![\w./@-])([\w-]+)\/[\w./-]*\w/g)]
      .filter(([, top = '']) => TOP.includes(top))
      .map(([path]) => path),
  )

/** `page: name` of everything on the pages that is wrong. */
const onPages = (wrongOn: (text: string, page: string) => string[]) =>
  PAGES.flatMap((page) => wrongOn(read(page), page).map((name) => `${page}: ${name}`))

test('pages name only files and folders that are there', () => {
  const missing = onPages((text) =>
    [...quoted(text).filter(isPath), ...inFences(text)].filter(
      (name) => !NOT_OURS.has(name) && !isThere(name),
    ),
  )
  expect(missing).toEqual([])
})

test('pages link only to files that are there', () => {
  const missing = onPages((text, page) =>
    [...prose(text).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !existsSync(join(root, normalize(join(dirname(page), target))))),
  )
  expect(missing).toEqual([])
})

test('pages name only npm scripts that are there', () => {
  const named = (text: string) =>
    [...text.matchAll(/npm run (?:-\S+ )*([a-z][\w:-]*)/g)].map(([, script = '']) => script)
  expect(PAGES.flatMap((page) => named(read(page))).length).toBeGreaterThan(10)
  expect(onPages((text) => named(text).filter((script) => !(script in SCRIPTS)))).toEqual([])
})

test('pages name only exports of the package that are there', () => {
  const unknown = onPages((text) =>
    quoted(text)
      .filter((name) => /^alipay-sim\/[\w./-]+$|^\.\/[\w.-]+$/.test(name))
      .filter((name) => !EXPORTS.includes(name.replace('alipay-sim', '.'))),
  )
  expect(unknown).toEqual([])
})

/** The tree of ARCHITECTURE.md: a folder, what it holds, and on lines further in more of it. */
function namesInMap(map: string): { folder: string; name: string }[] {
  const open: { indent: number; folder: string }[] = []
  return map.split('\n').flatMap((line) => {
    const [, space = '', head = ''] = /^( *)(\S+)/.exec(line) ?? []
    const isHead = space.length <= 4 && (head.endsWith('/') || head.endsWith('.ts'))
    if (isHead) {
      while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop()
      if (head.endsWith('/')) {
        open.push({ indent: space.length, folder: `${open.at(-1)?.folder ?? ''}${head}` })
      }
    }
    const folder = open.at(-1)?.folder ?? ''
    const words = [...line.matchAll(/(?<![\w/])[\w-]+(?:[./][\w-]+)*(?:\.ts\b|\/(?=[\s,:;)]|$))/g)]
    return words
      .map(([name]) => ({ folder, name }))
      .filter(({ name }) => !(isHead && name === head && head.endsWith('/')))
  })
}

test('the map of ARCHITECTURE.md names only what is there, and every folder of the server', () => {
  const [, map = ''] = /## The map\n```\n([\s\S]*?)^```/m.exec(read('ARCHITECTURE.md')) ?? []
  const named = namesInMap(map)
  expect(named.length).toBeGreaterThan(25)
  const missing = named.filter(
    ({ folder, name }) =>
      !TOP.includes(name.slice(0, -1)) &&
      !ALL.some((path) => path.startsWith(`/${folder}`) && path.endsWith(`/${name}`)),
  )
  expect(missing).toEqual([])
  for (const house of ['server', 'client-tests']) {
    const rooms = readdirSync(join(root, house), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${name}/`)
    expect(rooms.filter((room) => !map.includes(room))).toEqual([])
  }
})
