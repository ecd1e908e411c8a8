// The published schema of scenario files: what it names, and that the page tells of all of it.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenarioJsonSchema } from './json-schema.ts'
import { readYaml } from './yaml.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** Every name of a field, and every word that picks a move or a step. */
function wordsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const fields = 'properties' in part ? Object.keys(part.properties ?? {}) : []
  const picked = 'const' in part ? [String(part.const)] : []
  return [...fields, ...picked, ...Object.values(part).flatMap(wordsIn)]
}

test('names the moves, the steps, the faults, and what must be there', () => {
  const text = JSON.stringify(scenarioJsonSchema())
  const words = wordsIn(scenarioJsonSchema())
  expect(words).toEqual(expect.arrayContaining(['pay-again', 'refund', 'together', 'patience']))
  expect(text).toContain('"required":["name","teaches","expect"]')
  expect(text).toContain('"F02"')
  expect(text).toContain('"lost-reply"')
})

test('docs/scenarios.md tells of every field, every move and every step', () => {
  const page = read('../../docs/scenarios.md')
  const words = new Set(wordsIn(scenarioJsonSchema()))
  expect(words.size).toBeGreaterThan(60)
  const isOnPage = (word: string) => new RegExp(`(^|[^\\w-])${word}($|[^\\w-])`).test(page)
  expect([...words].filter((word) => !isOnPage(word))).toEqual([])
})

test('the line that leads an editor to the schema is no part of a scenario', () => {
  const line = '# yaml-language-server: $schema=./scenario.schema.json'
  const text = `${line}\nname: a\nteaches: b\ncalls: [{ do: next }]\nexpect: [no cancel was sent]\n`
  expect(readYaml(text)).toMatchObject({ scenario: { name: 'a' } })
})
