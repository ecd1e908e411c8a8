// The shortest piece of a trace that proves a verdict, step by step: who told whom what, and what
// came back. Payment codes and tokens never reach a step. The writers of reports draw from these.
import type { Entry, EntryOf } from '../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../server/journal/trace.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { seconds, yuan } from '../rules/said.ts'

export type Party = 'merchant' | 'gateway' | 'buyer' | 'notifications' | 'person'

export interface Step {
  seq: number
  atMs: number
  from: Party
  /** Absent where a party says or writes something by itself. */
  to?: Party
  /** `PAY`, `NOTIFY TRADE_SUCCESS`, `UNPAID`. */
  what: string
  /** The number it is about, and more of the kind. */
  about: string
  /** What came back, once something has. */
  reply?: string
  /** How long that took, in words: `4 s`. */
  took?: string
  /** What the suite did to this exchange. */
  bent?: string
}

export type ReadSteps = (evidence: readonly number[]) => Step[]

/** Prepares drawing for one trace; the result takes the `seq` numbers of an occurrence. */
export function createSteps(trace: Trace): ReadSteps {
  const mask = maskerOf(trace.entries).maskText
  const bySeq = new Map(trace.entries.map((entry) => [entry.seq, entry]))
  const exchanges = new Map(trace.exchanges.map((exchange) => [exchange.id, exchange]))
  const deliveries = new Map(trace.deliveries.map((delivery) => [delivery.id, delivery]))
  const read = (entry: Entry): Drawn | undefined => {
    switch (entry.kind) {
      case 'request': {
        const exchange = exchanges.get(entry.exchange)
        return exchange && readExchange(exchange)
      }
      case 'send':
        return readSend(entry, deliveries.get(entry.delivery)?.reply)
      case 'commit':
        return entry.truth && readBooks(entry, entry.truth)
      case 'buyer':
        return { from: 'buyer', to: 'gateway', what: entry.act, about: entry.outTradeNo ?? '' }
      case 'belief': {
        const about = entry.refundedFen ? `refunded ${yuan(entry.refundedFen)}` : ''
        return { from: 'merchant', what: entry.status, about }
      }
      case 'refund-belief': {
        const about = `${entry.status} ${yuan(entry.amountFen)}`
        return { from: 'merchant', what: `refund ${entry.refundId}`, about }
      }
      case 'adapter':
        return {
          from: 'person',
          to: 'merchant',
          what: entry.act,
          about: '',
          reply: String(entry.status),
        }
      default:
        return undefined
    }
  }
  const masked = (step: Step): Step => ({
    ...step,
    what: mask(step.what),
    about: mask(step.about),
    ...(step.reply !== undefined && { reply: mask(step.reply) }),
    ...(step.bent !== undefined && { bent: mask(step.bent) }),
  })
  return (evidence) =>
    evidence.flatMap((seq) => {
      const entry = bySeq.get(seq)
      const drawn = entry && read(entry)
      return drawn ? [masked({ seq, atMs: entry.elapsedMs, ...drawn })] : []
    })
}

type Drawn = Omit<Step, 'seq' | 'atMs'>

function readExchange(exchange: Exchange): Drawn {
  const { op, ids, amountFen, startMs, seenMs, faults } = exchange
  const number = ids.outTradeNo
    ? `out_trade_no=${ids.outTradeNo}`
    : `trade_no=${ids.tradeNo ?? '-'}`
  const refund = ids.outRequestNo ? ` out_request_no=${ids.outRequestNo}` : ''
  const amount = amountFen === undefined ? '' : ` ${yuan(amountFen)}`
  const bent = faults.map(({ catalogueId, fault }) => catalogueId || fault).join(' ')
  return {
    from: 'merchant',
    to: 'gateway',
    what: op ?? '?',
    about: `${number}${refund}${amount}`,
    reply: readReply(exchange),
    ...(seenMs !== undefined && { took: seconds(seenMs - startMs) }),
    ...(bent && { bent }),
  }
}

function readReply(exchange: Exchange): string {
  const { result, abortedByClient, seenMs } = exchange
  if (!result) {
    if (seenMs === undefined) return 'nothing yet'
    return abortedByClient ? 'given up by the merchant' : 'no readable reply'
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
  return words.filter(Boolean).join(' ')
}

function readSend(sent: EntryOf<'send'>, reply: EntryOf<'reply'> | undefined): Drawn {
  const status = reply?.status === undefined ? 'no reply' : String(reply.status)
  const body = reply?.body === undefined ? '' : ` ${JSON.stringify(reply.body.slice(0, 60))}`
  return {
    from: 'notifications',
    to: 'merchant',
    what: `NOTIFY ${sent.tradeStatus}`,
    about: `out_trade_no=${sent.outTradeNo}`,
    reply: status + body,
    ...(!sent.genuine && { bent: sent.bend ?? 'not genuine' }),
  }
}

function readBooks(
  { cause }: EntryOf<'commit'>,
  truth: NonNullable<EntryOf<'commit'>['truth']>,
): Drawn {
  const back = truth.refundedFen ? `, ${yuan(truth.refundedFen)} went back` : ''
  return {
    from: 'gateway',
    what: truth.status,
    about: `${truth.outTradeNo}, ${yuan(truth.paidFen)} paid${back} (${cause})`,
  }
}
