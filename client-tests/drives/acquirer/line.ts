// The line between the suite's till and an acquirer: it can be cut, held up and whole again at each message, in
// the drive's own time. What was sent and heard on it goes into the journal, with what the line did to it.
import type { LineEntry } from '../../../server/journal/suite-entry.ts'
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { AdapterReply } from '../../adapter/merchant.ts'
import type { Cut, Delay, Leg, TillAct } from '../../scenario/acquirer/scenario.ts'
import type { Drive } from '../drive.ts'

export interface Message {
  act: TillAct
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  /** Beside what every message says of itself. */
  about?: Pick<EntryOf<'adapter'>, 'refundId' | 'amountFen' | 'shown'>
}

export interface Line {
  /** What the acquirer answers; of a message that is lost, nothing for ever. */
  send(message: Message): Promise<AdapterReply>
}

interface Script {
  saleId: string
  cuts?: readonly Cut[]
  delays?: readonly Delay[]
}

/** What a reply says, at most. */
const LONGEST_REPLY = 4_000

export function openLine(
  { world, call, sleep }: Pick<Drive, 'world' | 'call' | 'sleep'>,
  { saleId, cuts = [], delays = [] }: Script,
): Line {
  const counts = new Map<TillAct, number>()
  let wholeFromMs = 0
  /** Whether the message gets through this leg; a cut that begins with it breaks the line from now on. */
  const passes = async (act: TillAct, nth: number, leg: Leg): Promise<boolean> => {
    const isHere = (one: Cut | Delay) => one.act === act && one.nth === nth && one.leg === leg
    const cut = cuts.find(isHere)
    if (cut) wholeFromMs = Math.max(wholeFromMs, world.elapsed() + cut.forMs)
    if (world.elapsed() < wholeFromMs) return false
    const delay = delays.find(isHere)
    if (delay) await sleep(delay.byMs)
    return true
  }
  return {
    send: async ({ act, method, path, body, about }) => {
      const nth = (counts.get(act) ?? 0) + 1
      counts.set(act, nth)
      const startedMs = world.elapsed()
      const note = ({ status, text }: AdapterReply, line: LineEntry) => {
        const said = { act, startedMs, status, reply: text.slice(0, LONGEST_REPLY), line }
        world.note({ kind: 'adapter', saleId, ...said, ...about })
      }
      if (!(await passes(act, nth, 'request'))) {
        note({ status: 0, text: '' }, { lost: 'request' })
        return never()
      }
      const arrivedMs = world.elapsed()
      const reply = await call(method, path, body)
      const times = { arrivedMs, answeredMs: world.elapsed() }
      if (!(await passes(act, nth, 'reply'))) {
        note(reply, { lost: 'reply', ...times })
        return never()
      }
      note(reply, times)
      return reply
    },
  }
}

const never = () => new Promise<never>(() => {})
