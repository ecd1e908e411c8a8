// The outbox: due jobs in order, however many.
import { expect, test } from 'vitest'
import { openSqlite } from '../hosts/sqlite.ts'
import { openJobs } from './jobs.ts'
import { openSchema } from './schema.ts'
import type { Sql } from './sql.ts'

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

/** Ten jobs due one after the other, and a count of how often one was asked for. */
function openTen() {
  const { sql } = open()
  let asked = 0
  const prepare: Sql['prepare'] = (text) => {
    const statement = sql.prepare(text)
    return {
      run: (...values) => statement.run(...values),
      all: (...values) => statement.all(...values),
      get: (...values) => {
        asked += 1
        return statement.get(...values)
      },
    }
  }
  const jobs = openJobs({ ...sql, prepare })
  const plan = (due: number) =>
    jobs.add(due, { kind: 'happening', happening: { op: 'expire', tradeNo: `t${due}` } })
  for (let due = 10; due < 20; due++) plan(due)
  const held = new Set<number>()
  const idle = () => jobs.nextIdle((id) => held.has(id))?.due
  const asks = (work: () => void) => {
    const before = asked
    work()
    return asked - before
  }
  return { sql, jobs, plan, held, idle, asks }
}

test('jobs in hand are stepped over once, not once for every question', () => {
  const { held, idle, asks } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  expect(idle()).toBe(18)
  expect(asks(() => expect(idle()).toBe(18))).toBe(1)
})

test('one that is let go among many in hand sends nobody back over those behind it', () => {
  const { jobs, held, idle, asks } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  idle()
  held.delete(2)
  jobs.letGo({ id: 2, due: 11 })
  expect(idle()).toBe(11)
  held.add(2)
  expect(asks(() => expect(idle()).toBe(18))).toBe(1)
})

test('the last of those in hand is found again when it is let go', () => {
  const { jobs, held, idle } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  expect(idle()).toBe(18)
  held.delete(8)
  jobs.letGo({ id: 8, due: 17 })
  expect(idle()).toBe(17)
})

test('after a place given, what is in hand behind it is stepped over too', () => {
  const { jobs, held } = openTen()
  const after = (due: number) => jobs.nextIdle((id) => held.has(id), { id: due - 9, due })?.due
  held.add(1).add(5).add(6)
  expect([after(9), after(10), after(13), after(19)]).toEqual([11, 11, 16, undefined])
  held.add(2)
  expect([after(9), after(13)]).toEqual([12, 16])
  held.delete(1)
  jobs.letGo({ id: 1, due: 10 })
  expect([after(9), after(10)]).toEqual([10, 12])
})

test('a job that is let go and still there is found again, and so is one planned or moved before it', () => {
  const { jobs, plan, held, idle } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  idle()
  held.delete(4)
  jobs.letGo({ id: 4, due: 13 })
  expect(idle()).toBe(13)
  held.add(4)
  expect(idle()).toBe(18)
  plan(12)
  expect(idle()).toBe(12)
  held.add(11)
  expect(idle()).toBe(18)
  jobs.move(10, 5)
  expect(idle()).toBe(5)
})

test('a job that is done does not send anybody back to those in hand', () => {
  const { jobs, held, idle, asks } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  idle()
  held.delete(1)
  jobs.remove(1)
  jobs.letGo({ id: 1, due: 10 })
  expect(asks(() => expect(idle()).toBe(18))).toBe(1)
})

test('a job whose removal was rolled back is found again', () => {
  const { sql, jobs, held, idle } = openTen()
  for (let id = 1; id <= 8; id++) held.add(id)
  idle()
  const failing = () =>
    sql.transaction(() => {
      jobs.remove(2)
      throw new Error('no')
    })
  expect(failing).toThrow('no')
  held.delete(2)
  jobs.letGo({ id: 2, due: 11 })
  expect(idle()).toBe(11)
})
