// Payment codes that the journal names, learnt when an entry is written, so that a page hides them
// without a look at the entries before it.
import type { Entry } from '../journal/entry.ts'
import { codeNamedBy, headOf, isOddCode, type CodeBook } from '../journal/mask.ts'
import { number, text, type Sql } from './sql.ts'

export function openCodes(sql: Sql) {
  const learn = sql.prepare('insert or ignore into named_codes values (?, ?)')
  const learnShape = sql.prepare('insert or ignore into code_shapes values (?, ?)')
  const find = sql.prepare('select 1 as found from named_codes where code = ?')
  const odd = sql.prepare('select code from named_codes where is_odd = 1')
  // Beginnings and lengths only: there may be a million codes. What a rollback takes back may stay
  // here, and costs a look into the table.
  const heads = new Map<number, Set<string>>()
  let sizes: number[] = []

  const rememberShape = (size: number, head: string) => {
    const ofSize = heads.get(size)
    if (ofSize) return void ofSize.add(head)
    heads.set(size, new Set([head]))
    sizes = [...heads.keys()].toSorted((a, b) => b - a)
  }
  for (const row of sql.prepare('select size, head from code_shapes').all()) {
    rememberShape(number(row.size), text(row.head))
  }

  const book: CodeBook = {
    lengths: () => sizes,
    heads: () => new Set([...heads.values()].flatMap((ofSize) => [...ofSize])),
    has: (code) =>
      heads.get(code.length)?.has(headOf(code)) === true && find.get(code) !== undefined,
    odd: () => odd.all().map((row) => text(row.code)),
  }
  return {
    learn: (entry: Entry): void => {
      const code = codeNamedBy(entry)
      if (code === undefined) return
      const isOdd = isOddCode(code)
      learn.run(code, isOdd ? 1 : 0)
      if (isOdd) return
      const head = headOf(code)
      learnShape.run(code.length, head)
      rememberShape(code.length, head)
    },
    book,
  }
}
