// ACQ-07: an approval that could not be handed to the shop until the gateway's time was over is reversed.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { perPayment, proof, type Carried } from './carried.ts'

export const anApprovalThatNobodyFetchedGoesBack = rule({
  id: 'ACQ-07',
  source: '001:L197-201',
  severity: 'critical',
  families: ['A'],
  models: ['restful'],
  title: ['An approval that cannot be delivered goes back', '成功但无法下送须撤销'],
  trigger: ['An approval was not handed to the shop in time', '支付成功但未能在超时前告知商户'],
  remedy: [
    'Note whether the shop was told; if not, cancel when your time is over.',
    '记录是否已告知商户；超时仍未告知的，发起撤销。',
  ],
  seenBy: 'both',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.ownCancelMs)
    return perPayment(trace, (carried) => judge(carried, limitMs, parameters))
  },
})

/** Whether the till was answered that it is approved, by then. */
const wasTold = ({ messages }: Pick<Carried, 'messages'>, byMs: number): boolean =>
  messages.some(({ state, answeredMs }) => state === 'APPROVED' && answeredMs <= byMs)

function judge(carried: Carried, limitMs: number, { earlyMs }: Parameters): Finding[] {
  const { approvedMs, timeoutMs, givenUp, cancels, payment, calls } = carried
  const wasGivenUp = (givenUp?.arrivedMs ?? Number.POSITIVE_INFINITY) <= timeoutMs
  if (approvedMs > timeoutMs || wasGivenUp || wasTold(carried, timeoutMs)) return []
  if (carried.isCutOff(timeoutMs)) return []
  const approval = calls.find(({ seenMs }) => seenMs === approvedMs)
  const [cancel] = cancels
  const evidence = [proof(payment, approval, cancel)]
  if (!cancel) {
    const en = 'The shop never learnt of the approval, and the money was kept.'
    return [finding('fail', evidence, en, '商户未得知支付成功，款项却未退回。')]
  }
  const offMs = cancel.startMs - timeoutMs
  const isDue = offMs >= -earlyMs && offMs <= limitMs
  const after = seconds(Math.abs(offMs))
  const en = `The shop never learnt of the approval; the cancel was sent ${after} ${offMs < 0 ? 'before' : 'after'} the time was over.`
  const zh = `商户未得知支付成功；网关在超时${offMs < 0 ? '前' : '后'} ${after} 撤销。`
  return [finding(isDue ? 'pass' : 'fail', evidence, en, zh)]
}
