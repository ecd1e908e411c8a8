// Journal entries in words: one line each for lists, with the wire bytes for a single exchange.
import type { Entry, EntryOf, Result, Truth } from '../../server/journal/entry.ts'
import type { Hint } from '../../server/journal/explanation.ts'
import type { SuiteEntry } from '../../server/journal/suite-entry.ts'
import { formatChinaMillis } from '../../server/values/instant.ts'
import { explanationLines } from '../explain.ts'
import { curlOf } from '../../server/journal/readable.ts'
import { decodedLines, isMasked } from './decoded.ts'
import { formatYuan } from '../../server/values/money.ts'
import { visibleLine } from '../../server/values/visible.ts'

/** `  12  2026-01-05 10:00:00.123  request   x3 PAY order-1 88.88 yuan` */
export function entryLine(entry: Entry): string {
  const seq = String(entry.seq).padStart(5)
  const line = visibleLine(words(entry))
  return `${seq}  ${formatChinaMillis(entry.at)}  ${entry.kind.padEnd(8)}  ${line}`
}

/** The line, the message as it travelled, what it says, and why it was answered so. */
export function entryLines(entry: Entry): string[] {
  const wire = 'wire' in entry ? entry.wire : undefined
  const why = entry.kind === 'answer' && entry.explained ? explanationLines(entry.explained) : []
  const hints = entry.kind === 'answer' ? (entry.hints ?? []).map(hintLine) : []
  const explained = [...hints, ...why].map((line) => `    ${line}`)
  if (!wire) return [entryLine(entry), ...explained]
  const headers = Object.entries(wire.headers).map(([name, value]) => `${name}: ${value}`)
  const sections = [
    [wire.start, ...headers, '', ...wire.body.split(/\r?\n/)],
    headed('decoded', decodedLines(wire)),
    entry.kind === 'request' ? againLines(entry) : [],
  ]
  const indented = sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines) => [...lines.map((line) => `    ${line}`), ''])
  return [entryLine(entry), ...indented, ...explained]
}

const headed = (title: string, lines: string[]) => (lines.length > 0 ? [`${title}:`, ...lines] : [])

function againLines(entry: EntryOf<'request'>): string[] {
  const title = isMasked(entry)
    ? 'send it again (secrets are masked here, so its signature does not fit: add --unmasked)'
    : 'send it again'
  return headed(title, [curlOf(entry)])
}

const hintLine = ({ name, about }: Hint) => `why (${name}): ${about}`

const join = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ')

function words(entry: Entry): string {
  switch (entry.kind) {
    case 'request':
      return requestWords(entry)
    case 'commit':
      return join(
        entry.exchange ?? entry.cause,
        entry.events.join(', ') || 'nothing changed',
        entry.truth && truthWords(entry.truth),
      )
    case 'answer':
      return join(
        entry.exchange,
        resultWords(entry.result),
        entry.travel !== 'whole' && entry.travel,
      )
    case 'end':
      return join(
        entry.exchange,
        `by the ${entry.by},`,
        entry.whole ? 'the reply arrived' : `${entry.deliveredBytes} bytes arrived`,
      )
    case 'fault':
      return join(entry.exchange ?? entry.delivery, entry.catalogueId, entry.fault, entry.note)
    case 'buyer':
      return join(entry.buyerId, entry.act, entry.authCode ?? entry.outTradeNo, entry.note)
    case 'send':
      return join(
        entry.delivery,
        `${entry.outTradeNo} ${entry.tradeStatus}, send ${entry.attempt}`,
        !entry.genuine && `(${entry.bend?.note ?? 'not genuine'})`,
      )
    case 'reply':
      return join(entry.delivery, `${entry.why} after ${Math.round(entry.tookMs)} ms`)
    case 'clock':
      return join(entry.act, 'to', formatChinaMillis(entry.to))
    default:
      return suiteWords(entry)
  }
}

/** What only the conformance suite writes. */
function suiteWords(entry: EntryOf<SuiteEntry['kind']>): string {
  switch (entry.kind) {
    case 'run':
      return join(entry.merchant, entry.resultChannel, `seed ${entry.seed}`)
    case 'run-end':
      return `the machine was at most ${Math.round(entry.maxDelayMs)} ms late`
    case 'sale':
      return join(entry.saleId, entry.scenario, entry.channel, yuan(entry.amountFen))
    case 'adapter':
      return join(entry.saleId, entry.act, `status ${entry.status}`)
    case 'belief':
      return join(entry.saleId, 'the merchant says', entry.status)
    case 'refund-belief':
      return join(entry.refundId, 'the merchant says', entry.status, yuan(entry.amountFen))
    case 'manual-items':
      return `for people: ${entry.items.map(({ op, attempt }) => `${op} ${attempt}`).join(', ') || 'nothing'}`
    case 'scenario':
      return join(entry.scenario, entry.phase, entry.note)
  }
}

function requestWords({ exchange, op, method, ids, amountFen }: EntryOf<'request'>): string {
  return join(
    exchange,
    op ?? method ?? 'unknown method',
    ids.outTradeNo ?? ids.tradeNo,
    ids.outRequestNo !== undefined && `request ${ids.outRequestNo}`,
    ids.authCode !== undefined && `code ${ids.authCode}`,
    amountFen !== undefined && yuan(amountFen),
  )
}

function resultWords(result: Result): string {
  const { readable, code, subCode, tradeStatus, action, retryFlag } = result
  return join(
    code,
    subCode,
    tradeStatus,
    action && `action ${action}`,
    retryFlag === 'Y' && 'retry_flag Y',
    !readable && '(not readable)',
  )
}

function truthWords({ outTradeNo, status, paidFen, refundedFen }: Truth): string {
  const back = refundedFen > 0 ? `, refunded ${yuan(refundedFen)}` : ''
  return `→ ${outTradeNo} ${status}, paid ${yuan(paidFen)}${back}`
}

const yuan = (amountFen: number): string => `${formatYuan(amountFen)} yuan`
