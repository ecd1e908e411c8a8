// Reads from a command line which messages a fault rule is for, and says it back in words.
import { Option } from 'commander'
import type { FaultRule } from '../../server/faults/match.ts'
import { OPS } from '../../server/journal/entry.ts'
import { formatChinaTime, formatDuration, parseDuration } from '../../server/values/instant.ts'
import { formatYuan, parseYuan } from '../../server/values/money.ts'
import { nearest } from '../../server/values/nearest.ts'
import { Failure } from '../failure.ts'

export interface MatchFlags {
  op?: string
  trade?: string
  code?: string
  amount?: string
  app?: string
  protocol?: string
  nth?: string
  count?: string
  for?: string
  from?: string
  until?: string
  probability?: string
  after?: string
}

/** What a message bears. */
export const SEEN_OPTIONS = [
  new Option('--op <operation>', 'PAY, PRECREATE, QUERY, CANCEL, CLOSE, REFUND, BILLGET, …'),
  new Option('--trade <out_trade_no>', 'only this order'),
  new Option('--code <auth_code>', 'only this payment code'),
  new Option('--amount <yuan>', 'only orders of this amount, 88.88'),
  new Option('--app <app_id>', 'only this app'),
  new Option('--protocol <name>', 'openapi-v2 or openapi-v3'),
]

export const MATCH_OPTIONS = [
  ...SEEN_OPTIONS,
  new Option('--nth <number>', 'from the n-th matching message on'),
  new Option('--count <number>', 'at most this often'),
  new Option('--for <duration>', 'as long as this by the gateway clock, 10m'),
  new Option('--from <time>', 'from this moment of the gateway clock on, "2026-01-05 10:00:00"'),
  new Option('--until <time>', 'only before this moment of the gateway clock'),
  new Option('--probability <0..1>', 'by chance, drawn from the seed'),
  new Option('--after <trade_status>', 'once the trade has reached this state'),
]

export function matchOf(flags: MatchFlags): Record<string, unknown> {
  const { after, from, until } = flags
  return {
    ...seenOf(flags),
    after: after?.toUpperCase(),
    from,
    until,
    durationMs: read('for', flags.for, parseDuration, '10m'),
    nth: read('nth', flags.nth, number, '2'),
    count: read('count', flags.count, number, '1'),
    probability: read('probability', flags.probability, number, '0.5'),
  }
}

export function seenOf(flags: MatchFlags): Record<string, unknown> {
  const { op, trade: outTradeNo, code: authCode, app: appId, protocol } = flags
  const amountFen = read('amount', flags.amount, parseYuan, '88.88')
  return {
    op: op === undefined ? undefined : knownOp(op),
    outTradeNo,
    authCode,
    appId,
    protocol,
    amountFen,
  }
}

function knownOp(word: string): string {
  const name = word.toUpperCase()
  const known = OPS.find((op) => op === name)
  if (known) return known
  const meant = nearest(name, OPS)
  const hint =
    meant === undefined
      ? { en: `there are ${OPS.join(', ')}`, zh: `可用的有 ${OPS.join('、')}` }
      : { en: `did you mean ${meant}?`, zh: `是否想写 ${meant}？` }
  throw new Failure(2, {
    en: `--op: there is no "${word}"; ${hint.en}`,
    zh: `--op：没有接口 "${word}"；${hint.zh}`,
  })
}

function read(
  flag: string,
  text: string | undefined,
  parse: (text: string) => number | undefined,
  example: string,
): number | undefined {
  if (text === undefined) return undefined
  const value = parse(text)
  if (value !== undefined) return value
  throw new Failure(2, {
    en: `--${flag}: "${text}" will not do; write for example ${example}`,
    zh: `--${flag}："${text}" 无法识别；请写成例如 ${example}`,
  })
}

function number(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

export function ruleWords({ match, options }: FaultRule): string {
  const { amountFen, durationMs, from, until, ...plain } = match
  const words = Object.entries({ ...plain, ...options }).map(([name, value]) => `${name}=${value}`)
  if (amountFen !== undefined) words.push(`amount=${formatYuan(amountFen)}`)
  if (durationMs !== undefined) words.push(`for=${formatDuration(durationMs)}`)
  if (from !== undefined) words.push(`from=${formatChinaTime(from)}`)
  if (until !== undefined) words.push(`until=${formatChinaTime(until)}`)
  return words.join(' ') || 'always'
}
