// The outbox: due jobs in order, however many.
import { expect, test } from 'vitest'
import { openSqlite } from '../hosts/sqlite.ts'
import { openJobs } from './jobs.ts'
import { openSchema } from './schema.ts'

function open() {
  const sql = openSqlite(':memory:')
  openSchema(sql)
  return { sql, jobs: openJobs(sql) }
}

test('ten thousand jobs come by time, and at the same time in the order of their adding', () => {
  const { sql, jobs } = open()
  const total = 10_000
  sql.transaction(() => {
    for (let n = 0; n < total; n++) {
      // A fixed shuffle: 7919 is prime to the number of jobs.
      const due = Math.floor(((n * 7_919) % total) / 3)
      jobs.add(due, { kind: 'happening', happening: { op: 'expire', tradeNo: `t${n}` } })
    }
  })
  let past = jobs.nextDue(total)
  let seen = 0
  while (past) {
    seen += 1
    const job = jobs.nextDue(total, past)
    const isLater = !job || job.due > past.due || (job.due === past.due && job.id > past.id)
    if (!isLater) throw new Error(`job ${job.id} came after job ${past.id}`)
    past = job
  }
  expect(seen).toBe(total)
  expect(jobs.countDue(0)).toBe(3)
  expect(jobs.firstAfter(0)?.due).toBe(1)
})

test('a moved job is due at its new time, a removed one never', () => {
  const { jobs } = open()
  const happening = { op: 'expire', tradeNo: 't' } as const
  jobs.add(10.2, { kind: 'happening', happening })
  expect(jobs.nextDue(10)).toBeUndefined()
  const job = jobs.nextDue(11)
  expect(job).toMatchObject({ due: 11, happening })
  jobs.move(job?.id ?? 0, 5)
  expect(jobs.nextDue(5)?.id).toBe(job?.id)
  jobs.remove(job?.id ?? 0)
  expect(jobs.nextDue(100)).toBeUndefined()
})
