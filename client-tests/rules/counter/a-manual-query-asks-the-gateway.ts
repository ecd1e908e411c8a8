// CASH-01: when somebody in the shop looks an order up, the gateway is asked, whatever the books say;
// its answer is what is shown, and it corrects the books. Orders the shop never had included.
import { BELIEF_STATUSES } from '../../../server/journal/suite-entry.ts'
import type { EntryOf, Truth } from '../../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { readSales, type Sale } from '../attempts.ts'
import { readBands } from '../band.ts'
import { jsonIn } from '../openapi-content.ts'
import { finding, type Finding } from '../judge.ts'
import { outcomeOf } from '../outcome.ts'
import { rule, verdictOf } from '../rule.ts'
import { seconds } from '../figures.ts'

export const aManualQueryAsksTheGateway = rule({
  id: 'CASH-01',
  source: '004:L177',
  severity: 'major',
  families: ['O', 'W'],
  title: ['Independent manual query', '手动查询兜底'],
  trigger: ['Somebody in the shop looked an order up', '店员手动查询订单'],
  remedy: [
    'Send QUERY by out_trade_no at once, show its answer, and let it correct the books.',
    '立即按 out_trade_no 调用查询接口，显示网关结果并更正本地状态。',
  ],
  seenBy: 'adapter',
  check(trace, parameters) {
    const limitMs = readBands(trace, parameters).upTo(parameters.manualQueryMs)
    return verdictOf(
      trace.of('adapter').flatMap((act) => {
        // A shop without this call says so; what it can do is then unknown, not wrong.
        if (act.act !== 'manual-query' || [0, 404, 405, 501].includes(act.status)) return []
        const sale = readSales(trace).find(({ saleId }) => saleId === act.saleId)
        const outTradeNo = act.outTradeNo ?? sale?.attempts.at(-1)?.outTradeNo
        if (outTradeNo === undefined || outTradeNo === '') return []
        const about = { sale: act.saleId, outTradeNo }
        return [{ ...about, ...judge(trace, { act, sale, outTradeNo, limitMs }) }]
      }),
    )
  },
})

interface Asked {
  act: EntryOf<'adapter'>
  sale: Sale | undefined
  outTradeNo: string
  limitMs: number
}

function judge(trace: Trace, asked: Asked): Finding {
  const { act, outTradeNo, limitMs } = asked
  const query = trace.exchanges.find(
    (exchange) =>
      exchange.op === 'QUERY' &&
      isOf(trace, exchange, outTradeNo) &&
      exchange.startMs >= act.startedMs &&
      exchange.startMs <= act.startedMs + limitMs,
  )
  if (!query) {
    const en = `Asked to look up ${outTradeNo}, the merchant sent no QUERY within ${seconds(limitMs)}.`
    const zh = `手动查询 ${outTradeNo}，商户 ${seconds(limitMs)} 内未发起查询。`
    return finding('fail', [act.seq], en, zh)
  }
  const evidence = [query.seq, act.seq]
  const outcome = outcomeOf(query)
  if (outcome === 'UNK' || outcome === 'REJECT') {
    const en = `${outTradeNo} was looked up; the gateway gave no answer to show.`
    return finding('inconclusive', evidence, en, `已查询 ${outTradeNo}，但网关未给出结果。`)
  }
  return judgeAnswer(trace, asked, query, evidence)
}

function judgeAnswer(
  trace: Trace,
  { act, outTradeNo, sale }: Asked,
  query: Exchange,
  evidence: readonly number[],
): Finding {
  // What is true may change under the query, and it may itself let the shop settle the order.
  const states = statesDuring(trace, outTradeNo, query.seq, act.seq)
  const shown = shownIn(act.reply)
  const known = BELIEF_STATUSES.some((one) => one === shown)
  const accepted = states.flatMap((state) => SHOWN_FOR[state])
  if (shown !== undefined && known && !accepted.includes(shown)) {
    const en = `${outTradeNo} is ${states.join(' or ')} at the gateway and was shown as ${shown}.`
    return finding(
      'fail',
      evidence,
      en,
      `${outTradeNo} 在网关为 ${states.join('/')}，却显示 ${shown}。`,
    )
  }
  // What becomes of an order that this sale never had says nothing of the sale.
  const isOwn = sale?.attempts.length === 1 && sale.attempts[0]?.outTradeNo === outTradeNo
  const left = isOwn ? uncorrected(trace, sale, act) : undefined
  const state = states.at(-1)
  if (left && state && isContradicted(state, left.status)) {
    const en = `${outTradeNo} is ${state}; the books still said ${left.status} afterwards.`
    return finding(
      'fail',
      [...evidence, left.seq],
      en,
      `${outTradeNo} 为 ${state}，账上仍为 ${left.status}。`,
    )
  }
  const en = `The gateway was asked about ${outTradeNo}; ${shown ?? act.status} was shown.`
  return finding('pass', evidence, en, `已向网关查询 ${outTradeNo}，显示 ${shown ?? act.status}。`)
}

type State = 'paid' | 'waiting' | 'closed' | 'reversed' | 'refunded' | 'part-refunded' | 'nothing'

const SHOWN_FOR: Readonly<Record<State, readonly string[]>> = {
  paid: ['PAID'],
  waiting: ['PENDING'],
  closed: ['UNPAID', 'REVERSED'],
  reversed: ['REVERSED', 'REFUNDED'],
  refunded: ['REFUNDED', 'REVERSED'],
  'part-refunded': ['PAID', 'REFUNDED'],
  nothing: ['UNPAID', 'REVERSED', 'PENDING', 'UNKNOWN'],
}

function stateOf(truth: Truth | undefined): State {
  if (!truth) return 'nothing'
  const { cancelled, paidFen, refundedFen, status } = truth
  if (status === 'WAIT_BUYER_PAY') return 'waiting'
  if (cancelled === 'refund') return 'reversed'
  if (paidFen === 0) return 'closed'
  if (refundedFen === 0) return 'paid'
  return refundedFen < paidFen ? 'part-refunded' : 'refunded'
}

/** The states of an order from the query until the answer was shown. */
function statesDuring(trace: Trace, outTradeNo: string, fromSeq: number, toSeq: number): State[] {
  const truths = trace
    .of('commit')
    .filter(({ truth, seq }) => truth?.outTradeNo === outTradeNo && seq <= toSeq)
  const before = truths.findLast(({ seq }) => seq <= fromSeq)
  const during = truths.filter(({ seq }) => seq > fromSeq)
  return [...new Set([before?.truth, ...during.map(({ truth }) => truth)].map(stateOf))]
}

function isOf(trace: Trace, { ids }: Exchange, outTradeNo: string): boolean {
  if (ids.outTradeNo !== undefined) return ids.outTradeNo === outTradeNo
  return ids.tradeNo !== undefined && trace.truths.get(outTradeNo)?.tradeNo === ids.tradeNo
}

function shownIn(reply: string): string | undefined {
  const reported = jsonIn(reply)
  if (typeof reported !== 'object' || reported === null || !('status' in reported)) return undefined
  return typeof reported.status === 'string' ? reported.status : undefined
}

/** Looks come once a second: what was said in the seconds after the answer. */
const AFTERWARDS_MS = 5_000

function uncorrected(trace: Trace, { beliefs }: Sale, { elapsedMs }: EntryOf<'adapter'>) {
  if (trace.endMs < elapsedMs + AFTERWARDS_MS) return undefined
  return beliefs.findLast((belief) => belief.elapsedMs <= elapsedMs + AFTERWARDS_MS)
}

function isContradicted(state: State, status: string): boolean {
  if (state === 'paid') return !['PAID', 'REFUNDED', 'REVERSED'].includes(status)
  if (state === 'closed' || state === 'reversed') {
    return ['PAID', 'PENDING', 'UNKNOWN', 'ESCALATED'].includes(status)
  }
  return false
}
