// ACQ-09: amounts, currencies and numbers are the same on both sides of an acquirer, and Alipay is not asked
// more often than the practice has it.
import type { Trace } from '../../../server/journal/trace.ts'
import { yuan } from '../figures.ts'
import { finding, type Finding } from '../judge.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { perPayment, proof, type Carried } from './carried.ts'

export const whatIsForwardedIsTheSame = rule({
  id: 'ACQ-09',
  source: '001:L145-148,L41,L60',
  severity: 'minor',
  families: ['A'],
  title: ['What is forwarded is the same', '转发一致'],
  trigger: ['A payment or a refund went to Alipay', '向支付宝转发了支付或退款'],
  remedy: [
    'Carry amount and currency unchanged; one number at Alipay for each payment and each refund of a shop.',
    '金额、币种原样转发；商户的每笔支付、退款在支付宝各对应一个编号。',
  ],
  seenBy: 'traffic',
  needs: 'acquirer',
  timeless: true,
  check: (trace, parameters) =>
    perPayment(trace, (carried) => {
      if (carried.pays.length === 0) return []
      const flaws = [
        ...ofPayment(trace, carried),
        ...ofRefunds(carried),
        ...ofCalls(carried, parameters),
      ]
      if (flaws.length > 0) return flaws
      const en = 'Amount, currency and numbers are those of the till.'
      return [
        finding(
          'pass',
          [proof(carried.payment, carried.pays[0])],
          en,
          '金额、币种、编号与收银台一致。',
        ),
      ]
    }),
})

function ofPayment(trace: Trace, { pays, sale, payment }: Carried): Finding[] {
  const wrong = pays.find(({ amountFen = 0 }) => amountFen !== sale.amountFen)
  if (wrong) {
    const [asked, sent] = [yuan(sale.amountFen), yuan(wrong.amountFen ?? 0)]
    const en = `The till asked for ${asked}, Alipay was asked for ${sent}.`
    return [finding('fail', [proof(payment, wrong)], en, `收银台 ${asked}，转发为 ${sent}。`)]
  }
  const currencies = new Map(
    trace.of('request').map(({ seq, currency }) => [seq, currency ?? 'CNY']),
  )
  const other = pays.find(({ seq }) => currencies.get(seq) !== 'CNY')
  if (other) {
    const sent = currencies.get(other.seq) ?? ''
    const en = `The till asked for CNY, Alipay was asked for ${sent}.`
    return [finding('fail', [proof(payment, other)], en, `收银台为 CNY，转发为 ${sent}。`)]
  }
  const numbers = new Set(pays.map(({ ids }) => ids.outTradeNo))
  if (numbers.size <= 1) return []
  const en = `One payment of the till went to Alipay under ${numbers.size} numbers.`
  return [
    finding('fail', [proof(payment, ...pays)], en, `收银台一笔支付用了 ${numbers.size} 个编号。`),
  ]
}

function ofRefunds({ calls, messages }: Carried): Finding[] {
  const asked = messages.filter(({ act }) => act === 'refund')
  const refunds = calls.filter(({ op }) => op === 'REFUND')
  if (asked.length === 0 || refunds.length === 0) return []
  const intents = new Set(asked.map(({ refundId }) => refundId))
  const numbers = new Set(refunds.map(({ ids }) => ids.outRequestNo))
  const wrong = refunds.find(({ amountFen }) => !asked.some((one) => one.amountFen === amountFen))
  if (numbers.size <= intents.size && !wrong) return []
  const en = wrong
    ? `A refund of ${yuan(wrong.amountFen ?? 0)} went to Alipay, which no till asked for.`
    : `${intents.size} refund(s) of the till went to Alipay under ${numbers.size} numbers.`
  const zh = wrong
    ? `向支付宝退款 ${yuan(wrong.amountFen ?? 0)}，与收银台不符。`
    : `收银台 ${intents.size} 笔退款用了 ${numbers.size} 个编号。`
  return [finding('fail', [proof(asked[0], ...refunds)], en, zh)]
}

/** As often as the practice of a merchant has it, and no more (AMS-05). */
function ofCalls(
  { calls, cancels, payment }: Carried,
  { inquiriesCarried }: Parameters,
): Finding[] {
  const untilSeq = cancels[0]?.seq ?? Number.POSITIVE_INFINITY
  const questions = calls.filter(({ op, seq }) => op === 'QUERY' && seq < untilSeq)
  if (questions.length <= inquiriesCarried) return []
  const en = `Alipay was asked ${questions.length} times for one payment.`
  return [
    finding(
      'fail',
      [proof(payment, questions.at(-1))],
      en,
      `一笔支付查询了 ${questions.length} 次。`,
    ),
  ]
}
