// Writes small journals for tests, in plain journal entries: times in seconds, replies by name.
import type { BendKind } from '../../server/journal/notification-entry.ts'
import {
  SCHEMA_VERSION,
  type Entry,
  type EntryBody,
  type EntryOf,
  type Op,
  type OrderText,
  type Result,
  type TradeStatus,
  type Truth,
} from '../../server/journal/entry.ts'
import type { FaultKind } from '../../server/journal/fault-kinds.ts'
import type { Meaning, Reason } from '../../server/journal/reasons.ts'
import type { BeliefEntry, ManualItemsEntry } from '../../server/journal/suite-entry.ts'
import { answerOf, readNotificationForm } from '../../server/journal/older-openapi-notifications.ts'
import { readTrace, type Trace } from '../../server/journal/trace.ts'

/** What the gateway refuses, or answers as if it did. */
export const refusedAs = (reason: Reason, subCode: string, meaning: Meaning = 'refused') => ({
  meaning,
  reason,
  code: '40004',
  subCode,
})

const REPLIES = {
  OK: { meaning: 'ok', code: '10000' },
  PEND: { meaning: 'pending', code: '10003' },
  WAIT: { meaning: 'ok', code: '10000', tradeStatus: 'WAIT_BUYER_PAY' },
  SUCCESS: { meaning: 'ok', code: '10000', tradeStatus: 'TRADE_SUCCESS' },
  CLOSED: { meaning: 'ok', code: '10000', tradeStatus: 'TRADE_CLOSED' },
  UNK: { ...refusedAs('ResultUnknown', 'isp.unknow-error', 'unknown'), code: '20000' },
  RETRY: { meaning: 'ok', code: '10000', retryFlag: 'Y' },
  NOTEXIST: refusedAs('TradeNotFound', 'ACQ.TRADE_NOT_EXIST', 'not-found'),
  BIZFAIL: refusedAs('AuthCodeInvalid', 'ACQ.PAYMENT_AUTH_CODE_INVALID'),
  REFUSED: { ...refusedAs('SellerBalanceTooLow', 'ACQ.SELLER_BALANCE_NOT_ENOUGH'), retryFlag: 'N' },
  HAS_SUCCESS: refusedAs('TradeAlreadyPaid', 'ACQ.TRADE_HAS_SUCCESS', 'ask-query'),
  BUSY: { ...refusedAs('SystemError', 'ACQ.SYSTEM_ERROR', 'unknown'), code: '20000' },
  INVALID: refusedAs('InvalidParameter', 'ACQ.INVALID_PARAMETER'),
  SYSTEM_ERROR: refusedAs('SystemError', 'ACQ.SYSTEM_ERROR', 'unknown'),
} satisfies Record<string, Omit<Result, 'readable'>>

/**
 * `LOST`: reset by the gateway. `GARBAGE`: arrived, unreadable. `GIVEN_UP`: the merchant hung up
 * first. `HUNG`: never ended.
 */
export type Reply =
  | keyof typeof REPLIES
  | 'LOST'
  | 'GARBAGE'
  | 'GIVEN_UP'
  | 'HUNG'
  | Omit<Result, 'readable'>

interface CallOptions {
  tookS?: number
  amountFen?: number
  fingerprint?: string
  authCode?: string
  tradeNo?: string
  outRequestNo?: string
  /** The number of a fault that met it, and what that did. */
  fault?: string
  faultKind?: FaultKind
  body?: string
  headers?: Record<string, string>
  signType?: string
  order?: OrderText
}

interface NoticeOptions {
  status?: TradeStatus
  bend?: BendKind
  reply?: string
  /** 0: no answer at all. */
  httpStatus?: number
  notifyId?: string
  body?: string
  tookS?: number
  fault?: string
}

const wire = (body = '', headers: Record<string, string> = {}) =>
  ({ start: '', headers, body, encoding: 'utf8' }) as const

interface Run {
  timeScale?: number
  resultChannel?: 'poll' | 'notify+poll'
  capabilities?: EntryOf<'run'>['capabilities']
  reading?: string
}

export function createJournal({
  timeScale = 1,
  resultChannel = 'poll',
  capabilities,
  reading,
}: Run = {}): Journal {
  return new Journal().write(0, {
    kind: 'run',
    merchant: 'test',
    resultChannel,
    timeScale,
    seed: 'test',
    ...(capabilities && { capabilities }),
    ...(reading !== undefined && { reading }),
  })
}

/** Entries are put in order of time when the trace is read; equal times keep the order of writing. */
export class Journal {
  readonly #drafts: { ms: number; body: EntryBody }[] = []
  #count = 0

  write(atS: number, body: EntryBody): this {
    this.#drafts.push({ ms: Math.round(atS * 1_000), body })
    return this
  }

  sale(saleId = 's1', amountFen = 2_000, channel: 'barcode' | 'qr' | 'web' = 'barcode') {
    this.write(0, { kind: 'sale', saleId, scenario: 'story', channel, amountFen })
    return this
  }
  call(atS: number, op: Op, outTradeNo: string, reply: Reply, options: CallOptions = {}) {
    const { tookS = 0, authCode, tradeNo, outRequestNo, fault, fingerprint, body } = options
    const { signType, order, headers, faultKind } = options
    const opens = op === 'PAY' || op === 'PRECREATE'
    const amountFen = options.amountFen ?? (opens ? 2_000 : undefined)
    const exchange = `x${(this.#count += 1)}`
    const ids = { outTradeNo, authCode, tradeNo, outRequestNo }
    this.write(atS, {
      kind: 'request',
      exchange,
      protocol: 'test',
      op,
      ids,
      amountFen,
      fingerprint,
      signType,
      order,
      wire: wire(body, headers),
    })
    if (fault !== undefined || faultKind !== undefined) {
      const by = { rule: 'r', fault: '', catalogueId: fault ?? '', faultKind, note: '' }
      this.write(atS, { kind: 'fault', ...by, stage: 'call', exchange })
    }
    if (reply === 'HUNG') return this
    const { result, travel } = resultOf(reply)
    const endS = atS + tookS
    this.write(endS, { kind: 'answer', exchange, result, travel })
    this.write(endS, {
      kind: 'end',
      exchange,
      by: reply === 'GIVEN_UP' ? 'client' : 'gateway',
      whole: travel === 'whole' && reply !== 'GIVEN_UP',
      deliveredBytes: 1,
    })
    return this
  }
  /** Queries at these times, all answered alike. */
  queries(outTradeNo: string, timesS: readonly number[], reply: Reply) {
    for (const atS of timesS) this.call(atS, 'QUERY', outTradeNo, reply)
    return this
  }
  books(atS: number, outTradeNo: string, status: TradeStatus, money: Partial<Truth> = {}) {
    const paidFen = status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED' ? 2_000 : 0
    const truth: Truth = {
      appId: 'app',
      outTradeNo,
      tradeNo: `t-${outTradeNo}`,
      status,
      totalFen: 2_000,
      paidFen,
      refundedFen: 0,
      ...money,
    }
    this.write(atS, { kind: 'commit', cause: 'test', events: [], truth })
    return this
  }
  belief(atS: number, status: BeliefEntry['status'], more: Partial<BeliefEntry> = {}) {
    this.write(atS, {
      kind: 'belief',
      saleId: 's1',
      status,
      refundedFen: 0,
      attempts: [],
      effects: [],
      ...more,
    })
    return this
  }
  act(atS: number, act: string, more: Partial<EntryOf<'adapter'>> = {}) {
    this.write(atS, {
      kind: 'adapter',
      saleId: 's1',
      act,
      startedMs: Math.round(atS * 1_000),
      status: 202,
      reply: '',
      ...more,
    })
    return this
  }
  refundBelief(atS: number, refundId: string, status: string, amountFen: number) {
    this.write(atS, { kind: 'refund-belief', saleId: 's1', refundId, status, amountFen })
    return this
  }
  /** Waits for people from now on: the whole list. */
  people(atS: number, ...items: Partial<ManualItemsEntry['items'][number]>[]) {
    const whole = { attempt: 'A1', op: 'QUERY', reason: 'no answer' }
    this.write(atS, { kind: 'manual-items', items: items.map((item) => ({ ...whole, ...item })) })
    return this
  }
  notice(atS: number, outTradeNo: string, options: NoticeOptions = {}) {
    const {
      status = 'TRADE_SUCCESS',
      bend,
      reply = 'success',
      httpStatus = 200,
      tookS = 0,
    } = options
    const delivery = `d${(this.#count += 1)}`
    const notifyId = options.notifyId ?? 'n1'
    this.write(atS, {
      kind: 'send',
      delivery,
      notifyId,
      attempt: 1,
      outTradeNo,
      tradeStatus: status,
      genuine: bend === undefined,
      ...(bend && { bend: { kind: bend, note: bend } }),
      text: readNotificationForm(new URLSearchParams(options.body)),
      wire: wire(options.body),
    })
    if (options.fault) {
      const by = { rule: 'r', fault: options.fault, catalogueId: options.fault, note: '' }
      this.write(atS, { kind: 'fault', ...by, stage: 'delivery', delivery })
    }
    const answer = answerOf(httpStatus, reply)
    const acknowledged = answer === 'accepted'
    this.write(atS + tookS, {
      kind: 'reply',
      delivery,
      ...(httpStatus > 0 && { status: httpStatus, body: reply }),
      tookMs: 0,
      acknowledged,
      accepted: acknowledged,
      ...(httpStatus > 0 && { answer }),
      why: '',
    })
    return this
  }
  /** The trace goes on until then. */
  until(atS: number) {
    this.write(atS, { kind: 'scenario', scenario: 'other', phase: 'started' })
    return this
  }
  entries(): Entry[] {
    return this.#drafts
      .toSorted((a, b) => a.ms - b.ms)
      .map(({ ms, body }, index) => ({
        schemaVersion: SCHEMA_VERSION,
        seq: index + 1,
        at: 1_000_000 + ms,
        elapsedMs: ms,
        ...body,
      }))
  }
  trace(): Trace {
    return readTrace(this.entries())
  }
}

function resultOf(reply: Exclude<Reply, 'HUNG'>): { result: Result; travel: string } {
  if (reply === 'LOST') return { result: { readable: true, ...REPLIES.OK }, travel: 'reset' }
  // Computed whole, but nobody was there to read it.
  if (reply === 'GIVEN_UP') return { result: { readable: true, ...REPLIES.OK }, travel: 'whole' }
  if (reply === 'GARBAGE') return { result: { readable: false }, travel: 'whole' }
  const result = typeof reply === 'string' ? REPLIES[reply] : reply
  return { result: { readable: true, ...result }, travel: 'whole' }
}

/** `[3, 6, … , 30]` */
export function every(stepS: number, untilS: number, fromS = stepS): number[] {
  return Array.from(
    { length: Math.floor((untilS - fromS) / stepS + 1e-9) + 1 },
    (_, n) => fromS + n * stepS,
  )
}
