// ACQ-05: a gateway that forwards waits longer than its shops, one that asks for them less long; and it does what
// it declares.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { ownCancel, perPayment, proof, type Carried } from './carried.ts'

export const timeoutsAreInOrder = rule({
  id: 'ACQ-05',
  source: '001:L171-172,L192',
  severity: 'major',
  families: ['A'],
  models: ['forwarding', 'restful'],
  title: ['Time-outs in the order of the model', '超时大小关系'],
  trigger: ['A payment was carried', '转发了一笔支付'],
  remedy: [
    'Forwarding: let the gateway wait longer than its shops. Asking for them: less long, and tell them the end in time.',
    '前置网关：超时须大于商户；RESTful 网关：超时须小于商户，并及时告知终态。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.ownCancelMs)
    return perPayment(trace, (carried) => judge(carried, limitMs, parameters))
  },
})

function judge(carried: Carried, limitMs: number, { earlyMs }: Parameters): Finding[] {
  const { model, gatewayTimeoutMs, merchantTimeoutMs, payment, messages, timeoutMs } = carried
  if (!payment) return []
  const [gateway, merchant] = [seconds(gatewayTimeoutMs), seconds(merchantTimeoutMs)]
  const isOrdered =
    model === 'forwarding'
      ? gatewayTimeoutMs > merchantTimeoutMs
      : gatewayTimeoutMs < merchantTimeoutMs
  if (!isOrdered) {
    const en = `Connected as ${model}, it declares ${gateway} for the gateway and ${merchant} for the shop.`
    return [
      finding('fail', [proof(payment)], en, `${model} 模式声明网关 ${gateway}、商户 ${merchant}。`),
    ]
  }
  const own = ownCancel(carried)
  const offMs = own ? own.startMs - timeoutMs : 0
  if (own && !carried.isCutOff(timeoutMs) && (offMs < -earlyMs || offMs > limitMs)) {
    const after = seconds(own.startMs - payment.arrivedMs)
    const en = `It declares ${gateway}, and gave the payment up by itself after ${after}.`
    return [finding('fail', [proof(payment, own)], en, `声明 ${gateway}，实际 ${after} 后放弃。`)]
  }
  if (model === 'restful' && carried.isLineWhole) {
    const told = messages.find(
      ({ act, state = 'PENDING' }) => (act === 'sale' || act === 'inquiry') && state !== 'PENDING',
    )
    const isTold = told !== undefined && told.answeredMs <= payment.startedMs + merchantTimeoutMs
    if (!isTold && carried.givenUp === undefined) return []
    if (!isTold) {
      const en = `The shop gave up after ${merchant} without having been told an end.`
      return [
        finding(
          'fail',
          [proof(payment, carried.givenUp)],
          en,
          `商户 ${merchant} 超时前未得知终态。`,
        ),
      ]
    }
  }
  const en = `${gateway} for the gateway, ${merchant} for the shop, and so it was.`
  return [
    finding('pass', [proof(payment, own)], en, `网关 ${gateway}、商户 ${merchant}，与行为一致。`),
  ]
}
