// A call is carried out: now, later or twice, with what a fault does before it and beside it.
import type { CallEffect, Silence } from '../../faults/effects.ts'
import type { Hint } from '../../journal/explanation.ts'
import type { Rejection, Reshape } from '../../protocols/protocol.ts'
import type { ServiceOutcome } from '../../protocols/service.ts'
import type { HttpReply } from '../../protocols/wire.ts'
import type { Call, Outcome } from '../../trade/decision.ts'
import type { Charset } from '../../values/charset.ts'
import { withdrawSeller } from '../core/balances.ts'
import type { SandboxCore } from '../core/core.ts'
import { step } from '../core/step.ts'
import { runDue } from '../time/advance.ts'
import { tellBeside } from '../notifier/copies.ts'
import { deliverAgain, hasRoomToPark, outcomeOfParked, park, wakeParked } from '../time/parked.ts'
import { bendOutcome, type CallSite } from './bend-call.ts'
import { hintsOnOutcome } from './business-hints.ts'

export type Answer = Outcome | ServiceOutcome | Rejection

/** How an answer is given: later than it could be, or in other words. */
export interface Manner {
  heldMs?: number
  change?: Reshape
  /** The charset of its bytes, whatever is declared. */
  bytesIn?: Charset
  /** What the answer leaves out, for the journal. */
  hints?: readonly Hint[]
  /** What became of the other orders that the call names. */
  others?: readonly Outcome[]
}

/** What a request came to: an answer, now or later, bytes that are none, or silence. */
export type Decided =
  | ({ answer: Answer } & Manner)
  | { later: Promise<Answer> }
  | { reply: HttpReply }
  | { silence: Silence }

/** What a fault does beside executing the call, or before it. */
type Beside = Exclude<CallEffect, { do: 'answer' | 'silence' | 'bytes' }>

/** Executes the call, now or later. */
export function carryOut(core: SandboxCore, site: CallSite, asked: Call, before: Beside): Decided {
  const isBent = before.do === 'fail-items' && 'items' in asked
  const call = isBent ? { ...asked, fails: before.items } : asked
  const {
    exchange,
    decoded: { also = [] },
  } = site
  switch (before.do) {
    case 'park': {
      const { answer: how, ...when } = before
      const waits = putAside(core, [call, ...also], exchange, when)
      return how === 'reply' || 'answer' in waits ? waits : { silence: { do: 'silence', how } }
    }
    case 'buyer-pays':
      buyerPays(core, before.tradeNo)
      if (before.thenMs > 0)
        return putAside(core, [call, ...also], exchange, { afterMs: before.thenMs })
      break
    case 'withdraw':
      withdrawSeller(core, before.sellerId, before.forMs)
      break
    case 'again':
    case 'fail-items':
    case 'pass':
  }
  const { outcome } = step(core, call, { cause: call.op, exchange })
  const others = also.map((other) => step(core, other, { cause: other.op, exchange }).outcome)
  if (before.do === 'again') {
    for (const one of [call, ...also]) deliverAgain(core, one, exchange, before.gapMs)
  }
  if (call.op === 'CANCEL') wakeParked(core, call, 'afterCancelMs')
  core.wakeUp()
  const decided = answered(core, site, call, outcome)
  return 'answer' in decided && also.length > 0 ? { ...decided, others } : decided
}

/** What the client is told of it, and when. */
function answered(core: SandboxCore, site: CallSite, call: Call, outcome: Outcome): Decided {
  const after = bendOutcome(core, site, outcome)
  const hints = hintsOnOutcome(core, call, outcome)
  switch (after.do) {
    case 'tell':
      tellBeside(core, outcome, after)
      return { answer: outcome, heldMs: after.leadMs, hints }
    case 'buyer-pays':
      buyerPays(core, after.tradeNo)
      tellBeside(core, outcome, { do: 'tell', copies: 0, spreadMs: 0, leadMs: 0 })
      return { answer: outcome, heldMs: after.thenMs, hints }
    case 'reshape':
      return { answer: outcome, change: after.change, hints }
    case 'answer':
      return { answer: after.outcome, bytesIn: after.bytesIn }
    case 'pass':
      return { answer: outcome, hints }
  }
}

function putAside(
  core: SandboxCore,
  calls: readonly Call[],
  exchange: string,
  when: Parameters<typeof park>[3],
): { later: Promise<Outcome> } | { answer: Answer } {
  if (!hasRoomToPark(core)) return { answer: { kind: 'declined', reason: 'TooManyCalls' } }
  // The first is answered; the others follow it at the same moment.
  for (const call of calls) park(core, call, exchange, when)
  return { later: outcomeOfParked(core, exchange) }
}

/** The buyer types the password at this very moment. */
function buyerPays(core: SandboxCore, tradeNo: string): void {
  const happening = { op: 'buyer-pays', tradeNo } as const
  core.jobs.add(core.clock.now(), { kind: 'happening', happening })
  runDue(core)
}
