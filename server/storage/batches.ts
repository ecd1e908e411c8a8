// Batches of refunds, by their merchant's number and by the code of the page on which a password is typed. Items stand in
// rows of their own, so that the end of one of a thousand writes one of them anew.
import type { BatchHead, BatchItem, RefundBatch } from '../trade/refund-batch.ts'
import { record, text, type Row, type Sql } from './sql.ts'

export function openBatches(sql: Sql) {
  const one = sql.prepare('select record from batches where pid = ? and batch_no = ?')
  const byCode = sql.prepare('select record from batches where code = ?')
  const latest = sql.prepare('select record from batches order by rowid desc limit ?')
  const items = sql.prepare(
    'select record from batch_items where pid = ? and batch_no = ? order by place',
  )
  const item = sql.prepare(
    'select record from batch_items where pid = ? and batch_no = ? and place = ?',
  )
  const putHead = sql.prepare(
    `insert into batches values (?, ?, ?, ?)
     on conflict (pid, batch_no) do update set record = excluded.record`,
  )
  const putItem = sql.prepare(
    `insert into batch_items values (?, ?, ?, ?)
     on conflict (pid, batch_no, place) do update set record = excluded.record`,
  )
  const clear = sql.prepare('delete from batch_items where pid = ? and batch_no = ?')

  const whole = (head: BatchHead | undefined): RefundBatch | undefined =>
    head && { ...head, items: items.all(head.pid, head.batchNo).map(readItem) }
  const saveHead = (head: BatchHead) =>
    putHead.run(head.pid, head.batchNo, head.code, JSON.stringify(head))
  const saveItem = ({ pid, batchNo }: BatchHead, place: number, saved: BatchItem) =>
    putItem.run(pid, batchNo, place, JSON.stringify(saved))

  return {
    get: (pid: string, batchNo: string) => whole(record<BatchHead>(one.get(pid, batchNo))),
    head: (pid: string, batchNo: string) => record<BatchHead>(one.get(pid, batchNo)),
    item: (pid: string, batchNo: string, place: number) =>
      record<BatchItem>(item.get(pid, batchNo, place)),
    byCode: (code: string) => whole(record<BatchHead>(byCode.get(code))),
    /** The latest of them, oldest first. */
    latest: (limit: number): RefundBatch[] =>
      latest
        .all(limit)
        .flatMap((row) => whole(JSON.parse(text(row.record)) as BatchHead) ?? [])
        .toReversed(),
    /** Before its password is typed a batch may be asked for again, with other items. */
    put: ({ items: all, ...head }: RefundBatch) => {
      saveHead(head)
      clear.run(head.pid, head.batchNo)
      for (const [place, saved] of all.entries()) saveItem(head, place, saved)
    },
    putItem: (head: BatchHead, place: number, saved: BatchItem) => {
      saveHead(head)
      saveItem(head, place, saved)
    },
  }
}

const readItem = (row: Row) => JSON.parse(text(row.record)) as BatchItem
