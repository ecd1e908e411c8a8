// Aligned columns for people. Chinese characters take two cells of a terminal.
import { displayWidth, padEnd } from '../client-tests/reports/width.ts'

/** Rows as lines; the last column is not padded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows]
  const widths = head.map((_, column) =>
    Math.max(...all.map((row) => displayWidth(row[column] ?? ''))),
  )
  return all.map((row) =>
    row
      .map((cell, column) => padEnd(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** Names and values under each other. */
export function card(fields: readonly (readonly [string, string | undefined])[]): string[] {
  const shown = fields.filter((field): field is [string, string] => field[1] !== undefined)
  const width = Math.max(...shown.map(([name]) => displayWidth(name)))
  return shown.map(([name, value]) => `${padEnd(name, width)}  ${value}`)
}
