// ACQ-10: a cancel that comes before its payment is taken, and ends the payment when it comes.
import type { Trace } from '../../../server/journal/trace.ts'
import { readBands } from '../band.ts'
import { finding, type Finding } from '../judge.ts'
import { readMoney } from '../one-sided/money.ts'
import { rule } from '../rule.ts'
import { perPayment, proof, type Carried } from './carried.ts'

export const anEarlyCancelIsKept = rule({
  id: 'ACQ-10',
  source: '001:L92',
  severity: 'critical',
  families: ['A'],
  title: ['A cancel before its payment is kept', '撤销先到'],
  trigger: ['A cancel arrived before its payment did', '撤销先于原交易到达'],
  remedy: [
    'Acknowledge a cancel whose payment you do not know, keep it, and cancel the payment when it comes.',
    '原交易未到也须应答撤销并保存，原交易到达后立即撤销。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  check: (trace, parameters) => {
    const limitMs = readBands(trace, parameters).upTo(parameters.reversal.passMs)
    return perPayment(trace, (carried) => judge(trace, carried, limitMs))
  },
})

function judge(
  trace: Trace,
  { givenUp, payment, calls, sale }: Carried,
  limitMs: number,
): Finding[] {
  if (!givenUp || !payment || givenUp.arrivedMs >= payment.arrivedMs) return []
  if (givenUp.status !== 200 && givenUp.status !== 202) {
    const en = `The cancel came before its payment, and was answered ${givenUp.status}.`
    return [finding('fail', [proof(givenUp, payment)], en, `撤销先到，应答为 ${givenUp.status}。`)]
  }
  const pay = calls.find(({ op }) => op === 'PAY')
  const cancel = calls.find(({ op, seq }) => op === 'CANCEL' && seq > (pay?.seq ?? 0))
  const evidence = [proof(givenUp, payment, pay, cancel)]
  if (!pay) {
    const en = 'The payment that came after its cancel did not go to Alipay.'
    return [finding('pass', evidence, en, '撤销先到，原交易未转发支付宝。')]
  }
  const { netFen, open, state } = readMoney(trace, sale)
  const fromMs = Math.max(payment.arrivedMs, Number.isFinite(pay.seenMs) ? pay.seenMs : pay.startMs)
  const isInTime = cancel !== undefined && cancel.startMs <= fromMs + limitMs
  const isOver = netFen === 0 && !open
  const en = `The payment came after its cancel; Alipay has ${state}${isInTime ? '' : ', and no cancel followed in time'}.`
  const zh = `原交易在撤销之后到达；支付宝为 ${state}${isInTime ? '' : '，未及时撤销'}。`
  return [finding(isInTime && isOver ? 'pass' : 'fail', evidence, en, zh)]
}
