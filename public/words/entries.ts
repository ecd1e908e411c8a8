// An entry of the journal in words: a title and what is worth saying beside it.
import type { Entry, EntryOf, Result } from '../../server/journal/entry.ts'
import { formatSum, formatYuan } from '../../server/values/money.ts'
import { visibleLine } from '../../server/values/visible.ts'
import type { Words } from './en.table.ts'

export type Tone = 'plain' | 'good' | 'wait' | 'bad' | 'fault' | 'buyer' | 'notice'

export interface Said {
  title: string
  detail: string
  tone: Tone
}

const join = (...parts: (string | false | undefined)[]): string =>
  visibleLine(parts.filter(Boolean).join(' · '))

/** Text of others on one line, without what turns its direction or hides. */
export const oneLine = visibleLine

export const yuan = (amountFen: number): string =>
  `${amountFen < 0 ? '-' : ''}¥${formatYuan(Math.abs(amountFen))}`

/** `¥88.88`, `USD 5.99`, `JPY 599`: in the currency of the order. */
export function sumOf(amount: number, currency = 'CNY'): string {
  if (currency === 'CNY') return yuan(amount)
  return `${amount < 0 ? '-' : ''}${formatSum(Math.abs(amount), currency)}`
}

/** An account of the ledger names its currency where that is not CNY: `seller:2088…/USD`. */
export const sumOn = (account: string, amount: number): string =>
  sumOf(amount, /\/([A-Z]{3})$/.exec(account)?.[1])

export function say(entry: Entry, words: Words): Said {
  switch (entry.kind) {
    case 'request':
      return sayRequest(entry)
    case 'commit':
      return sayCommit(entry, words)
    case 'answer':
      return sayAnswer(entry, words)
    case 'end':
      return {
        title: entry.whole ? words.entry.arrived : words.entry.bytesArrived(entry.deliveredBytes),
        detail: entry.by === 'client' ? words.entry.byClient : '',
        tone: entry.whole ? 'plain' : 'bad',
      }
    case 'fault':
      return {
        title: join([entry.catalogueId, entry.fault].filter(Boolean).join(' ')),
        detail: join(entry.note),
        tone: 'fault',
      }
    case 'buyer':
      return {
        title: words.entry.acts[entry.act],
        detail: join(entry.outTradeNo ?? entry.authCode, entry.note),
        tone: 'buyer',
      }
    case 'send':
      return {
        title: join(entry.tradeStatus, words.entry.send(entry.attempt)),
        detail: join(
          entry.outTradeNo,
          !entry.genuine && (entry.bend?.note ?? words.entry.notGenuine),
        ),
        tone: entry.genuine ? 'notice' : 'fault',
      }
    case 'reply':
      return {
        title: entry.acknowledged ? words.entry.acknowledged : join(entry.why),
        detail: words.timeline.tookMs(Math.round(entry.tookMs)),
        tone: entry.acknowledged ? 'good' : 'bad',
      }
    case 'clock':
      return { title: join(entry.act), detail: '', tone: 'notice' }
    default:
      return saySuite(entry)
  }
}

function saySuite(entry: Entry): Said {
  const told = { scenario: '', act: '', saleId: '', merchant: '', status: '', ...entry }
  const { scenario, act, saleId, merchant, status } = told
  return {
    title: entry.kind,
    detail: join(merchant, scenario, saleId, act, String(status)),
    tone: 'plain',
  }
}

function sayRequest({ op, method, ids, amountFen, currency }: EntryOf<'request'>): Said {
  return {
    title: join(op ?? method ?? '?', amountFen !== undefined && sumOf(amountFen, currency)),
    detail: join(ids.outTradeNo ?? ids.tradeNo, ids.outRequestNo, ids.authCode),
    tone: 'plain',
  }
}

function sayCommit({ events, truth, cause }: EntryOf<'commit'>, words: Words): Said {
  const money =
    truth &&
    join(
      words.status[truth.status],
      truth.paidFen > 0 && sumOf(truth.paidFen, truth.currency),
      truth.refundedFen > 0 &&
        `${words.entry.refunded} ${sumOf(truth.refundedFen, truth.currency)}`,
    )
  return {
    title: events.join(', ') || words.entry.nothing,
    detail: join(money, `${words.entry.cause}: ${cause}`),
    tone: events.length > 0 ? 'good' : 'plain',
  }
}

const TONES: Partial<Record<NonNullable<Result['meaning']>, Tone>> = {
  ok: 'good',
  pending: 'wait',
  unknown: 'fault',
}

function sayAnswer({ result, travel, explained }: EntryOf<'answer'>, words: Words): Said {
  const { code, subCode, tradeStatus, readable, meaning, subMsg, action, retryFlag } = result
  const codes = [code, subCode].filter(Boolean).join(' ')
  return {
    title: join(codes || (meaning ?? travel), tradeStatus),
    detail: join(
      action && `action=${action}`,
      retryFlag === 'Y' && 'retry_flag=Y',
      travel !== 'whole' && `${travel}: ${words.timeline.notDelivered}`,
      explained?.mistakes.map(({ name }) => name).join(', '),
      explained === undefined && subMsg,
    ),
    tone: !readable || travel !== 'whole' ? 'fault' : (TONES[meaning ?? 'refused'] ?? 'bad'),
  }
}
