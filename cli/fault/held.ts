// `alipay-sim fault held`, `release`, `drop`: the answers that a breakpoint holds.
import type { Command } from 'commander'
import type { HeldAnswer } from '../../server/sandbox/core/held-answer.ts'
import { formatChinaTime } from '../../server/values/instant.ts'
import type { Client } from '../client.ts'
import type { Io } from '../io.ts'
import { table } from '../table.ts'
import { addVerb } from '../verb.ts'

const HEAD = ['exchange', 'operation', 'order', 'answer', 'held since', 'goes by itself']

const VERBS = [
  ['release', 'released', 'lets a held answer go on its way (all of them without an exchange)'],
  ['drop', 'dropped', 'resets the line instead: the client never learns the answer'],
] as const

const list = (client: Client) => client.get<HeldAnswer[]>('/held')

export function heldVerbs(fault: Command, io: Io): void {
  addVerb(fault, io, {
    usage: 'held',
    about: 'the answers that the fault "breakpoint" holds',
    examples: ['fault add breakpoint --op PAY --count 1', 'fault held'],
    run: async (client) => {
      const value = await list(client)
      return { value, lines: value.length === 0 ? ['no answer is held'] : rowsOf(value) }
    },
  })
  for (const [name, done, about] of VERBS) {
    addVerb(fault, io, {
      usage: `${name} [exchange]`,
      about,
      examples: [`fault ${name} x12`, `fault ${name}`],
      run: async (client, _options, [exchange]) => {
        const held = exchange === undefined ? await list(client) : [{ exchange }]
        for (const one of held) {
          await client.send('POST', `/held/${encodeURIComponent(one.exchange)}/${name}`)
        }
        const names = held.map((one) => one.exchange)
        const lines = names.map((one) => `${one} ${done}`)
        return { value: { [done]: names }, lines: lines.length > 0 ? lines : ['no answer is held'] }
      },
    })
  }
}

function rowsOf(held: readonly HeldAnswer[]): string[] {
  const rows = held.map(({ exchange, op, outTradeNo, code, since, until }) => [
    exchange,
    op ?? '',
    outTradeNo ?? '',
    code ?? '',
    formatChinaTime(since),
    formatChinaTime(until),
  ])
  return table(HEAD, rows)
}
