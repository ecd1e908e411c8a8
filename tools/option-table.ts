// Writes the table of docs/options.md from the options themselves, so that the page says what the code does.
// The test beside it fails when the two differ.
import { fileURLToPath } from 'node:url'
import type { Option } from '../server/options/option.ts'
import { GATEWAYS } from '../server/protocols/protocols.ts'
import { optionsOf } from '../server/sandbox/core/options.ts'
import { formatDuration } from '../server/values/instant.ts'
import { formatYuan } from '../server/values/money.ts'
import { putTable, rewrite } from './page-table.ts'

const HEAD = [
  '| Option | Default | Chosen as | Other reading | `--reading seeds` | Why, and by which source |',
  '|---|---|---|---|---|---|',
]

function line([name, option]: [string, Option]): string {
  const { default: usual, basis, other, why } = option
  const cells = [`\`${name}\``, value(name, usual), basis, other, bySeeds(name, option), why]
  return `| ${cells.join(' | ')} |`
}

function value(name: string, is: unknown): string {
  const written = `\`${typeof is === 'string' ? is : JSON.stringify(is)}\``
  if (typeof is !== 'number') return written
  if (name.endsWith('Ms')) return `${written} (${formatDuration(is)})`
  return name.endsWith('Fen') ? `${written} (${formatYuan(is)} yuan)` : written
}

function bySeeds(name: string, { seeds, seedsNote }: Option): string {
  if (seeds === undefined) return '-'
  const says = seeds === 'same' ? 'same' : value(name, seeds.value)
  return seedsNote === undefined ? says : `${says} (${seedsNote})`
}

/** The page with the table of today in it. */
export function withTable(page: string): string {
  const table = [...HEAD, ...Object.entries<Option>(optionsOf(GATEWAYS)).map(line)].join('\n')
  return putTable(page, 'tools/option-table.ts', table)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) rewrite('docs/options.md', withTable)
