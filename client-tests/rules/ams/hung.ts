// Calls that got no reply: 001 has them given up after 3 s, and the next try follows (L53, L60, L74).
import type { Trace } from '../../../server/journal/trace.ts'
import type { Call } from '../attempts.ts'
import type { Bands } from '../band.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { seconds } from '../figures.ts'

/** One finding about the longest wait, where there was any. */
export function ofHung(
  trace: Trace,
  calls: readonly Call[],
  bands: Bands,
  { giveUpHung: limit }: Parameters,
): Finding[] {
  const waitOf = (call: Call) => Math.min(call.seenMs, trace.endMs) - call.startMs
  const hung = calls.filter((call) => call.hung || call.givenUp)
  const [longest] = hung.toSorted((a, b) => waitOf(b) - waitOf(a))
  if (!longest) return []
  const waitedMs = waitOf(longest)
  const mark = bands.atMost(waitedMs, limit)
  // Who still waits when the trace ends may be about to give up.
  if (longest.hung && mark !== 'fail') return []
  const limitText = seconds(limit.passMs)
  const { op } = longest
  return [
    finding(
      mark,
      [longest.evidence],
      `${op} without a reply was waited for ${seconds(waitedMs)} (limit ${limitText}).`,
      `${op} 没有应答，等待了 ${seconds(waitedMs)}（上限 ${limitText}）。`,
    ),
  ]
}
