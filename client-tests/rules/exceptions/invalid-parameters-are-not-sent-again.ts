// EXC-10: what was refused for its parameters is not sent again as it is: stop, mend, then send. Every
// call counts, whether or not it belongs to a sale, and a new number mends nothing.
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { readSales, type Sale } from '../attempts.ts'
import type { Parameters } from '../parameters.ts'
import { payloadOf, textWithout } from '../payload.ts'
import { rule, verdictOf, type Occurrence } from '../rule.ts'

export const invalidParametersAreNotSentAgain = rule({
  id: 'EXC-10',
  source: '000:L10-12; 004:L19-25',
  severity: 'major',
  families: ['O', 'A', 'M', 'W'],
  title: ['Stop after INVALID_PARAMETER', '非法传参停止调用'],
  trigger: ['A call was refused for its parameters', '调用因参数非法被拒'],
  remedy: [
    'Stop, raise an alert, mend the request, and only then send it.',
    '停止调用并告警，修正参数后再发送。',
  ],
  seenBy: 'traffic',
  timeless: true,
  check(trace, parameters) {
    const refused = trace.exchanges.filter((call) => isInvalid(call) && !isForPeople(trace, call))
    const firsts = [...Map.groupBy(refused, (call) => textOf(trace, call)).values()].flatMap(
      ([first]) => first ?? [],
    )
    return verdictOf(firsts.map((first) => judge(trace, first, parameters)))
  },
})

function isInvalid({ op, result }: Exchange): boolean {
  return op !== undefined && result?.reason === 'InvalidParameter'
}

/** Numbers that a merchant draws itself: all else is what the gateway did not like. */
const OWN_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  PAY: ['out_trade_no', 'paymentRequestId'],
  PRECREATE: ['out_trade_no', 'paymentRequestId'],
  REFUND: ['out_request_no', 'refundRequestId'],
}

/** What a call says, its own number aside; by what the gateway made out where it cannot be read. */
function textOf(trace: Trace, call: Exchange): string {
  const payload = payloadOf(trace, call)
  const { op = '', fingerprint, ids, amountFen } = call
  if (payload.size === 0) return `${op} ${fingerprint ?? JSON.stringify([ids, amountFen])}`
  return `${op} ${textWithout(payload, OWN_NUMBERS[op] ?? [])}`
}

function isForPeople(trace: Trace, { startMs }: Exchange): boolean {
  return trace
    .of('adapter')
    .some(
      ({ act, startedMs, elapsedMs }) =>
        act === 'manual-query' && startMs >= startedMs && startMs <= elapsedMs,
    )
}

/** How often somebody asked to charge anew for this sale: each is one more try of theirs. */
function askedAgain(sale: Sale | undefined, { startMs }: Exchange): number {
  const asked = (sale?.acts ?? []).filter(({ act }) => act === 'pay-again')
  return asked.filter(({ startedMs }) => startedMs >= startMs).length
}

function judge(trace: Trace, first: Exchange, { repeatsOfInvalid }: Parameters): Occurrence {
  const text = textOf(trace, first)
  const again = trace.exchanges.filter(
    (call) =>
      call.op === first.op &&
      call.seq > first.seq &&
      textOf(trace, call) === text &&
      !isForPeople(trace, call),
  )
  const { outTradeNo } = first.ids
  const sale = readSales(trace).find(({ attempts }) =>
    attempts.some((attempt) => attempt.outTradeNo === outTradeNo),
  )
  const isRenumbered = again.some(({ ids }) => ids.outTradeNo !== outTradeNo)
  const count = Math.max(0, again.length - (isRenumbered ? askedAgain(sale, first) : 0))
  const status =
    count > repeatsOfInvalid.warn ? 'fail' : count > repeatsOfInvalid.pass ? 'warn' : 'pass'
  const numbers = new Set(again.map(({ ids }) => ids.outTradeNo)).size
  const under = isRenumbered ? ` under ${numbers} new number(s)` : ''
  return {
    status,
    sale: sale?.saleId,
    outTradeNo,
    said: {
      en: `${first.op} was refused as INVALID_PARAMETER and sent again unchanged ${count} times${under}.`,
      zh: `${first.op} 因参数非法被拒后，原样重发 ${count} 次${isRenumbered ? `（换了 ${numbers} 个单号）` : ''}。`,
    },
    evidence: [first.seq, ...again.map(({ seq }) => seq)],
  }
}
