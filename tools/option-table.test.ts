// docs/options.md says what the options say.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withTable } from './option-table.ts'

test('the table of docs/options.md is that of the options (node tools/option-table.ts writes it anew)', () => {
  const page = readFileSync('docs/options.md', 'utf8')
  expect(page).toBe(withTable(page))
})

test('each row has as many cells as the head, however its text is written', () => {
  const page = withTable(readFileSync('docs/options.md', 'utf8'))
  const [, table = ''] = page.split(/<!-- (?:table: .*|end of table) -->/)
  const rows = table.split('\n').filter((row) => row.startsWith('|'))
  expect(rows.length).toBeGreaterThan(40)
  expect(new Set(rows.map(cells))).toEqual(new Set([6]))
})

const cells = (row: string) => row.split(/(?<!\\)\|/).length - 2

test('a page without a place for the table is refused', () => {
  expect(() => withTable('# Options')).toThrow('needs the lines')
})
