// One-time tickets of the cashier's forms: whoever posts a form uses its ticket up, so nobody else's
// page can post it and nobody can post it twice.
import type { Instant } from '../values/instant.ts'
import { record, type Sql } from './sql.ts'

export interface Ticket {
  /** The short code of the order. */
  code: string
  /** Who has logged in, and what has gone wrong on the way. */
  buyerId?: string
  problem?: string
}

export function openTickets(sql: Sql) {
  const one = sql.prepare('select record from tickets where ticket = ?')
  const put = sql.prepare('insert into tickets values (?, ?, ?)')
  const remove = sql.prepare('delete from tickets where ticket = ?')
  const sweep = sql.prepare('delete from tickets where made_at < ?')
  return {
    get: (ticket: string) => record<Ticket>(one.get(ticket)),
    put: (ticket: string, about: Ticket, now: Instant) => {
      put.run(ticket, now, JSON.stringify(about))
    },
    remove: (ticket: string) => remove.run(ticket),
    sweepBefore: (at: Instant) => sweep.run(at),
  }
}
