// POLL-05: polling of a payment code that ends on "waiting" is followed by CANCEL, at once.
// A person's void or second try counts from the moment the adapter was called.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call } from '../attempts.ts'
import { readBands, type Bands } from '../band.ts'
import { firstFinalNotice, misledBy } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { cutsIn } from '../outages.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const cancelFollowsTheLastWaitAtOnce = rule({
  id: 'POLL-05',
  source: '000:L5; 004:L175; 003:L24',
  severity: 'critical',
  families: ['O', 'W'],
  title: ['Cancel immediately after the last wait', '撤销紧接最后一次查询'],
  trigger: ['Polling ended on WAIT_BUYER_PAY', '轮询以 WAIT_BUYER_PAY 结束'],
  remedy: [
    'Call alipay.trade.cancel (WeChat: reverse) in the same step that read the last "waiting".',
    '读到最后一次等待付款后，在同一步骤立即调用 alipay.trade.cancel（微信：撤销）。',
  ],
  seenBy: 'traffic',
  needs: 'PAY',
  check(trace, parameters) {
    const bands = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const ended = lastWait(attempt)
      return ended ? judge(trace, attempt, ended.wait, ended.next, bands, parameters) : []
    })
  },
})

/** The last QUERY before anything but a query, when it answered "waiting". */
function lastWait({ channel, calls }: Attempt): { wait: Call; next: Call | undefined } | undefined {
  if (channel !== 'barcode') return undefined
  const automatic = calls.filter((call) => !call.manual)
  const first = automatic.findIndex((call) => call.op === 'QUERY' && call.outcome === 'PEND')
  if (first === -1 || automatic.slice(0, first).some((call) => call.op === 'CANCEL'))
    return undefined
  const after = automatic.findIndex((call, index) => index > first && call.op !== 'QUERY')
  const wait = automatic.at(after === -1 ? -1 : after - 1)
  return wait?.outcome === 'PEND' ? { wait, next: automatic[after] } : undefined
}

function judge(
  trace: Trace,
  attempt: Attempt,
  wait: Call,
  next: Call | undefined,
  bands: Bands,
  { cancelAfterLastWait, restBeforeCancelMs, silenceMs }: Parameters,
): Finding[] {
  const dueMs = pressedMs(attempt, wait, next, silenceMs) ?? wait.seenMs
  // Who waits as long as the gateway advises is not late before that.
  const fromMs = Math.max(dueMs, (attempt.calls[0]?.startMs ?? dueMs) + restBeforeCancelMs)
  const gapMs = (next?.startMs ?? Number.POSITIVE_INFINITY) - fromMs
  const inTime = bands.atMost(gapMs, cancelAfterLastWait) === 'pass'
  if (next?.op === 'CANCEL' && inTime)
    return [say('pass', [wait, next], gapMs, cancelAfterLastWait.passMs)]
  const untilMs = Math.min(next?.startMs ?? trace.endMs, fromMs + silenceMs)
  const notice = firstFinalNotice(attempt)
  if (notice && notice.sentMs <= untilMs) {
    const en = 'A final notification arrived, so no CANCEL was needed.'
    const zh = '其间收到终态通知，无需撤销。'
    return [finding('pass', [wait.evidence, notice.evidence], en, zh)]
  }
  if (misledBy(attempt)) {
    const en = 'A notification that was not to be believed ended the polling.'
    return [
      finding('inconclusive', [wait.evidence], en, '轮询因一条不可信的通知而结束，无法判定。'),
    ]
  }
  const unripe = !next && trace.endMs - fromMs < silenceMs
  if (unripe || unreachable(trace, wait.seenMs, untilMs)) {
    const en = 'The gateway was unreachable, or the trace ends too early to tell.'
    const zh = '网关不可达，或记录过早结束，无法判定。'
    return [finding('inconclusive', [wait.evidence], en, zh)]
  }
  if (!next) {
    const en = `Polling ended on WAIT_BUYER_PAY and nothing followed within ${seconds(silenceMs)}.`
    const zh = `轮询停在 WAIT_BUYER_PAY，其后 ${seconds(silenceMs)} 内没有撤销。`
    return [finding('fail', [wait.evidence], en, zh)]
  }
  if (next.op !== 'CANCEL') {
    const en = `Polling ended on WAIT_BUYER_PAY and ${next.op} followed instead of CANCEL.`
    const zh = `轮询停在 WAIT_BUYER_PAY，其后是 ${next.op} 而不是撤销。`
    return [finding('fail', [wait.evidence, next.evidence], en, zh)]
  }
  return [
    say(bands.atMost(gapMs, cancelAfterLastWait), [wait, next], gapMs, cancelAfterLastWait.passMs),
  ]
}

function say(
  mark: 'pass' | 'warn' | 'fail',
  calls: readonly Call[],
  gapMs: number,
  limitMs: number,
): Finding {
  return finding(
    mark,
    calls.map((call) => call.evidence),
    `CANCEL came ${seconds(gapMs)} after the last WAIT_BUYER_PAY (limit ${seconds(limitMs)}).`,
    `最后一次 WAIT_BUYER_PAY 之后 ${seconds(gapMs)} 才撤销（上限 ${seconds(limitMs)}）。`,
  )
}

/** When a person asked for an end after the last wait was seen, and before it was too late anyway. */
function pressedMs({ sale }: Attempt, wait: Call, next: Call | undefined, silenceMs: number) {
  const untilMs = Math.min(next?.startMs ?? Number.POSITIVE_INFINITY, wait.seenMs + silenceMs)
  return sale.acts.findLast(
    ({ act, startedMs }) =>
      (act === 'cancel' || act === 'pay-again') && startedMs >= wait.seenMs && startedMs <= untilMs,
  )?.startedMs
}

function unreachable(trace: Trace, fromMs: number, untilMs: number): boolean {
  return cutsIn(trace).some(({ elapsedMs }) => elapsedMs >= fromMs && elapsedMs <= untilMs)
}
