// The outbox: everything that shall happen later, written in the transaction that causes it, and
// removed in the transaction that has done it. A crash in between repeats; it never loses.
import type { Bend } from '../journal/notification-entry.ts'
import type { CaughtNotification, NotificationContent } from '../protocols/notification.ts'
import type { Call, TimedEvent } from '../trade/decision.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { openIdle, type Place } from './idle-jobs.ts'
import { number, text, type Row, type Sql } from './sql.ts'

export type { Place } from './idle-jobs.ts'

export type Job =
  | { kind: 'happening'; happening: TimedEvent }
  | NotifyJob
  | LateCall
  /** An answer that a breakpoint holds goes by itself. */
  | { kind: 'release'; exchange: string; outTradeNo?: string }
  /** Money that was withdrawn comes back. */
  | { kind: 'deposit'; account: string; amountFen: Fen }

/** A call that a fault parked: it is decided when due, whoever still waits for it. */
export interface LateCall {
  kind: 'late-call'
  call: Call
  exchange: string
  /** It comes sooner: this long after a query found nothing, or after a cancel. */
  afterNotFoundMs?: number
  afterCancelMs?: number
  /** True when it has been executed before: the network delivers it once more. */
  isRepeat?: boolean
}

interface NotifyJob {
  kind: 'notify'
  notifyId: string
  attempt: number
  copy?: boolean
  /** The trade whose next notification this one waits for. */
  behind?: string
  /** What to send instead of the genuine one: news of its own, or bytes that were caught. Saved jobs have it under this name. */
  letter?: { bend: Bend; url?: string } & (
    | { content: NotificationContent }
    | { caught: CaughtNotification }
  )
}

export type DueJob = Job & Place

/** As an index has it: every paid trade leaves the end of its refund window, a year away. */
export const NO_FINISH = `json_extract(record, '$.happening.op') is not 'finish'`

/** What a job is about, so that it can be found again. */
function subjectOf(job: Job): string {
  switch (job.kind) {
    case 'happening':
      return 'tradeNo' in job.happening ? job.happening.tradeNo : job.happening.qrCode
    case 'notify':
      return job.behind === undefined ? job.notifyId : `behind ${job.behind}`
    case 'late-call':
      return ('outTradeNo' in job.call && job.call.outTradeNo) || ''
    case 'release':
      return job.exchange
    case 'deposit':
      return job.account
  }
}

export function openJobs(sql: Sql) {
  const insert = sql.prepare('insert into jobs (due, kind, subject, record) values (?, ?, ?, ?)')
  const first = sql.prepare('select * from jobs where due <= ? order by due, id limit 1')
  const after = sql.prepare(
    'select * from jobs where due <= ? and (due, id) > (?, ?) order by due, id limit 1',
  )
  const butFinish = sql.prepare(
    `select * from jobs where (due, id) > (?, ?) and ${NO_FINISH} order by due, id limit 1`,
  )
  const ofKind = sql.prepare('select count(*) as waiting from jobs where kind = ?')
  const bySubject = sql.prepare(
    'select * from jobs where kind = ? and subject = ? order by due, id',
  )
  const remove = sql.prepare('delete from jobs where id = ?')
  const move = sql.prepare('update jobs set due = ? where id = ?')
  const allBy = sql.prepare('select * from jobs where due <= ? order by due, id')
  const all = sql.prepare('select * from jobs order by due, id limit ?')

  const read = (row: Row | undefined): DueJob | undefined =>
    row && { ...(JSON.parse(text(row.record)) as Job), id: number(row.id), due: number(row.due) }
  const present = (job: DueJob | undefined): job is DueJob => job !== undefined

  const nextDue = (until: Instant, past?: Place) =>
    read(past ? after.get(until, past.due, past.id) : first.get(until))

  const byId = sql.prepare('select * from jobs where id = ?')
  const lastId = sql.prepare('select last_insert_rowid() as id')
  const { putIdle, ...idle } = openIdle<DueJob>({
    next: (past) => nextDue(Number.MAX_SAFE_INTEGER, past),
    get: (id) => read(byId.get(id)),
  })

  return {
    add: (due: Instant, job: Job) => {
      const at = Math.ceil(due)
      insert.run(at, job.kind, subjectOf(job), JSON.stringify(job))
      putIdle(at, () => number(lastId.get()?.id))
    },
    remove: (id: number) => remove.run(id),
    move: (id: number, due: Instant) => {
      move.run(Math.ceil(due), id)
      putIdle(Math.ceil(due), () => id)
    },
    letGo: idle.letGo,
    nextIdle: idle.next,
    /** The earliest job due by `until`, in hand or not; after `past` when given. */
    nextDue,
    /** The earliest job after `past` that is no end of a refund window. */
    nextButFinish: (past?: Place) => read(butFinish.get(past?.due ?? -1, past?.id ?? 0)),
    countOf: (kind: Job['kind']) => number(ofKind.get(kind)?.waiting),
    about: (kind: Job['kind'], subject: string) =>
      bySubject.all(kind, subject).map(read).filter(present),
    /** Everything due by `until`, in its order. */
    allBy: (until: Instant) => allBy.all(until).map(read).filter(present),
    list: (limit: number) => all.all(limit).map(read).filter(present),
  }
}
