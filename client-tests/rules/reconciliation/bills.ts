// How a merchant went about its bills, read from the trace: which day it asked for, by which link it
// fetched the file, and what a reconciliation found in it.
import * as v from 'valibot'
import type { EntryOf } from '../../../server/journal/entry.ts'
import type { FaultKind } from '../../../server/journal/fault-kinds.ts'
import type { Exchange, Trace } from '../../../server/journal/trace.ts'
import { contentOf } from '../content.ts'
import { jsonIn, textOf } from '../openapi-content.ts'

/** A request for the link to the bill of a day. */
export interface Ask {
  exchange: Exchange
  billType: string
  /** `yyyy-MM-dd`, or `yyyy-MM` for a month. */
  billDate: string
  /** The gateway's clock when it was asked. */
  at: number
  /** The proof in the link that was given out; `undefined` when none was. */
  token: string | undefined
  evidence: readonly number[]
}

export interface Download {
  exchange: Exchange
  method: string
  token: string | undefined
  /** Whose bill it is, where the link says so: 2088…. */
  seller: string | undefined
  /** Of which day or month it is, where the request says so: `2026-01-05`, `2026-01`. */
  date: string | undefined
  /** The file arrived whole. */
  arrived: boolean
  evidence: readonly number[]
}

export function readAsks(trace: Trace): Ask[] {
  const forLinks = readExchanges(trace, 'BILLURL').map(
    ({ exchange, request, answer, evidence }) => {
      const content = contentOf(request.wire)
      return {
        exchange,
        evidence,
        billType: textOf(content, 'bill_type'),
        billDate: textOf(content, 'bill_date'),
        at: request.at,
        token: exchange.result ? tokenIn(answer?.wire?.body) : undefined,
      }
    },
  )
  return [...forLinks, ...asksForFiles(trace)]
}

/** WeChat gives the file at once to whoever names a day; its `ALL` is the bill of all trades. */
function asksForFiles(trace: Trace): Ask[] {
  return readExchanges(trace, 'BILLGET').flatMap(({ exchange, request, evidence }) => {
    const content = contentOf(request.wire)
    const billDate = dayAsked(request)
    if (billDate === undefined) return []
    const type = textOf(content, 'bill_type')
    return [
      {
        exchange,
        evidence,
        billType: type === 'ALL' || type === '' ? 'trade' : type,
        billDate,
        at: request.at,
        token: undefined,
      },
    ]
  })
}

export function readDownloads(trace: Trace): Download[] {
  return readExchanges(trace, 'BILLGET').map(({ exchange, request, evidence }) => ({
    exchange,
    evidence,
    method: request.wire.start.split(' ')[0] ?? '',
    token: tokenIn(request.wire.start),
    // The account of a bill is the seller's number and 0156 (004:L272).
    seller: /userId=(2088\d{12})0156/.exec(request.wire.start)?.[1],
    date: dayOf(/bizDates=(\d{6,8})/.exec(request.wire.start)?.[1]) ?? dayAsked(request),
    arrived: exchange.result?.meaning === 'ok',
  }))
}

const dayAsked = ({ wire }: EntryOf<'request'>) => dayOf(textOf(contentOf(wire), 'bill_date'))

/** 20260105 → 2026-01-05 */
function dayOf(digits = ''): string | undefined {
  const [, year, ...rest] = /^(\d{4})(\d\d)(\d\d)?$/.exec(digits) ?? []
  return year && [year, ...rest.filter((part) => part !== undefined)].join('-')
}

function readExchanges(trace: Trace, op: 'BILLURL' | 'BILLGET') {
  const requests = new Map(trace.of('request').map((entry) => [entry.exchange, entry]))
  const answers = new Map(trace.of('answer').map((entry) => [entry.exchange, entry]))
  const ends = new Map(trace.of('end').map((entry) => [entry.exchange, entry]))
  return trace.exchanges.flatMap((exchange) => {
    const request = requests.get(exchange.id)
    if (exchange.op !== op || !request) return []
    const answer = answers.get(exchange.id)
    const evidence = [request.seq, ends.get(exchange.id)?.seq ?? request.seq]
    return [{ exchange, request, answer, evidence }]
  })
}

/** Links are told apart by their token, however the message that holds them is escaped. */
function tokenIn(text: string | undefined): string | undefined {
  return /token(?:=|%3D)([0-9a-f]{32})/i.exec(text ?? '')?.[1]
}

const reconciliation = v.object({
  discrepancies: v.array(v.object({ type: v.string(), ref: v.string() })),
  cancel_refunds: v.nullish(v.array(v.string())),
})

/** What a report should call each discrepancy. */
const TYPES: Partial<Record<FaultKind, string>> = {
  'payment-missing': 'local_only',
  'payment-added': 'remote_only',
  'amount-changed': 'amount',
  'refund-added': 'refund_unknown',
}

/** `undefined` for a fault that bends no row of a bill. */
export function typeOf({ faultKind }: EntryOf<'fault'>): string | undefined {
  return faultKind && TYPES[faultKind]
}

/** A comparison that somebody asked for, with the file it was made from. */
export interface Reconciliation {
  act: EntryOf<'adapter'>
  discrepancies: readonly { type: string; ref: string }[]
  cancelRefunds: readonly string[]
  download: Download
  /** What was planted in that file. */
  injected: readonly EntryOf<'fault'>[]
}

/** The reconciliations that have a file and a readable report. */
export function readReconciliations(trace: Trace): Reconciliation[] {
  const downloads = readDownloads(trace).filter(({ arrived }) => arrived)
  return trace.of('adapter').flatMap((act) => {
    if (act.act !== 'reconcile' || act.status < 200 || act.status > 299) return []
    // Another wallet's bill of that day may not be there: an older one is no part of this comparison.
    const isOfThatDay = ({ date }: Download) =>
      date === undefined || act.date === undefined || act.date.startsWith(date)
    const download = downloads.findLast(
      (one) => one.exchange.startMs <= act.elapsedMs && isOfThatDay(one),
    )
    const report = v.safeParse(reconciliation, jsonIn(act.reply))
    if (!download || !report.success) return []
    const { discrepancies, cancel_refunds: cancelRefunds } = report.output
    return [
      {
        act,
        discrepancies,
        cancelRefunds: cancelRefunds ?? [],
        download,
        injected: download.exchange.faults.filter((fault) => typeOf(fault) !== undefined),
      },
    ]
  })
}
