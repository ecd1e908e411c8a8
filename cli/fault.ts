// `alipay-sim fault …`: make the gateway misbehave.
import { Command, Option } from 'commander'
import type { Fault } from '../server/faults/fault.ts'
import type { FaultRule } from '../server/faults/match.ts'
import { formatDuration, parseDuration } from '../server/values/instant.ts'
import { formatYuan, parseYuan } from '../server/values/money.ts'
import { Failure } from './failure.ts'
import { faultOptions, knownFault } from './fault-options.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { addVerb, settings } from './verb.ts'

interface AddOptions {
  executed?: string
  op?: string
  trade?: string
  code?: string
  amount?: string
  app?: string
  nth?: string
  count?: string
  for?: string
  probability?: string
  after?: string
  set: string[]
}

type Listed = Pick<Fault, 'name' | 'ids' | 'about' | 'ledger'>

const ADD_OPTIONS = [
  new Option('--executed <yes|no|later>', 'whether the call is really carried out'),
  new Option('--op <operation>', 'PAY, PRECREATE, QUERY, CANCEL, CLOSE, REFUND, BILLGET, …'),
  new Option('--trade <out_trade_no>', 'only this order'),
  new Option('--code <auth_code>', 'only this payment code'),
  new Option('--amount <yuan>', 'only orders of this amount, 88.88'),
  new Option('--app <app_id>', 'only this app'),
  new Option('--nth <number>', 'from the n-th matching message on'),
  new Option('--count <number>', 'at most this often'),
  new Option('--for <duration>', 'as long as this by the gateway clock, 10m'),
  new Option('--probability <0..1>', 'by chance, drawn from the seed'),
  new Option('--after <trade_status>', 'once the trade has reached this state'),
  settings('further options of the fault, see "fault catalogue"'),
]

export function faultCommand(io: Io): Command {
  const fault = new Command('fault')
  addVerb(fault, io, {
    usage: 'list',
    about: 'the rules, in the order in which they act',
    examples: ['fault list', 'fault list --json'],
    run: async (client) => {
      const value = await client.get<FaultRule[]>('/faults')
      const rows = value.map((rule) => [rule.id, rule.fault, `${rule.fired}`, ruleWords(rule)])
      const lines = rows.length === 0 ? ['no rules'] : table(['id', 'fault', 'fired', 'when'], rows)
      return { value, lines }
    },
  })
  addVerb(fault, io, {
    usage: 'catalogue',
    about: 'every fault there is, and what stays true in the books',
    examples: ['fault catalogue'],
    run: async (client) => {
      const value = await client.get<Listed[]>('/faults/catalogue')
      const rows = value.map(({ ids, name, about, ledger }) => [ids.join(' '), name, about, ledger])
      return { value, lines: table(['number', 'name', 'what it does', 'the books'], rows) }
    },
  })
  addVerb<AddOptions>(fault, io, {
    usage: 'add <fault>',
    about: 'adds a rule: which fault, for which messages, how often',
    examples: [
      'fault add F02 --op PAY --count 1',
      'fault add lost-reply --executed yes --op PAY --amount 88.88',
      'fault add duplicate-notification --set copies=3 gapMs=0',
    ],
    options: ADD_OPTIONS,
    run: async (client, options, [word = '']) => {
      const { name, fault: found } = knownFault(word)
      const body = {
        fault: name,
        options: faultOptions(found, options.set, options.executed),
        match: matchOf(options),
      }
      const value = await client.send<FaultRule>('POST', '/faults', body)
      return { value, lines: [`${value.id}  ${value.fault}  ${ruleWords(value)}`] }
    },
  })
  addVerb(fault, io, {
    usage: 'remove <id>',
    about: 'removes one rule',
    examples: ['fault remove r1'],
    run: async (client, _options, [id = '']) => {
      await client.send('DELETE', `/faults/${encodeURIComponent(id)}`)
      return { value: { removed: id }, lines: [`${id} removed`] }
    },
  })
  addVerb(fault, io, {
    usage: 'clear',
    about: 'removes all rules',
    examples: ['fault clear'],
    run: async (client) => {
      await client.send('DELETE', '/faults')
      return { value: { removed: 'all' }, lines: ['no rules any more'] }
    },
  })
  return fault
}

function matchOf(options: AddOptions): Record<string, unknown> {
  const { op, trade: outTradeNo, code: authCode, app: appId, after } = options
  return {
    op: op?.toUpperCase(),
    outTradeNo,
    authCode,
    appId,
    after: after?.toUpperCase(),
    amountFen: read('amount', options.amount, parseYuan, '88.88'),
    durationMs: read('for', options.for, parseDuration, '10m'),
    nth: read('nth', options.nth, number, '2'),
    count: read('count', options.count, number, '1'),
    probability: read('probability', options.probability, number, '0.5'),
  }
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
  throw new Failure(2, `--${flag}: "${text}" will not do; write for example ${example}`)
}

function number(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

function ruleWords({ match, options }: FaultRule): string {
  const { amountFen, durationMs, ...plain } = match
  const words = Object.entries({ ...plain, ...options }).map(([name, value]) => `${name}=${value}`)
  if (amountFen !== undefined) words.push(`amount=${formatYuan(amountFen)}`)
  if (durationMs !== undefined) words.push(`for=${formatDuration(durationMs)}`)
  return words.join(' ') || 'always'
}
