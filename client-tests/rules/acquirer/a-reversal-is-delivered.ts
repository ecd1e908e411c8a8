// ACQ-03: a reversal that did not get through is sent again until it does, over outages and restarts.
import type { Trace } from '../../../server/journal/trace.ts'
import { declaredIn } from '../applicability.ts'
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import { outagesIn } from '../outages.ts'
import { rule } from '../rule.ts'
import { agreedMs, isDelivered, perPayment, proof, type Carried } from './carried.ts'

export const aReversalIsDelivered = rule({
  id: 'ACQ-03',
  source: '001:L141,L174-177',
  severity: 'major',
  families: ['A'],
  title: ['Reversals are stored and forwarded', '撤销存储转发'],
  trigger: ['A reversal did not get through at once', '撤销未能一次送达'],
  remedy: [
    'Keep reversals in a queue on disk, and send each until Alipay has answered it.',
    '将撤销存入持久化队列，反复发送直至支付宝应答。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const ownMs = declaredIn(trace)?.cancelQueuePeriodMs ?? 0
    const limitMs = readBands(trace, parameters).upTo(
      Math.max(parameters.cancelAfterRecoveryMs, ownMs),
    )
    return perPayment(trace, (carried) => judge(trace, carried, limitMs, parameters.outageMs))
  },
})

function judge(trace: Trace, carried: Carried, limitMs: number, outageMs: number): Finding[] {
  const { pays, cancels, approvedMs, declinedMs, payment, givenUp } = carried
  const dueMs = agreedMs(carried)
  const evidence = [proof(payment, givenUp, ...cancels.slice(-3))]
  const outage = outagesIn(trace).find(
    ({ elapsedMs, forMs = 0 }) =>
      forMs >= outageMs && elapsedMs <= dueMs && dueMs <= elapsedMs + forMs,
  )
  const wasSent = pays.some(({ startMs }) => startMs <= dueMs)
  if (outage && wasSent && Math.min(approvedMs, declinedMs) > dueMs) {
    const backMs = outage.elapsedMs + (outage.forMs ?? 0)
    const done = cancels.find((call) => call.startMs >= backMs && isDelivered(call))
    if (!done) {
      const en = 'Alipay was away when the reversal was due, and it was never delivered afterwards.'
      return [
        finding('fail', [...evidence, outage.seq], en, '撤销时支付宝不可达，恢复后仍未送达。'),
      ]
    }
    const gap = seconds(done.startMs - backMs)
    const en = `Delivered ${gap} after Alipay was back.`
    const mark = done.startMs - backMs <= limitMs ? 'pass' : 'fail'
    return [finding(mark, [...evidence, outage.seq], en, `支付宝恢复后 ${gap} 送达。`)]
  }
  if (!cancels.some(({ outcome }) => outcome === 'UNK')) return []
  const isDone = cancels.some((call) => isDelivered(call))
  const en = isDone
    ? `The cancel was sent ${cancels.length} times, until it was answered.`
    : `The cancel was sent ${cancels.length} time(s) without an answer, and no more.`
  const zh = isDone
    ? `撤销共发送 ${cancels.length} 次，直至得到应答。`
    : `撤销发送 ${cancels.length} 次未获应答，之后不再发送。`
  return [finding(isDone ? 'pass' : 'fail', evidence, en, zh)]
}
