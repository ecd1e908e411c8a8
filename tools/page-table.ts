// A table of a page in docs/ that a program writes from the code.
import { readFileSync, writeFileSync } from 'node:fs'

/** The page with this table in it, between the two lines that mark its place. */
export function putTable(page: string, tool: string, table: string): string {
  const [begin, end] = [`<!-- table: node ${tool} -->`, '<!-- end of table -->']
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) {
    throw new Error(`the page needs the lines "${begin}" and "${end}"`)
  }
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}

export function rewrite(file: string, change: (page: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}
