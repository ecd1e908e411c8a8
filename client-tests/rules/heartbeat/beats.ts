// Heartbeats as terminals sent them, and the payments that each terminal made.
import type { Reason } from '../../../server/journal/reasons.ts'
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { readSales } from '../attempts.ts'
import { contentOf, isObject, jsonIn, textOf } from '../openapi-content.ts'
import { isPassive } from '../observation.ts'
import { outcomeOf, type Outcome } from '../outcome.ts'

export interface Beat {
  startMs: number
  equipmentId: string
  /** Order number → what became of it (S: success). */
  trades: ReadonlyMap<string, string>
  exceptions: string
  evidence: readonly number[]
}

export interface Pay {
  outTradeNo: string
  /** Empty when the payment names none. */
  terminalId: string
  authCode: string | undefined
  startMs: number
  seenMs: number
  outcome: Outcome
  /** Why it was refused; absent where it was not. */
  reason: Reason | undefined
  faults: Exchange['faults']
  evidence: readonly number[]
}

const requestsOf = (trace: Trace) =>
  new Map(trace.of('request').map((entry) => [entry.exchange, entry]))

export function readBeats(trace: Trace): Beat[] {
  const requests = requestsOf(trace)
  return trace.exchanges.flatMap((exchange) => {
    const request = requests.get(exchange.id)
    if (exchange.op !== 'HEARTBEAT' || !request) return []
    const content = contentOf(request.wire)
    return [
      {
        startMs: exchange.startMs,
        equipmentId: textOf(content, 'equipment_id'),
        trades: tradesIn(content['trade_info']),
        exceptions: `${textOf(content, 'exce_info')}${textOf(content, 'exception_info')}`,
        evidence: [exchange.seq],
      },
    ]
  })
}

/** JSON inside JSON, or the list itself. */
function tradesIn(info: unknown): Map<string, string> {
  const list = typeof info === 'string' ? jsonIn(info) : info
  const lines: unknown[] = Array.isArray(list) ? list : []
  return new Map(
    lines.flatMap((line): [string, string][] =>
      isObject(line) ? [[textOf(line, 'OTN'), textOf(line, 'STAT')]] : [],
    ),
  )
}

/** The shop's payments that reached the gateway, in order; what the suite sold past it is not its own. */
export function readPays(trace: Trace): Pay[] {
  const requests = requestsOf(trace)
  const asked = readSales(trace).filter(({ saleId }) => saleId !== undefined)
  const own = new Set(asked.flatMap(({ attempts }) => attempts.map((one) => one.outTradeNo)))
  return trace.exchanges.flatMap((exchange) => {
    const request = requests.get(exchange.id)
    const { outTradeNo, authCode } = exchange.ids
    if (exchange.op !== 'PAY' || !request || outTradeNo === undefined) return []
    if (!isPassive(trace) && !own.has(outTradeNo)) return []
    return [
      {
        outTradeNo,
        authCode,
        terminalId: textOf(contentOf(request.wire), 'terminal_id'),
        startMs: exchange.startMs,
        seenMs: exchange.seenMs ?? Number.POSITIVE_INFINITY,
        outcome: outcomeOf(exchange),
        reason: exchange.result?.reason,
        faults: exchange.faults,
        evidence: [exchange.seq],
      },
    ]
  })
}
