// The adapter contract is published as a file; it must say what the drives read with.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { acquirerDocument, adapterDocument } from './openapi.ts'

test.each([
  ['adapter.openapi.json', '', adapterDocument],
  ['acquirer.openapi.json', ' --acquirer', acquirerDocument],
])('the published file %s is in step with the code', (name, option, documentOf) => {
  const file = readFileSync(new URL(name, import.meta.url), 'utf8')
  const { version } = JSON.parse(file).info
  const how = `run: npm run -s sim -- grade adapter-spec${option} > client-tests/adapter/${name}`
  expect(JSON.parse(file), how).toEqual(JSON.parse(JSON.stringify(documentOf(version))))
})

/** The names of all properties in a schema, and in what it holds. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'properties' in part ? Object.keys(part.properties ?? {}) : []
  return [...own, ...Object.values(part).flatMap(namesIn)]
}

test.each([
  ['adapter.md', adapterDocument, 40],
  ['acquirers.md', acquirerDocument, 10],
])('docs/%s tells of every field of its contract', (file, documentOf, least) => {
  const page = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8')
  const { paths }: { paths?: object } = { ...documentOf('0') }
  // What is the same for every merchant has its table on one page.
  const own = Object.entries(paths ?? {}).filter(
    ([path]) => file === 'adapter.md' || !path.endsWith('/capabilities'),
  )
  const names = new Set(namesIn(own))
  expect(names.size).toBeGreaterThan(least)
  expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([])
})
