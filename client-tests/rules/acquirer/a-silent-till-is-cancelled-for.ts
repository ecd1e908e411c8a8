// ACQ-04: a forwarding gateway cancels for its till on exactly three conditions: the agreed time is over, no
// approval was seen, no cancel came.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { ownCancel, perPayment, proof, type Carried } from './carried.ts'

export const aSilentTillIsCancelledFor = rule({
  id: 'ACQ-04',
  source: '001:L156-158,L160-169',
  severity: 'critical',
  families: ['A'],
  models: ['forwarding'],
  title: ['Cancel for a silent till, on three conditions', '前置网关主动撤销'],
  trigger: ['The agreed time of a payment was over', '支付的约定时间已到'],
  remedy: [
    'Cancel by yourself when the agreed time is over, no answer has approved, and no cancel has come; never else.',
    '仅当超时、未查询到成功、且未收到下游撤销时，网关才主动撤销。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const bands = readBands(trace, parameters)
    const limitMs = bands.upTo(parameters.ownCancelMs)
    return perPayment(trace, (carried) =>
      judge(carried, limitMs, { ...parameters, allowanceMs: bands.allowanceMs }),
    )
  },
})

function judge(carried: Carried, limitMs: number, { allowanceMs, earlyMs }: Parameters): Finding[] {
  const { pays, payment, timeoutMs, givenUp, approvedMs, declinedMs, isCutOff } = carried
  if (!payment || pays.length === 0) return []
  const own = ownCancel(carried)
  const evidence = [proof(payment, pays[0], givenUp, own)]
  if (own) {
    const why =
      own.startMs < timeoutMs - earlyMs
        ? ['the agreed time was not over', '约定时间未到']
        : approvedMs + allowanceMs < own.startMs
          ? ['the approval had been seen', '已获知支付成功']
          : undefined
    if (why) {
      const en = `The gateway cancelled by itself, although ${why[0]}.`
      return [finding('fail', evidence, en, `网关主动撤销，但${why[1]}。`)]
    }
    // What could not be sent is the queue's affair.
    if (isCutOff(timeoutMs)) return []
    const gapMs = Math.max(0, own.startMs - timeoutMs)
    const en = `The gateway cancelled by itself ${seconds(gapMs)} after the agreed time.`
    return [
      finding(
        gapMs <= limitMs ? 'pass' : 'fail',
        evidence,
        en,
        `超时 ${seconds(gapMs)} 后网关主动撤销。`,
      ),
    ]
  }
  const isLeftToTill = (givenUp?.arrivedMs ?? Number.POSITIVE_INFINITY) <= timeoutMs + limitMs
  if (isLeftToTill || Math.min(approvedMs, declinedMs) <= timeoutMs) {
    const en =
      'A condition was missing (the till cancelled, or the end was known), and the gateway left it alone.'
    return [finding('pass', evidence, en, '条件不全（下游已撤销或结果已知），网关未主动撤销。')]
  }
  if (isCutOff(timeoutMs)) return []
  const en =
    'The agreed time was over, nobody had approved, no cancel came, and the gateway sent none.'
  return [finding('fail', evidence, en, '已超时、无成功结果、无下游撤销，网关却未撤销。')]
}
