// ACQ-08: whatever a till says to give a sale up becomes a cancel at Alipay.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { perPayment, proof, type Carried } from './carried.ts'

export const aTillThatGivesUpIsACancel = rule({
  id: 'ACQ-08',
  source: '001:L193,L203',
  severity: 'major',
  families: ['A'],
  title: ['A till that gives up is a cancel at Alipay', '商户取消须转支付宝'],
  trigger: ['A cancel or an advice of the till arrived', '收到收银台的撤销'],
  remedy: [
    'Send a cancel to Alipay for every cancel of a shop; if it cannot be sent, keep it in the queue.',
    '商户的每个撤销都须转为对支付宝的撤销；无法发送时存入队列。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.reversal.passMs)
    return perPayment(trace, (carried) => judge(carried, limitMs))
  },
})

function judge(carried: Carried, limitMs: number): Finding[] {
  const { givenUp, pays, cancels, declinedMs, payment } = carried
  if (!givenUp || !payment || givenUp.arrivedMs < payment.arrivedMs) return []
  const { arrivedMs } = givenUp
  if (!pays.some(({ startMs }) => startMs <= arrivedMs) || declinedMs <= arrivedMs) return []
  const [cancel] = cancels
  const evidence = [proof(givenUp, cancel)]
  if (cancel && cancel.startMs <= arrivedMs + limitMs) {
    const en = 'The till gave the sale up, and a cancel went to Alipay.'
    return [finding('pass', evidence, en, '收银台撤销后已向支付宝撤销。')]
  }
  // What could not be sent is the queue's affair.
  if (carried.isCutOff(arrivedMs) || carried.isCutOff(arrivedMs + limitMs)) return []
  const late = cancel && seconds(cancel.startMs - arrivedMs)
  const en = late
    ? `The cancel of the till went to Alipay only ${late} later.`
    : 'The till gave the sale up, and nothing was sent to Alipay.'
  const zh = late ? `收银台撤销 ${late} 后才转发。` : '收银台已撤销，却未转发支付宝。'
  return [finding('fail', evidence, en, zh)]
}
