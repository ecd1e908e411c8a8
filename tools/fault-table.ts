// Writes the table of docs/faults.md from the catalogue, so that the page says what the code does.
// The test beside it fails when the two differ.
import { fileURLToPath } from 'node:url'
import { catalogue, withoutNumber, type CatalogueRow } from '../server/faults/catalogue.ts'
import { putTable, rewrite } from './page-table.ts'

const FAMILIES = {
  F: 'Calls and replies',
  B: 'Buyers',
  N: 'Notifications',
  K: 'Time',
  I: 'Infrastructure',
  L: 'Bills',
} as const

const HEAD = '| No. | Name | What happens | Stage | Options | True in the books afterwards |'

function tables(rows: readonly CatalogueRow[]): string {
  const numbered = Object.entries(FAMILIES).map(([family, title]) =>
    table(
      title,
      rows.filter(({ id }) => id.startsWith(family)),
    ),
  )
  return [...numbered, table('By name only', withoutNumber())].join('\n\n')
}

const table = (title: string, rows: readonly CatalogueRow[]) =>
  [`## ${title}`, '', HEAD, '|---|---|---|---|---|---|', ...rows.map(line)].join('\n')

function line({ id, name, about, stage, options, ledger, by }: CatalogueRow): string {
  const how = options.length > 0 ? options.map((option) => `\`${option}\``).join(' ') : ''
  const what = by.startsWith('faults.add') ? how : `\`${by}\``
  return `| ${id} | \`${name}\` | ${about} | ${stage} | ${what} | ${ledger} |`
}

/** The page with the table of today in it. */
export function withTable(page: string): string {
  return putTable(page, 'tools/fault-table.ts', tables(catalogue()))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) rewrite('docs/faults.md', withTable)
