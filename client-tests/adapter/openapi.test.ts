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
