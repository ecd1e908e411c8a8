// Every text that code, reports or pages cite is told on docs/sources.md, by document and line.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const page = read('docs/sources.md')

const FILES = globSync('{server,client-tests,cli,scenarios,docs}/**/*.{ts,py,md}', { cwd: root })
  .filter((file) => file !== 'docs/sources.md')
  .map((file) => ({ file, text: read(file) }))

/** `L4, L6-9` as the numbers of its lines. */
const linesIn = (text: string): number[] =>
  [...text.matchAll(/L(\d+)(?:-L?(\d+))?/g)].flatMap(([, from, to = from]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_line, nth) => Number(from) + nth),
  )

const onPage = new Map(
  page
    .split(/^## (?=\d{3}$)/m)
    .slice(1)
    .map((part) => {
      const rows = [...part.matchAll(/^\| (L[^|]+)\|/gm)].map(([, lines = '']) => lines)
      return [part.slice(0, 3), new Set(rows.flatMap(linesIn))]
    }),
)

test('each cited line of the five texts is on the page', () => {
  const cited = FILES.flatMap(({ file, text }) =>
    [...text.matchAll(/\b(00\d):((?:L\d+(?:-L?\d+)?(?:,\s*(?=L))?)+)/g)].flatMap(
      ([, document = '', lines = '']) => linesIn(lines).map((line) => ({ file, document, line })),
    ),
  )
  expect(cited.length).toBeGreaterThan(1_000)
  const missing = cited.filter(({ document, line }) => !onPage.get(document)?.has(line))
  expect(missing.map(({ file, document, line }) => `${file}: ${document}:L${line}`)).toEqual([])
})

test('each cited page of the documentation is on the page, with its address', () => {
  const cited = FILES.flatMap(({ text }) => text.match(/\bopen(?:-v3)?\/0[\da-z]{4,}/g) ?? [])
  expect(cited.length).toBeGreaterThan(5)
  expect(
    cited.filter((it) => !page.includes(`[${it}](https://opendocs.alipay.com/${it})`)),
  ).toEqual([])
})

test('each of the five texts has a title and a kind', () => {
  for (const document of onPage.keys()) {
    expect(page).toMatch(new RegExp(`^\\| ${document} \\| [^|]{5,} \\| [^|]{10,} \\|$`, 'm'))
  }
  expect([...onPage.keys()]).toEqual(['000', '001', '002', '003', '004'])
})

/** Numbers of papers that nobody but their writer has: `X7`, `B.11`, `SIM-O18`, "(section 0)". */
const INTERNAL = /\bSIM-[A-Z]\d+|\((?:[A-Z]\.\d+|X\d+|section \d+)[):]|, [A-Z]\.\d+\.|\(X\d+ /

test('nothing is cited by a number that leads nowhere', () => {
  const found = FILES.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line) => (INTERNAL.test(line) ? [`${file}: ${line.trim()}`] : [])),
  )
  expect(found).toEqual([])
})
