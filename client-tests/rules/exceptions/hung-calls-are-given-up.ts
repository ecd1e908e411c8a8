// EXC-12: a call that gets no answer is given up by the merchant after some time. Measured at the
// merchant's own end of the line, so it need not say what its time-out is.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const hungCallsAreGivenUp = rule({
  id: 'EXC-12',
  source: '000:L15; 004:L31; 30 s and 60 s: [ext]',
  severity: 'major',
  families: ['O', 'M', 'W'],
  title: ['Notice a network time-out', '能识别网络超时'],
  trigger: ['A call got no answer', '调用没有应答'],
  remedy: [
    'Set a client time-out of a few seconds (30 s at most) on every call.',
    '为每个调用设置数秒的客户端超时（最长 30 秒）。',
  ],
  seenBy: 'traffic',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perAttempt(trace, ({ calls }) =>
      calls.flatMap((call) => judge(trace, call, bands, parameters) ?? []),
    )
  },
})

function judge(
  trace: Trace,
  call: Call,
  bands: Bands,
  { giveUpHung: limit }: Parameters,
): Finding | undefined {
  if (call.hung) {
    const waitedMs = Math.min(call.seenMs, trace.endMs) - call.startMs
    const late = bands.atMost(waitedMs, limit) === 'fail'
    const en = `${call.op} was left hanging for ${seconds(waitedMs)} and never given up.`
    const zh = `${call.op} 挂起 ${seconds(waitedMs)}，商户一直没有中止。`
    return finding(late ? 'fail' : 'inconclusive', [call.evidence], en, zh)
  }
  if (!call.givenUp) return undefined
  const waitedMs = call.seenMs - call.startMs
  const en = `The merchant gave ${call.op} up after ${seconds(waitedMs)} without an answer`
  const zh = `${call.op} 无应答，商户在 ${seconds(waitedMs)} 后中止`
  return finding(
    bands.atMost(waitedMs, limit),
    [call.evidence],
    `${en} (limit ${seconds(limit.passMs)}).`,
    `${zh}（上限 ${seconds(limit.passMs)}）。`,
  )
}
