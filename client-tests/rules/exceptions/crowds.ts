// Calls that belong together though they carry different numbers, or none: those of one sale, of no
// sale at all, of one kind, and those that the gateway refused for what they say.
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { readSales, type Call } from '../attempts.ts'
import { readBeats } from '../heartbeat/beats.ts'
import { isPassive } from '../observation.ts'
import { outcomeOf } from '../outcome.ts'

export type Timed = Pick<Call, 'startMs' | 'seenMs' | 'outcome' | 'evidence'>

export interface Crowd {
  /** In order of time. */
  calls: readonly Timed[]
  about: { sale?: string | undefined; outTradeNo?: string | undefined }
  /** Whose busiest moment is told of: "the busiest 5 s of …". */
  en: string
  zh: string
}

export function readCrowds(trace: Trace): Crowd[] {
  return [...ofSales(trace), ...ofNoSale(trace), ...ofKinds(trace), refused(trace)].map(
    (crowd) => ({ ...crowd, calls: crowd.calls.toSorted((a, b) => a.startMs - b.startMs) }),
  )
}

function ofSales(trace: Trace): Crowd[] {
  return readSales(trace)
    .filter(({ saleId, attempts }) => saleId !== undefined && attempts.length > 1)
    .map(({ saleId, attempts }) => ({
      calls: attempts.flatMap(({ calls }) => calls.filter(({ manual }) => !manual)),
      about: { sale: saleId },
      en: `the ${attempts.length} numbers of one sale`,
      zh: `同一订单 ${attempts.length} 个单号`,
    }))
}

/** Orders nobody has asked the merchant for. In traffic alone every order is somebody's. */
function ofNoSale(trace: Trace): Crowd[] {
  if (isPassive(trace)) return []
  const elsewhere = new Set(
    trace
      .of('adapter')
      .flatMap(({ act, outTradeNo }) => (act === 'sell-elsewhere' ? outTradeNo : [])),
  )
  const strays = readSales(trace)
    .filter(({ saleId }) => saleId === undefined)
    .flatMap(({ attempts }) => attempts)
    .filter(({ outTradeNo }) => !elsewhere.has(outTradeNo))
  return [
    {
      calls: strays.flatMap(({ calls }) => calls),
      about: {},
      en: 'orders that nobody had asked for',
      zh: '无人要求的订单',
    },
  ]
}

/**
 * Calls that name no order that was opened: bills, heartbeats of one terminal, orders without a number.
 * After an outage many orders that never arrived are asked for at once, so each number counts alone.
 */
function ofKinds(trace: Trace): Crowd[] {
  const ofOrders = new Set(
    readSales(trace).flatMap(({ attempts }) =>
      attempts.flatMap(({ calls }) => calls.map(({ seq }) => seq)),
    ),
  )
  const beats = new Map(readBeats(trace).map((beat) => [beat.evidence[0], beat]))
  // A till that has sold much has much to tell: beats with payments come as often as payments do.
  const tells = (seq: number) => (beats.get(seq)?.trades.size ?? 0) > 0
  const rest = trace.exchanges.filter(
    ({ op, seq, startMs }) =>
      op !== undefined && !ofOrders.has(seq) && !isForPeople(trace, startMs) && !tells(seq),
  )
  const kinds = Map.groupBy(rest, ({ op, ids, seq }) =>
    `${op} ${ids.outTradeNo ?? ids.tradeNo ?? beats.get(seq)?.equipmentId ?? ''}`.trim(),
  )
  return [...kinds].map(([kind, calls]) => ({
    calls: calls.map(timed),
    about: {},
    en: kind,
    zh: `${kind} `,
  }))
}

/** What the gateway would not take, under whatever number: calls that could come to nothing. */
function refused(trace: Trace): Crowd {
  const calls = trace.exchanges.filter(
    (one) => outcomeOf(one) === 'REJECT' || one.result?.reason === 'InvalidParameter',
  )
  const about = {}
  return { calls: calls.map(timed), about, en: 'calls that were refused', zh: '被拒调用' }
}

function timed(exchange: Exchange): Timed {
  const { startMs, seenMs = Number.POSITIVE_INFINITY, seq } = exchange
  return { startMs, seenMs, outcome: outcomeOf(exchange), evidence: [seq] }
}

function isForPeople(trace: Trace, startMs: number): boolean {
  return trace
    .of('adapter')
    .some(
      ({ act, startedMs, elapsedMs }) =>
        act === 'manual-query' && startMs >= startedMs && startMs <= elapsedMs,
    )
}
