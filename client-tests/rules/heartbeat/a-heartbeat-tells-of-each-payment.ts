// MON-02: heartbeats tell of every payment since the last one (number, time, state) and of what went
// wrong, under the number that the terminal's payments carry.
import { finding } from '../judge.ts'
import { outagesIn } from '../outages.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'
import { readBeats, readPays, type Beat, type Pay } from './beats.ts'

export const aHeartbeatTellsOfEachPayment = rule({
  id: 'MON-02',
  source: '004:L144; a line for each payment: [ext]',
  severity: 'minor',
  families: ['O'],
  title: ['Heartbeats hold performance and exceptions', '心跳包含性能与异常'],
  trigger: ['A terminal sent a heartbeat after payments', '支付之后发送了心跳'],
  remedy: [
    'List each payment since the last beat in trade_info, what went wrong in exce_info.',
    '在 trade_info 逐笔列出上次心跳以来的支付，异常写入 exce_info。',
  ],
  seenBy: 'traffic',
  needs: 'heartbeat',
  check(trace) {
    const beats = readBeats(trace)
    const pays = readPays(trace)
    const outagesMs = outagesIn(trace).map(({ elapsedMs }) => elapsedMs)
    const byTerminal = Map.groupBy(beats, ({ equipmentId }) => equipmentId)
    const own = [...byTerminal].flatMap(([id, theirs]) => {
      const made = pays.filter(({ terminalId }) => terminalId === id)
      return judgeListing(id, theirs, { made, outagesMs })
    })
    return verdictOf([...own, ...judgeIds(beats, pays)])
  },
})

/** Payments that had ended before the last beat must be in some beat after them. */
function judgeListing(
  id: string,
  beats: readonly Beat[],
  { made, outagesMs }: { made: readonly Pay[]; outagesMs: readonly number[] },
): Occurrence[] {
  const last = beats.at(-1)
  const writtenMs = writtenSinceMs(beats, outagesMs)
  const due = made.filter(({ seenMs }) => seenMs < writtenMs - SAME_MOMENT_MS)
  if (!last || due.length === 0) return []
  const missing = due.filter((pay) => !isReported(beats, pay))
  const evidence = [last.evidence, missing.flatMap((pay) => pay.evidence)]
  const numbers = missing.map(({ outTradeNo }) => outTradeNo)
  if (missing.length === 0) {
    const en = `Terminal ${id}: its heartbeats told of all ${due.length} payments.`
    return [finding('pass', evidence, en, `终端 ${id} 的心跳列出了全部 ${due.length} 笔支付。`)]
  }
  // That each payment has a line of its own goes beyond the text; one missing is no more than a hint.
  const mark = missing.length === 1 ? 'warn' : 'fail'
  const few = numbers.slice(0, 5).join(', ')
  const en = `Terminal ${id}: ${missing.length} of ${due.length} payments are in no heartbeat (${few}).`
  const zh = `终端 ${id}：${due.length} 笔支付中有 ${missing.length} 笔未出现在心跳中（${few}）。`
  return [finding(mark, evidence, en, zh)]
}

/**
 * When the last beats were written: a long list is told in several, one right after the other. Before an
 * outage kept them from being sent they may have been written; else it was when the first of them came.
 */
function writtenSinceMs(beats: readonly Beat[], outagesMs: readonly number[]): number {
  const gaps = beats.map(({ startMs }, place) => startMs - (beats[place - 1]?.startMs ?? -Infinity))
  const place = gaps.findLastIndex((gapMs) => gapMs > ONE_AFTER_THE_OTHER_MS)
  const { startMs = 0 } = beats[place] ?? {}
  const before = beats[place - 1]
  const met = outagesMs.filter((atMs) => atMs > (before?.startMs ?? 0) && atMs < startMs)
  return Math.min(startMs, ...met)
}

const ONE_AFTER_THE_OTHER_MS = 10_000
/** A payment that ends while a beat is being written may be in the next one. */
const SAME_MOMENT_MS = 1_000
const DONE = new Set(['S', 'P'])

function isReported(beats: readonly Beat[], { outTradeNo, outcome, seenMs }: Pay): boolean {
  const after = beats.filter(({ startMs }) => startMs >= seenMs - SAME_MOMENT_MS)
  return after.some(({ trades, exceptions }) => {
    const state = trades.get(outTradeNo)
    const isListed = state !== undefined || exceptions.includes(outTradeNo)
    if (!isListed || !failed(outcome)) return isListed
    // What went wrong is told as such: by its state, or among the exceptions.
    return (state !== undefined && !DONE.has(state)) || exceptions !== ''
  })
}

const failed = (outcome: Pay['outcome']) => outcome !== 'OK' && outcome !== 'PEND'

/** Terminals that take payments under one number and beat under another. */
function judgeIds(beats: readonly Beat[], pays: readonly Pay[]): Occurrence[] {
  const beating = new Set(beats.map(({ equipmentId }) => equipmentId))
  const [firstBeat] = beats
  const lastMs = beats.at(-1)?.startMs ?? 0
  const silent = pays.find(
    ({ terminalId, seenMs }) =>
      terminalId !== '' && !beating.has(terminalId) && seenMs < lastMs - SAME_MOMENT_MS,
  )
  if (!firstBeat || !silent) return []
  const { terminalId } = silent
  const en = `Terminal ${terminalId} took payments; no heartbeat names it.`
  const evidence = [silent.evidence, firstBeat.evidence]
  return [finding('warn', evidence, en, `终端 ${terminalId} 有支付，却没有以其编号发送的心跳。`)]
}
