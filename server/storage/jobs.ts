// The outbox: everything that shall happen later, written in the transaction that causes it, and
// removed in the transaction that has done it. A crash in between repeats; it never loses.
import type { Bend } from '../journal/notification-entry.ts'
import type { Call, TimedEvent } from '../trade/decision.ts'
import type { Instant } from '../values/instant.ts'
import type { Fen } from '../values/money.ts'
import { number, text, type Row, type Sql } from './sql.ts'

export type Job =
  | { kind: 'happening'; happening: TimedEvent }
  | NotifyJob
  | LateCall
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
  /** What to send instead of the genuine fields; signed already if it has a signature. */
  letter?: { fields: Record<string, string>; bend: Bend; url?: string }
}

/** Where a job stands in the order of all. */
export interface Place {
  id: number
  due: Instant
}

export type DueJob = Job & Place

/** What a job is about, so that it can be found again. */
function subjectOf(job: Job): string {
  switch (job.kind) {
    case 'happening':
      return 'tradeNo' in job.happening ? job.happening.tradeNo : job.happening.qrCode
    case 'notify':
      return job.behind === undefined ? job.notifyId : `behind ${job.behind}`
    case 'late-call':
      return ('outTradeNo' in job.call && job.call.outTradeNo) || ''
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
  const ofKind = sql.prepare('select count(*) as waiting from jobs where kind = ?')
  const later = sql.prepare('select * from jobs where due > ? order by due, id limit 1')
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

  const inHand = openInHand(sql, (past) => nextDue(Number.MAX_SAFE_INTEGER, past))

  return {
    add: (due: Instant, job: Job) => {
      const at = Math.ceil(due)
      inHand.added(at)
      insert.run(at, job.kind, subjectOf(job), JSON.stringify(job))
    },
    remove: (id: number) => remove.run(id),
    move: (id: number, due: Instant) => {
      inHand.putIdle({ due: Math.ceil(due), id })
      move.run(Math.ceil(due), id)
    },
    letGo: inHand.letGo,
    inHandTo: inHand.upTo,
    /** The earliest job due by `until`, after `past` when given (a job in hand is not seen again). */
    nextDue,
    countOf: (kind: Job['kind']) => number(ofKind.get(kind)?.waiting),
    firstAfter: (until: Instant) => read(later.get(until)),
    about: (kind: Job['kind'], subject: string) =>
      bySubject.all(kind, subject).map(read).filter(present),
    /** Everything due by `until`, in its order. */
    allBy: (until: Instant) => allBy.all(until).map(read).filter(present),
    list: (limit: number) => all.all(limit).map(read).filter(present),
  }
}

/**
 * Up to where everything is in hand: a merchant that is slow to answer would otherwise have all the
 * sends that wait for it read again for every call.
 */
function openInHand(sql: Sql, next: (past?: Place) => Place | undefined) {
  const byId = sql.prepare('select due from jobs where id = ?')
  let end: Place | undefined
  const isBefore = (one: Place, other: Place) =>
    one.due < other.due || (one.due === other.due && one.id < other.id)
  /** A job stands here that nobody has in hand. */
  const putIdle = (place: Place) => {
    if (end && !isBefore(end, place)) end = { ...place, id: place.id - 1 }
  }
  return {
    putIdle,
    /** At the same time a new job comes after all others. */
    added: (due: Instant) => {
      if (end && end.due > due) end = { due, id: 0 }
    },
    /** Nobody has it in hand any more: it is done, or waits again. Reads a disk that may fail. */
    letGo: (job: Place): void => {
      let place: Place | undefined = job
      try {
        const row = byId.get(job.id)
        place = row && { id: job.id, due: number(row.due) }
      } finally {
        if (place) putIdle(place)
      }
    },
    /** The last job of those in hand before the first idle one, by somebody who knows which are. */
    upTo: (isInHand: (id: number) => boolean): Place | undefined => {
      for (;;) {
        const job = next(end)
        if (!job || !isInHand(job.id)) return end
        end = job
      }
    },
  }
}
