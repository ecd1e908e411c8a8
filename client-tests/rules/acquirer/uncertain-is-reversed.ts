// ACQ-02: a payment without an end at the agreed time is reversed.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { agreedMs, perPayment, proof, type Carried } from './carried.ts'

export const uncertainIsReversed = rule({
  id: 'ACQ-02',
  source: '001:L140,L154',
  severity: 'critical',
  families: ['A'],
  title: ['Uncertain means reversal', '不确定即撤销'],
  trigger: ['A payment had no known end at the agreed time', '约定时间到，支付结果未知'],
  remedy: [
    'Cancel at Alipay as soon as the time is over or the shop gives up.',
    '到达约定时间或商户放弃时，立即向支付宝发起撤销。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const bands = readBands(trace, parameters)
    const mark = (gapMs: number) => bands.atMost(gapMs, parameters.reversal)
    return perPayment(trace, (carried) => judge(carried, mark, parameters))
  },
})

function judge(
  carried: Carried,
  mark: (gapMs: number) => 'pass' | 'warn' | 'fail',
  { reversal }: Parameters,
): Finding[] {
  const { pays, cancels, approvedMs, declinedMs, payment, givenUp, isCutOff } = carried
  const dueMs = agreedMs(carried)
  const isSent = pays.some(({ startMs }) => startMs <= dueMs)
  const isKnown = Math.min(approvedMs, declinedMs) <= dueMs
  if (!Number.isFinite(dueMs) || !isSent || isKnown) return []
  // What could not be sent is the queue's affair.
  if (isCutOff(dueMs) || isCutOff(dueMs + reversal.passMs)) return []
  const [cancel] = cancels
  const evidence = [proof(payment, givenUp, pays[0], cancel)]
  if (!cancel) {
    const en = 'No end was known at the agreed time, and no cancel was sent.'
    return [finding('fail', evidence, en, '约定时间到仍无结果，且未发起撤销。')]
  }
  const gapMs = cancel.startMs - dueMs
  const en = `The cancel was sent ${seconds(Math.max(0, gapMs))} after the agreed time.`
  return [
    finding(mark(gapMs), evidence, en, `约定时间后 ${seconds(Math.max(0, gapMs))} 发起撤销。`),
  ]
}
