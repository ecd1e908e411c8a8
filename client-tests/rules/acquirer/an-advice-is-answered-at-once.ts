// ACQ-11: a switch answers an advice at once, whatever Alipay does, and the cancel gets there in the end.
import { readBands } from '../band.ts'
import { seconds } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import { rule } from '../rule.ts'
import { isDelivered, perPayment, proof, type Carried } from './carried.ts'

export const anAdviceIsAnsweredAtOnce = rule({
  id: 'ACQ-11',
  source: '001:L205-209',
  severity: 'critical',
  families: ['A'],
  models: ['switch'],
  title: ['An advice is answered at once, and delivered', '撤销建议即时应答并送达'],
  trigger: ['An advice arrived', '收到撤销建议'],
  remedy: [
    'Write the advice into the queue, answer, and only then send the cancel, until Alipay takes it.',
    '先将撤销建议写入队列并应答，再发送撤销，直至支付宝受理。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.adviceMs)
    return perPayment(trace, (carried) => judge(carried, limitMs))
  },
})

function judge({ messages, calls, pays, declinedMs }: Carried, limitMs: number): Finding[] {
  const advices = messages.filter(({ act }) => act === 'advice')
  const [first] = advices
  if (!first) return []
  const slow = advices.find(
    ({ arrivedMs, answeredMs, status }) =>
      answeredMs - arrivedMs > limitMs || status >= 400 || status === 0,
  )
  if (slow) {
    const took = seconds(slow.answeredMs - slow.arrivedMs)
    const en = `The advice was answered ${slow.status} after ${took}.`
    return [finding('fail', [proof(slow)], en, `撤销建议 ${took} 后应答 ${slow.status}。`)]
  }
  const wasSent = pays.some(({ startMs }) => startMs <= first.arrivedMs)
  const isNeeded = wasSent && declinedMs > first.arrivedMs
  const done = calls.find((call) => isDelivered(call))
  if (isNeeded && !done) {
    const en = 'The advice was answered, and its cancel never reached Alipay.'
    return [finding('fail', [proof(first, pays[0])], en, '撤销建议已应答，撤销却未送达支付宝。')]
  }
  const en = 'The advice was answered at once, and its cancel was delivered.'
  return [finding('pass', [proof(first, done)], en, '撤销建议即时应答，撤销已送达。')]
}
