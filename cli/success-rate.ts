// `alipay-sim journal success-rate`: how many payments and calls succeeded, in a running sandbox or
// in a saved journal.
import { Option, type Command } from 'commander'
import { successRate, type SuccessRate } from '../server/journal/success-rate.ts'
import type { Io } from './io.ts'
import { readJournal } from './journal/read.ts'
import { table } from './table.ts'
import { addVerb, type Shown } from './verb.ts'

export function successRateVerb(journal: Command, io: Io): void {
  addVerb<{ file?: string }>(journal, io, {
    usage: 'success-rate',
    about: 'how many orders were paid and how many calls succeeded; the guide asks for 95 %',
    examples: ['journal success-rate', 'journal success-rate --file journal.jsonl --json'],
    options: [new Option('--file <journal>', 'a saved journal instead of a running sandbox')],
    offline: ({ file }) =>
      file === undefined ? undefined : shown(successRate(readJournal('--file', file))),
    run: async (client) => shown(await client.get<SuccessRate>('/journal/success-rate')),
  })
}

function shown(value: SuccessRate): Shown {
  const { orders, rate, isEnough, wanted, ops } = value
  const { asked, paid, waiting, closed, failed } = orders
  const verdict =
    rate === undefined
      ? 'no order is decided yet'
      : `${percent(rate)} of the decided orders are paid, ` +
        `${isEnough ? 'at least' : 'less than'} the ${percent(wanted)} the guide asks for`
  const rows = ops.map(({ op, calls, succeeded, waiting: pending, refused, unknown, ...rest }) => {
    const codes = Object.entries(rest.codes).map(([code, times]) => `${code} ×${times}`)
    const counts = [calls, succeeded, pending, refused, unknown, rest.unanswered]
    return [op, ...counts.map(String), codes.join(', ')]
  })
  const head = ['call', 'sent', 'succeeded', 'waiting', 'refused', 'unknown', 'no reply', 'codes']
  return {
    value,
    lines: [
      verdict,
      `${asked} orders: ${paid} paid, ${closed} closed unpaid, ${failed} failed, ${waiting} waiting`,
      ...(rows.length === 0 ? [] : table(head, rows)),
    ],
  }
}

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`
