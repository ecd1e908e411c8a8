// The journal's table. Appending is the only way in; there is no way to change what is there.
import type { Entry } from '../journal/entry.ts'
import { number, text, type Sql } from './sql.ts'

export function openJournal(sql: Sql) {
  const insert = sql.prepare('insert into journal values (?, ?)')
  const since = sql.prepare('select record from journal where seq > ? order by seq limit ?')
  const latest = sql.prepare('select record from journal order by seq desc limit ?')
  const last = sql.prepare('select coalesce(max(seq), 0) as seq from journal')
  const read = (row: { record?: unknown }) => JSON.parse(text(row.record as string)) as Entry
  return {
    append: (entry: Entry) => insert.run(entry.seq, JSON.stringify(entry)),
    since: (seq: number, limit = Number.MAX_SAFE_INTEGER) => since.all(seq, limit).map(read),
    latest: (limit: number) => latest.all(limit).map(read).toReversed(),
    lastSeq: () => number(last.get()?.seq),
  }
}

export type JournalTable = ReturnType<typeof openJournal>
