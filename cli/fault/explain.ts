// `alipay-sim fault explain`: which rules would act on a call, and why each other one would not.
import { Option, type Command } from 'commander'
import type { FaultForecast } from '../../server/sandbox/api/explain-fault.ts'
import { formatYuan } from '../../server/values/money.ts'
import { Failure } from '../failure.ts'
import { SEEN_OPTIONS, seenOf, type MatchFlags } from './match.ts'
import type { Io } from '../io.ts'
import { table } from '../table.ts'
import { addVerb } from '../verb.ts'

interface Flags extends MatchFlags {
  kind?: string
  status?: string
}

export function explainVerb(fault: Command, io: Io): void {
  addVerb<Flags>(fault, io, {
    usage: 'explain [exchange]',
    about: 'which rules would act on a call, and why each other one would not',
    examples: [
      'fault explain x12',
      'fault explain --op PAY --amount 88.88',
      'fault explain --kind notification --trade order-1',
    ],
    options: [
      new Option('--kind <kind>', 'call (the default), notification or return'),
      ...SEEN_OPTIONS.map(({ flags, description }) => {
        return new Option(flags, description.replace(/^only /, ''))
      }),
      new Option('--status <trade_status>', 'as if the trade were in this state'),
    ],
    run: async (client, options, [exchange]) => {
      const { kind, status: tradeStatus } = options
      const described = { ...seenOf(options), kind, tradeStatus: tradeStatus?.toUpperCase() }
      const isDescribed = Object.values(described).some((value) => value !== undefined)
      if (exchange === undefined && !isDescribed) {
        throw new Failure(2, {
          en: 'fault explain: name an exchange (x12), or describe a call: --op PAY',
          zh: 'fault explain：请给出一次调用（例如 x12），或描述一次调用：--op PAY',
        })
      }
      const value = await client.send<FaultForecast>('POST', '/faults/explain', {
        exchange,
        ...described,
      })
      return { value, lines: forecastLines(value) }
    },
  })
}

function forecastLines({ message, rules, acted }: FaultForecast): string[] {
  const { kind, amountFen, ...seen } = message
  const words = Object.values(seen).filter((word) => word !== undefined && word !== '')
  if (amountFen !== undefined) words.push(`${formatYuan(amountFen)} yuan`)
  const rows = rules.map((one) => {
    const { rule, catalogueId, fault, stage, verdict, why } = one
    return [rule, catalogueId, fault, stage, verdict, why.join('; ')]
  })
  return [
    `${kind}: ${words.join(' ')}`,
    ...acted.map(
      ({ rule, catalogueId, note }) => `it was struck by ${rule} ${catalogueId}: ${note}`,
    ),
    ...(rows.length === 0
      ? ['no rules: nothing would bend it']
      : table(['rule', 'number', 'fault', 'stage', 'now', 'because'], rows)),
  ]
}
