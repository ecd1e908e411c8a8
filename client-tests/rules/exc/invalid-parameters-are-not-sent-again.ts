// EXC-10: what was refused for its parameters is not sent again as it is: stop, mend, then send. Every
// call counts, whether or not it belongs to a sale.
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { readSales } from '../attempts.ts'
import type { Parameters } from '../parameters.ts'
import { verdictOf, type Occurrence, type Rule } from '../rule.ts'

export const invalidParametersAreNotSentAgain: Rule = {
  id: 'EXC-10',
  source: '000:L10-12; 004:L19-25',
  check(trace, parameters) {
    const refused = trace.exchanges.filter((call) => isInvalid(call) && !isForPeople(trace, call))
    const firsts = [...Map.groupBy(refused, payloadOf).values()].flatMap(([first]) => first ?? [])
    return verdictOf(firsts.map((first) => judge(trace, first, parameters)))
  },
}

/** `ACQ.INVALID_PARAMETER`, `isv.invalid-parameter`; AMS says PARAM_ILLEGAL. */
function isInvalid({ op, result }: Exchange): boolean {
  const reason = result?.subCode?.split('.').at(-1)?.toUpperCase().replaceAll('-', '_')
  return op !== undefined && (reason === 'INVALID_PARAMETER' || reason === 'PARAM_ILLEGAL')
}

function payloadOf({ op, fingerprint, ids, amountFen }: Exchange): string {
  return `${op} ${fingerprint ?? JSON.stringify([ids, amountFen])}`
}

function isForPeople(trace: Trace, { startMs }: Exchange): boolean {
  return trace
    .of('adapter')
    .some(
      ({ act, startedMs, elapsedMs }) =>
        act === 'manual-query' && startMs >= startedMs && startMs <= elapsedMs,
    )
}

function judge(trace: Trace, first: Exchange, { repeatsOfInvalid }: Parameters): Occurrence {
  const payload = payloadOf(first)
  const again = trace.exchanges.filter(
    (call) => call.seq > first.seq && payloadOf(call) === payload && !isForPeople(trace, call),
  )
  const count = again.length
  const { outTradeNo } = first.ids
  const sale = readSales(trace).find(({ attempts }) =>
    attempts.some((attempt) => attempt.outTradeNo === outTradeNo),
  )
  const status =
    count > repeatsOfInvalid.warn ? 'fail' : count > repeatsOfInvalid.pass ? 'warn' : 'pass'
  return {
    status,
    sale: sale?.saleId,
    outTradeNo,
    said: {
      en: `${first.op} was refused as INVALID_PARAMETER and sent again unchanged ${count} times.`,
      zh: `${first.op} 因参数非法被拒后，原样重发 ${count} 次。`,
    },
    evidence: [first.seq, ...again.map(({ seq }) => seq)],
  }
}
