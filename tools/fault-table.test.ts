// docs/faults.md says what the catalogue says.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withTable } from './fault-table.ts'

test('the table of docs/faults.md is that of the catalogue (node tools/fault-table.ts mends it)', () => {
  const page = readFileSync('docs/faults.md', 'utf8')
  expect(page).toBe(withTable(page))
})

test('a page without a place for the table is refused', () => {
  expect(() => withTable('# Faults')).toThrow('needs the lines')
})
