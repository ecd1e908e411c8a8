// Draws the shortest piece of a trace that proves a verdict, one line per exchange, notification or
// belief. Payment codes and tokens never reach a line.
import type { Entry, EntryOf } from '../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../server/journal/trace.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { seconds, yuan } from '../rules/said.ts'

export type DrawSlice = (evidence: readonly number[]) => string[]

/** Prepares drawing for one trace; the result takes the `seq` numbers of an occurrence. */
export function createSlices(trace: Trace): DrawSlice {
  const mask = maskerOf(trace.entries).maskText
  const bySeq = new Map(trace.entries.map((entry) => [entry.seq, entry]))
  const exchanges = new Map(trace.exchanges.map((exchange) => [exchange.id, exchange]))
  const deliveries = new Map(trace.deliveries.map((delivery) => [delivery.id, delivery]))
  const draw = (entry: Entry): string | undefined => {
    switch (entry.kind) {
      case 'request': {
        const exchange = exchanges.get(entry.exchange)
        return exchange && drawExchange(exchange)
      }
      case 'send':
        return drawSend(entry, deliveries.get(entry.delivery)?.reply)
      case 'commit':
        return entry.truth && drawBooks(entry, entry.truth)
      case 'belief':
        return `merchant shows  ${entry.status}${entry.refundedFen ? ` refunded ${yuan(entry.refundedFen)}` : ''}`
      case 'refund-belief':
        return `merchant shows  refund ${entry.refundId} ${entry.status} ${yuan(entry.amountFen)}`
      case 'adapter':
        return `person → merchant  ${entry.act}  ← ${entry.status}`
      default:
        return undefined
    }
  }
  return (evidence) =>
    evidence.flatMap((seq) => {
      const entry = bySeq.get(seq)
      const text = entry && draw(entry)
      return text ? [mask(`+${(entry.elapsedMs / 1_000).toFixed(3)} s  ${text}`)] : []
    })
}

function drawExchange(exchange: Exchange): string {
  const { op, ids, amountFen } = exchange
  const number = ids.outTradeNo
    ? `out_trade_no=${ids.outTradeNo}`
    : `trade_no=${ids.tradeNo ?? '-'}`
  const refund = ids.outRequestNo ? ` out_request_no=${ids.outRequestNo}` : ''
  const amount = amountFen === undefined ? '' : ` ${yuan(amountFen)}`
  return `merchant → gateway  ${op ?? '?'} ${number}${refund}${amount}  ← ${drawReply(exchange)}`
}

function drawReply(exchange: Exchange): string {
  const { result, abortedByClient, seenMs, startMs } = exchange
  const took = seenMs === undefined ? '' : ` (+${seconds(seenMs - startMs)})`
  if (!result) {
    if (seenMs === undefined) return 'nothing yet'
    return `${abortedByClient ? 'given up by the merchant' : 'no readable reply'}${took}`
  }
  const words = [
    result.code,
    result.subCode,
    result.tradeStatus,
    result.retryFlag && `retry_flag=${result.retryFlag}`,
    result.action && `action=${result.action}`,
    result.refundFen !== undefined && `refund_fee=${yuan(result.refundFen)}`,
    outcomeOf(exchange) === 'UNK' && '(unknown)',
  ]
  return words.filter(Boolean).join(' ') + took
}

function drawSend(sent: EntryOf<'send'>, reply: EntryOf<'reply'> | undefined): string {
  const bend = sent.genuine ? '' : ` [${sent.bend ?? 'not genuine'}]`
  const status = reply?.status === undefined ? 'no reply' : String(reply.status)
  const body = reply?.body === undefined ? '' : ` ${JSON.stringify(reply.body.slice(0, 60))}`
  return `gateway → merchant  NOTIFY ${sent.tradeStatus} out_trade_no=${sent.outTradeNo}${bend}  ← ${status}${body}`
}

function drawBooks(
  { cause }: EntryOf<'commit'>,
  truth: NonNullable<EntryOf<'commit'>['truth']>,
): string {
  const back = truth.refundedFen ? `, ${yuan(truth.refundedFen)} went back` : ''
  return `gateway books  ${truth.outTradeNo} ${truth.status}, ${yuan(truth.paidFen)} paid${back} (${cause})`
}
