// Batches of refunds as a person meets them: what there is, and the page on which the merchant types its payment
// password.
import type { RefundBatch } from '../../trade/refund-batch.ts'
import { runDue } from '../time/advance.ts'
import { PASSWORD, type Problem } from './cashier.ts'
import type { SandboxCore } from '../core/core.ts'
import { step } from '../core/step.ts'
import { newTicket } from '../core/tickets.ts'

/** What the page is drawn from. */
export interface BatchView {
  batch: RefundBatch
  sellerName: string
  problem?: string
}

export function openBatchesApi(core: SandboxCore) {
  return {
    /** The latest of them, oldest first. */
    list: (limit = 100): RefundBatch[] => core.batches.latest(limit),
    /** `undefined` when no batch waits behind this code; a ticket says what went wrong before. */
    view: (code: string, ticket?: string): BatchView | undefined => {
      runDue(core)
      const batch = core.batches.byCode(code)
      if (!batch) return undefined
      const about = ticket === undefined ? undefined : core.tickets.get(ticket)
      const sellerName = core.apps.get(batch.appId)?.name ?? batch.pid
      const problem = about?.code === code ? about.problem : undefined
      return { batch, sellerName, ...(problem !== undefined && { problem }) }
    },
    /** Somebody opens the page. */
    begin: (code: string): string => newTicket(core, { code }),
    /** Accepts the batch where the password is right; the ticket of the next page. */
    typePassword: (
      code: string,
      { ticket, password }: { ticket: string; password: string },
    ): string | undefined => {
      runDue(core)
      const next = core.writer.transact(() => typed(core, code, ticket, password))
      core.wakeUp()
      return next
    },
  }
}

/** A ticket that was used shows the page as it is now. */
function typed(
  core: SandboxCore,
  code: string,
  ticket: string,
  password: string,
): string | undefined {
  const about = core.tickets.get(ticket)
  const batch = core.batches.byCode(code)
  if (about?.code !== code || !batch) return undefined
  core.tickets.remove(ticket)
  const isRight = password === PASSWORD
  const note = `${batch.batchNo}: ${isRight ? 'the password of the merchant' : 'WrongPassword'}`
  const act = isRight ? 'batch-accepted' : 'refused'
  core.writer.write({ kind: 'buyer', act, buyerId: batch.pid, note })
  if (!isRight) return newTicket(core, { code, problem: 'WrongPassword' satisfies Problem })
  const { pid, batchNo } = batch
  step(core, { op: 'accept-batch', pid, batchNo }, { cause: 'accept-batch' })
  return newTicket(core, { code })
}
