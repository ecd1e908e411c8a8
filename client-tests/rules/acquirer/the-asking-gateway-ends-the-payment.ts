// ACQ-06: the gateway that asks for its shops ends a payment that nobody approved, and says so.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { perPayment, proof, type Carried } from './carried.ts'

export const theAskingGatewayEndsThePayment = rule({
  id: 'ACQ-06',
  source: '001:L190-191,L195-196',
  severity: 'critical',
  families: ['A'],
  models: ['restful'],
  title: ['The gateway that asks ends the payment', '网关终结交易'],
  trigger: ['The gateway’s time was over without an approval', '网关超时且无成功结果'],
  remedy: [
    'Cancel at Alipay when your time is over, and answer the shop from then on that the sale is off.',
    '超时即向支付宝撤销，并从此告知商户交易已撤销。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.reversal.passMs)
    return perPayment(trace, (carried) => judge(carried, limitMs))
  },
})

function judge(carried: Carried, limitMs: number): Finding[] {
  const { pays, cancels, timeoutMs, approvedMs, declinedMs, givenUp, messages, payment } = carried
  const wasGivenUp = (givenUp?.arrivedMs ?? Number.POSITIVE_INFINITY) <= timeoutMs
  const isKnown = Math.min(approvedMs, declinedMs) <= timeoutMs
  if (!Number.isFinite(timeoutMs) || pays.length === 0 || isKnown || wasGivenUp) return []
  if (carried.isCutOff(timeoutMs)) return []
  const [cancel] = cancels
  if (!cancel || cancel.startMs > timeoutMs + limitMs) {
    const late = cancel && seconds(cancel.startMs - timeoutMs)
    const en = late
      ? `The cancel came ${late} after its time.`
      : 'Its time was over, and no cancel was sent.'
    const zh = late ? `超时 ${late} 后才撤销。` : '网关超时后未发起撤销。'
    return [finding('fail', [proof(payment, pays[0], cancel)], en, zh)]
  }
  const wrong = messages.find(
    ({ act, arrivedMs, state }) =>
      act !== 'cancel' &&
      arrivedMs > timeoutMs + limitMs &&
      (state === 'PENDING' || state === 'APPROVED'),
  )
  if (wrong) {
    const en = `After its cancel it still told the shop ${wrong.state}.`
    return [finding('fail', [proof(cancel, wrong)], en, `撤销后仍向商户返回 ${wrong.state}。`)]
  }
  const en = 'The gateway cancelled when its time was over, and told the shop nothing else since.'
  return [finding('pass', [proof(payment, cancel)], en, '网关超时即撤销，并如实告知商户。')]
}
