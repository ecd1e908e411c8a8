// POLL-09: a QUERY answered 10000 with WAIT_BUYER_PAY is neither success nor the end of polling.
// A flip of belief is booked on the last reply delivered before it.
import type { Trace } from '../../../server/journal/trace.ts'
import type { Attempt, Call, Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { firstFinalNotice, lastReply, misledBy, turnsTo, knewOfPayment } from '../evidence.ts'
import { finding, perProcess, type Finding } from '../judge.ts'
import { codeOf } from '../outcome.ts'
import type { Parameters } from '../parameters.ts'
import { rule } from '../rule.ts'
import { seconds } from '../figures.ts'

export const tradeStatusDecidesNotCode = rule({
  id: 'POLL-09',
  source: '000:L5',
  severity: 'critical',
  families: ['O'],
  title: ['Read trade_status, not code', '以 TRADE_STATUS 为准'],
  trigger: ['A query worked, and says WAIT_BUYER_PAY', '查询成功，状态为 WAIT_BUYER_PAY'],
  remedy: [
    'The code only says that the query worked: decide by the state of the trade.',
    '返回码只说明查询成功，支付结果以交易状态为准。',
  ],
  seenBy: 'both',
  needs: 'PAY',
  check(trace, parameters) {
    const { allowanceMs } = readBands(trace, parameters)
    return perProcess(trace, (attempt) => {
      const waits = attempt.calls.filter(isWait)
      const [first] = waits
      if (!first) return []
      const flips = misledBy(attempt)
        ? []
        : waits.flatMap((wait) => flipsAfter(attempt.sale, wait, allowanceMs))
      if (flips.length > 0) return flips
      return [stopsEarly(trace, attempt, first, parameters) ?? wentOn(attempt.sale, waits)]
    })
  },
})

function isWait({ op, outcome, result }: Call): boolean {
  return op === 'QUERY' && outcome === 'PEND' && result?.meaning === 'ok'
}

function flipsAfter(sale: Sale, wait: Call, allowanceMs: number): Finding[] {
  return turnsTo(sale, ['PAID'])
    .filter(({ seq }) => lastReply(sale, seq) === wait)
    .filter(({ elapsedMs }) => !knewOfPayment(sale, elapsedMs + allowanceMs))
    .map((belief) =>
      finding(
        'fail',
        [wait.evidence, belief.seq],
        `QUERY answered ${codeOf(wait)} with WAIT_BUYER_PAY, and the sale was then shown as PAID.`,
        `QUERY 返回 ${codeOf(wait)} 且 WAIT_BUYER_PAY，商户却显示已支付。`,
      ),
    )
}

/** Only a stop long before polling may end points at a misread reply; later ones are POLL-05's. */
function stopsEarly(
  trace: Trace,
  attempt: Attempt,
  first: Call,
  { pollLength, silenceMs }: Parameters,
): Finding | undefined {
  const last = attempt.calls.findLast((call) => !call.manual)
  if (attempt.channel !== 'barcode' || !last || !isWait(last)) return undefined
  const polledMs = last.startMs - (attempt.calls[0]?.seenMs ?? first.startMs)
  if (polledMs >= pollLength.warnMs[0] || firstFinalNotice(attempt) || misledBy(attempt))
    return undefined
  if (trace.endMs - last.seenMs < silenceMs) return undefined
  return finding(
    'fail',
    [last.evidence],
    `Polling stopped on WAIT_BUYER_PAY after ${seconds(polledMs)}, with neither CANCEL nor result.`,
    `轮询 ${seconds(polledMs)} 后停在 WAIT_BUYER_PAY，既未撤销也无结果。`,
  )
}

function wentOn(sale: Sale, waits: readonly Call[]): Finding {
  const evidence = waits.map((wait) => wait.evidence)
  if (sale.beliefs.length === 0) {
    const en = 'What the merchant believed after WAIT_BUYER_PAY is not known.'
    return finding('inconclusive', evidence, en, '不知道商户在 WAIT_BUYER_PAY 之后如何判断。')
  }
  const en = `${waits.length} replies of WAIT_BUYER_PAY changed nothing.`
  const zh = `${waits.length} 次 WAIT_BUYER_PAY 均未被当作成功。`
  return finding('pass', evidence, en, zh)
}
