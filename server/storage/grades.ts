// Grades of merchants: what a list shows of each, and the report itself beside it. Only so many are
// kept; the oldest go.
import { number, text, type Row, type Sql } from './sql.ts'

/** What is kept of all grades together. */
const MOST_GRADES = 50
const MOST_BYTES = 64 * 1024 * 1024

export function openGrades<Head extends { id: string }>(sql: Sql) {
  const heads = sql.prepare('select head from grades order by place')
  const one = sql.prepare('select head, report from grades where id = ?')
  const put = sql.prepare(
    `insert into grades values (?, (select coalesce(max(place), 0) + 1 from grades), ?, ?, ?)
     on conflict (id) do update set
       head = excluded.head, report = excluded.report, bytes = excluded.bytes`,
  )
  const remove = sql.prepare('delete from grades where id = ? returning id')
  const sizes = sql.prepare('select id, bytes from grades order by place desc')
  const headOf = (row: Row) => JSON.parse(text(row.head)) as Head

  const dropOldest = () => {
    let bytes = 0
    for (const [place, row] of sizes.all().entries()) {
      bytes += number(row.bytes)
      // The latest is kept, however large it is.
      if (place > 0 && (place >= MOST_GRADES || bytes > MOST_BYTES)) remove.get(text(row.id))
    }
  }
  return {
    /** In the order in which they were begun. */
    heads: (): Head[] => heads.all().map(headOf),
    /** With the report as JSON, where there is one. */
    get: (id: string): { head: Head; report: string | undefined } | undefined => {
      const row = one.get(id)
      if (!row) return undefined
      return { head: headOf(row), report: row.report === null ? undefined : text(row.report) }
    },
    put: (head: Head, report?: string): void => {
      const record = JSON.stringify(head)
      const bytes = new TextEncoder().encode(record + (report ?? '')).length
      put.run(head.id, record, report ?? null, bytes)
      dropOldest()
    },
    remove: (id: string): boolean => remove.get(id) !== undefined,
  }
}
