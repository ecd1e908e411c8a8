// Batches of refunds, by their merchant's number and by the code of the page on which a password is typed.
import type { RefundBatch } from '../trade/refund-batch.ts'
import { record, text, type Sql } from './sql.ts'

export function openBatches(sql: Sql) {
  const one = sql.prepare('select record from batches where pid = ? and batch_no = ?')
  const byCode = sql.prepare('select record from batches where code = ?')
  const latest = sql.prepare('select record from batches order by rowid desc limit ?')
  const put = sql.prepare(
    `insert into batches values (?, ?, ?, ?)
     on conflict (pid, batch_no) do update set record = excluded.record`,
  )
  return {
    get: (pid: string, batchNo: string) => record<RefundBatch>(one.get(pid, batchNo)),
    byCode: (code: string) => record<RefundBatch>(byCode.get(code)),
    /** The latest of them, oldest first. */
    latest: (limit: number) =>
      latest
        .all(limit)
        .map((row) => JSON.parse(text(row.record)) as RefundBatch)
        .toReversed(),
    put: (batch: RefundBatch) =>
      put.run(batch.pid, batch.batchNo, batch.code, JSON.stringify(batch)),
  }
}
