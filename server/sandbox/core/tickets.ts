// One-time tickets: whoever opens a page gets one, and what is posted with it uses it up.
import type { Ticket } from '../../storage/tickets.ts'
import { DAY } from '../../values/instant.ts'
import type { SandboxCore } from './core.ts'

/** Gives out a ticket; those of yesterday go. */
export function newTicket(core: SandboxCore, about: Ticket): string {
  return core.writer.transact(() => {
    const now = core.clock.now()
    const ticket = core.draw.letters('ticket', 32)
    core.tickets.sweepBefore(now - DAY)
    core.tickets.put(ticket, about, now)
    return ticket
  })
}
