// One request and its reply, from the journal's side: what was answered, how it travels, and how its
// host says what became of it.
import type { AnswerEffect, Hold, Silence } from '../../faults/effects.ts'
import { cutRefused } from '../../journal/cut.ts'
import type { AnswerEntry, Result } from '../../journal/entry.ts'
import type { Explanation, Hint } from '../../journal/explanation.ts'
import type { Delivered, HttpReply, Reply, Travel } from '../../protocols/wire.ts'
import { meet, writeDown } from '../core/background.ts'
import type { SandboxCore } from '../core/core.ts'
import { settleHeld } from '../time/held.ts'
import { replyWire } from '../core/wire-text.ts'

/** A reply on its way, and how its host says what became of it. */
export interface Exchange {
  id: string
  reply: Reply
  /** Set when the call is executed later: its reply comes then, to a client that still waits. */
  later?: Promise<Reply>
  /** Closes the exchange in the journal. Must be called once, whatever happened. */
  end(delivered: Delivered): void
}

export interface Answered {
  result?: Result
  explained?: Explanation
  hints?: readonly Hint[]
  /** The gateway could make nothing of the call. */
  isRefused?: boolean
}

/** The journal's side of an open exchange. */
export interface OpenExchange {
  id: string
  /** Writes down the reply as computed; the rest is up to the host. */
  answer(reply: Reply, answered?: Answered): Reply
  end(delivered: Delivered): void
}

/** `onTold` hears of a result that has reached the client whole. */
export function openExchange(
  core: SandboxCore,
  id: string,
  onResult: (result: Result) => void = () => {},
): OpenExchange {
  let lastResult: Result | undefined
  let isOpen = true
  return {
    id,
    answer: (reply, { result, explained, hints = [], isRefused = false } = {}) => {
      lastResult = result
      const entry: AnswerEntry = {
        kind: 'answer',
        exchange: id,
        result: result ?? { readable: false },
        travel: reply.travel.how,
        ...(reply.status > 0 && { wire: replyWire(reply) }),
        ...(explained && { explained }),
        ...(hints.length > 0 && { hints }),
      }
      core.writer.write(isRefused ? cutRefused(entry) : entry)
      return reply
    },
    end: (delivered) => {
      if (!isOpen) return
      isOpen = false
      if (core.isClosed) return
      void writeDown(core, () => {
        settleHeld(core, id, 'left')
        core.writer.transact(() => {
          core.writer.write({ kind: 'end', exchange: id, ...delivered })
          if (delivered.whole && lastResult?.readable) onResult(lastResult)
        })
      }).catch((error: unknown) => meet(core, error))
    },
  }
}

/** A client that waits for its reply: until it comes, or for nothing where a bug has taken it. */
export function awaited(
  core: SandboxCore,
  { id, end }: OpenExchange,
  coming: Promise<Reply>,
): Exchange {
  const reply = silent(core, { do: 'silence', how: 'hang' })
  const later = coming.catch((error: unknown) => {
    meet(core, error)
    return silent(core, { do: 'silence', how: 'rst' })
  })
  return { id, reply, later, end }
}

/** No reply at all. */
export function silent(core: SandboxCore, effect: Silence): Reply {
  return { status: 0, headers: {}, body: new Uint8Array(), travel: travelOfSilence(core, effect) }
}

/** The reply as an effect at `answer` lets it go, and whether a client can still make it out. */
export function posted(
  core: SandboxCore,
  reply: HttpReply,
  effect: Exclude<AnswerEffect, Hold>,
): { reply: Reply; isReadable: boolean } {
  switch (effect.do) {
    case 'bytes':
      return { reply: { ...effect.reply, travel: { how: 'whole' } }, isReadable: false }
    case 'cut':
      return { reply: { ...reply, travel: { how: 'cut', bytes: effect.bytes } }, isReadable: true }
    case 'drip': {
      const { afterMs, chunkBytes, everyMs } = effect
      const slow = { afterMs: hostMs(core, afterMs), everyMs: hostMs(core, everyMs), chunkBytes }
      return { reply: { ...reply, travel: { how: 'drip', ...slow } }, isReadable: true }
    }
    case 'silence':
      return { reply: { ...reply, travel: travelOfSilence(core, effect) }, isReadable: true }
    case 'pass':
      return { reply: { ...reply, travel: { how: 'whole' } }, isReadable: true }
  }
}

function travelOfSilence(core: SandboxCore, { how, afterMs }: Silence): Travel {
  if (how !== 'hang') return { how: how === 'rst' ? 'reset' : 'fin' }
  return { how, afterMs: afterMs === undefined ? undefined : hostMs(core, afterMs) }
}

/** Options speak gateway time; a host waits in its own. */
const hostMs = ({ clock }: SandboxCore, durationMs: number) => durationMs / (clock.rate() || 1)
