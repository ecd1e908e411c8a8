// REF-02: a refund of a part names its out_request_no, in at most 64 characters.
import type { Attempt, Call } from '../attempts.ts'
import { finding, perAttempt, type Finding } from '../judge.ts'
import { orderedFen } from '../refunds.ts'
import { rule } from '../rule.ts'
import { yuan } from '../figures.ts'

export const partialRefundsCarryANumber = rule({
  id: 'REF-02',
  source: '004:L220',
  severity: 'major',
  families: ['O'],
  title: ['A partial refund carries its number', '部分退款必传请求号'],
  trigger: ['A part of an order was refunded', '发生部分退款'],
  remedy: [
    'Send out_request_no, at most 64 characters, with every refund of a part.',
    '部分退款必须传 out_request_no（不超过 64 个字符）。',
  ],
  seenBy: 'traffic',
  needs: 'REFUND',
  timeless: true,
  check(trace, { requestNoChars }) {
    return perAttempt(trace, (attempt) =>
      attempt.calls
        .filter((call) => call.op === 'REFUND' && isPartial(attempt, call))
        .map((call) => judge(call, requestNoChars)),
    )
  },
})

function isPartial(attempt: Attempt, { amountFen = 0 }: Call): boolean {
  return amountFen < orderedFen(attempt)
}

function judge({ ids, amountFen = 0, evidence }: Call, atMost: number): Finding {
  const amount = yuan(amountFen)
  const { outRequestNo = '' } = ids
  if (outRequestNo === '') {
    const en = `A part, ${amount}, was refunded without out_request_no.`
    return finding('fail', [evidence], en, `部分退款 ${amount} 未传 out_request_no。`)
  }
  if (outRequestNo.length > atMost) {
    const en = `out_request_no has ${outRequestNo.length} characters; at most ${atMost} are allowed.`
    const zh = `out_request_no 长 ${outRequestNo.length} 个字符，超过 ${atMost}。`
    return finding('fail', [evidence], en, zh)
  }
  const en = `The refund of a part, ${amount}, named its out_request_no.`
  return finding('pass', [evidence], en, `部分退款 ${amount} 带有 out_request_no。`)
}
