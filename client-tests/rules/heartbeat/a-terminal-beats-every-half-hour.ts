// MON-01: a terminal that takes payments tells of itself at least every thirty minutes.
import type { Trace } from '../../../server/journal/trace.ts'
import { readBands, type Bands } from '../band.ts'
import { finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { outagesIn } from '../outages.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { seconds } from '../figures.ts'
import { readBeats, readPays, type Beat } from './beats.ts'

export const aTerminalBeatsEveryHalfHour = rule({
  id: 'MON-01',
  source: '004:L138-144',
  severity: 'minor',
  families: ['O'],
  title: ['A heartbeat every half hour', '每 30 分钟心跳'],
  trigger: ['A terminal was on for more than half an hour', '终端运行超过半小时'],
  remedy: [
    'Call monitor.heartbeat.syn at least every 30 minutes for each terminal.',
    '每个终端至少每 30 分钟调用一次 monitor.heartbeat.syn。',
  ],
  seenBy: 'traffic',
  needs: 'heartbeat',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    const { heartbeatRunMs, heartbeatGap } = parameters
    const [firstPay] = readPays(trace)
    const fromMs = Math.min(firstPay?.startMs ?? trace.endMs, trace.endMs)
    const beats = readBeats(trace)
    if (beats.length === 0) {
      if (!firstPay || trace.endMs - fromMs < heartbeatRunMs) return verdictOf([])
      const lasted = seconds(trace.endMs - fromMs)
      const en = `A terminal took payments for ${lasted} and never sent a heartbeat.`
      return verdictOf([finding('fail', firstPay.evidence, en, `收银 ${lasted}，从未发送心跳。`)])
    }
    const byTerminal = Map.groupBy(beats, ({ equipmentId }) => equipmentId)
    return verdictOf(
      [...byTerminal].flatMap(([id, own]) => judge(trace, { id, own }, bands, heartbeatGap)),
    )
  },
})

function judge(
  trace: Trace,
  { id, own }: { id: string; own: readonly Beat[] },
  bands: Bands,
  limit: Parameters['heartbeatGap'],
): Occurrence[] {
  const momentsMs = [...own.map(({ startMs }) => startMs), trace.endMs]
  return own.flatMap((beat, place): Occurrence[] => {
    const nextMs = momentsMs[place + 1] ?? trace.endMs
    const gapMs = longestGap(trace, beat.startMs, nextMs)
    const isLast = place === own.length - 1
    const mark = bands.atMost(gapMs, limit)
    // The end of the trace cuts the last gap short: only too long a silence says anything.
    if (isLast && mark === 'pass') return []
    const evidence = [beat.evidence, own[place + 1]?.evidence ?? []]
    const gap = seconds(gapMs)
    const en = `Terminal ${id}: ${gap} between two heartbeats.`
    return [finding(mark, evidence, en, `终端 ${id} 两次心跳间隔 ${gap}。`)]
  })
}

/** An outage may have met the beat that was due: the silence before it and after it count alone. */
function longestGap(trace: Trace, fromMs: number, untilMs: number): number {
  const outagesMs = outagesIn(trace)
    .map(({ elapsedMs }) => elapsedMs)
    .filter((atMs) => atMs > fromMs && atMs < untilMs)
  const momentsMs = [fromMs, ...outagesMs, untilMs]
  return Math.max(...momentsMs.slice(1).map((atMs, place) => atMs - (momentsMs[place] ?? atMs)))
}
