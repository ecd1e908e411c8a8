// The adapter contract is published as a file; it must say what the drives read with.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adapterDocument } from './openapi.ts'

test('the published file is in step with the code', () => {
  const file = readFileSync(new URL('adapter.openapi.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(file).info
  const how =
    'run: npm run -s sim -- grade adapter-spec > client-tests/adapter/adapter.openapi.json'
  expect(JSON.parse(file), how).toEqual(JSON.parse(JSON.stringify(adapterDocument(version))))
})

/** The names of all properties in a schema, and in what it holds. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'properties' in part ? Object.keys(part.properties ?? {}) : []
  return [...own, ...Object.values(part).flatMap(namesIn)]
}

test('docs/adapter.md tells of every field of the contract', () => {
  const page = readFileSync(new URL('../../docs/adapter.md', import.meta.url), 'utf8')
  const { paths }: { paths?: object } = { ...adapterDocument('0') }
  const names = new Set(namesIn(paths))
  expect(names.size).toBeGreaterThan(40)
  expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(page))).toEqual([])
})
