// The shortest piece of a trace that proves a verdict, step by step: who told whom what, and what
// came back. Payment codes and tokens never reach a step. The writers of reports draw from these.
import type { Entry, EntryOf } from '../../server/journal/entry.ts'
import type { Exchange, Trace } from '../../server/journal/trace.ts'
import { maskerOf } from '../../server/journal/mask.ts'
import { stateIn } from '../rules/acquirer/carried.ts'
import { declaredIn } from '../rules/applicability.ts'
import { outcomeOf } from '../rules/outcome.ts'
import type { LocalizedText } from '../rules/rule.ts'
import { seconds, yuan } from '../rules/figures.ts'

/** Below an acquirer, who stands at the merchant's place, is the suite's till. */
export type Party = 'merchant' | 'gateway' | 'buyer' | 'notifications' | 'person' | 'till'

export interface Step {
  seq: number
  atMs: number
  from: Party
  /** Absent where a party says or writes something by itself. */
  to?: Party
  /** `PAY`, `NOTIFY TRADE_SUCCESS`, `UNPAID`. */
  what: string
  /** The number it is about, and more of the kind. */
  about: LocalizedText
  /** What came back, once something has. */
  reply?: LocalizedText
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
  const isAcquirer = declaredIn(trace)?.acquirer !== undefined
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
        return {
          from: 'buyer',
          to: 'gateway',
          what: entry.act,
          about: same(entry.outTradeNo ?? ''),
        }
      case 'belief': {
        const refunded = yuan(entry.refundedFen)
        const about = { en: `refunded ${refunded}`, zh: `已退款 ${refunded}` }
        const from = isAcquirer ? 'till' : 'merchant'
        return { from, what: entry.status, about: entry.refundedFen ? about : same('') }
      }
      case 'refund-belief': {
        const about = same(`${entry.status} ${yuan(entry.amountFen)}`)
        return { from: 'merchant', what: `refund ${entry.refundId}`, about }
      }
      case 'adapter':
        return readAct(entry, isAcquirer)
      default:
        return undefined
    }
  }
  const maskBoth = ({ en, zh }: LocalizedText): LocalizedText => ({ en: mask(en), zh: mask(zh) })
  const masked = (step: Step): Step => ({
    ...step,
    what: mask(step.what),
    about: maskBoth(step.about),
    ...(step.reply && { reply: maskBoth(step.reply) }),
    ...(step.bent !== undefined && { bent: mask(step.bent) }),
  })
  return (evidence) =>
    evidence.flatMap((seq) => {
      const entry = bySeq.get(seq)
      const drawn = entry && read(entry)
      return drawn ? [masked({ seq, atMs: entry.elapsedMs, ...drawn })] : []
    })
}

const same = (text: string): LocalizedText => ({ en: text, zh: text })

type Drawn = Omit<Step, 'seq' | 'atMs'>

/** What somebody in the shop asked of it, or the till of an acquirer; then also what the line did to it. */
function readAct(entry: EntryOf<'adapter'>, isAcquirer: boolean): Drawn {
  const { act, status, reply, line } = entry
  const drawn = { to: 'merchant' as const, what: act, about: same('') }
  if (!isAcquirer) return { from: 'person', ...drawn, reply: same(String(status)) }
  const answer = [status, stateIn(reply)].filter(Boolean).join(' ')
  const lost = { en: 'never arrived', zh: '未到达' }
  return {
    from: 'till',
    ...drawn,
    reply: line?.lost === 'request' ? lost : same(answer),
    ...(line?.lost && { bent: `${line.lost} lost` }),
  }
}

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
    about: same(`${number}${refund}${amount}`),
    reply: readReply(exchange),
    ...(seenMs !== undefined && { took: seconds(seenMs - startMs) }),
    ...(bent && { bent }),
  }
}

function readReply(exchange: Exchange): LocalizedText {
  const { result, abortedByClient, seenMs } = exchange
  if (!result) {
    if (seenMs === undefined) return { en: 'nothing yet', zh: '尚无应答' }
    return abortedByClient
      ? { en: 'given up by the merchant', zh: '商户已放弃等待' }
      : { en: 'no readable reply', zh: '未收到可读的应答' }
  }
  const words = [
    result.code,
    result.subCode,
    result.tradeStatus,
    result.retryFlag && `retry_flag=${result.retryFlag}`,
    result.action && `action=${result.action}`,
    result.refundFen !== undefined && `refund_fee=${yuan(result.refundFen)}`,
  ]
  const text = words.filter(Boolean).join(' ')
  if (outcomeOf(exchange) !== 'UNK') return same(text)
  return { en: `${text} (unknown)`, zh: `${text}（结果未知）` }
}

function readSend(sent: EntryOf<'send'>, reply: EntryOf<'reply'> | undefined): Drawn {
  const status = reply?.status
  const body = reply?.body === undefined ? '' : ` ${JSON.stringify(reply.body.slice(0, 60))}`
  return {
    from: 'notifications',
    to: 'merchant',
    what: `NOTIFY ${sent.tradeStatus}`,
    about: same(`out_trade_no=${sent.outTradeNo}`),
    reply: status === undefined ? { en: 'no reply', zh: '无应答' } : same(`${status}${body}`),
    ...(!sent.genuine && { bent: sent.bend?.note ?? 'not genuine' }),
  }
}

function readBooks(
  { cause }: EntryOf<'commit'>,
  truth: NonNullable<EntryOf<'commit'>['truth']>,
): Drawn {
  const { outTradeNo, paidFen, refundedFen } = truth
  const [paid, back] = [yuan(paidFen), yuan(refundedFen)]
  return {
    from: 'gateway',
    what: truth.status,
    about: {
      en: `${outTradeNo}, ${paid} paid${refundedFen ? `, ${back} went back` : ''} (${cause})`,
      zh: `${outTradeNo}，已付 ${paid}${refundedFen ? `，已退 ${back}` : ''}（${cause}）`,
    },
  }
}
