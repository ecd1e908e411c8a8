// `alipay-sim bill …`: statements as files, and discrepancies put into them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import type { Discrepancy } from '../server/bills/discrepancies.ts'
import { plainValue } from '../server/faults/text-options.ts'
import { addCatalogue } from './catalogue.ts'
import { splitPair } from './fault/options.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { addVerb, settings } from './verb.ts'

interface DownloadOptions {
  type: string
  app?: string
  out: string
}

interface DiscrepancyOptions {
  date?: string
  set: string[]
}

export function billCommand(io: Io): Command {
  const bill = new Command('bill')
  addVerb<DownloadOptions>(bill, io, {
    usage: 'download <date>',
    about: 'writes the bill of a day or month, also of one that is not over',
    examples: ['bill download 2026-01-05', 'bill download 2026-01 --type signcustomer --out bills'],
    options: [
      new Option('--type <bill_type>', 'trade or signcustomer').default('trade'),
      new Option('--app <app_id>', 'whose merchant (default: the first app)'),
      new Option('--out <dir>', 'folder to write to').default('.'),
    ],
    run: async (client, { type, app: appId, out }, [date = '']) => {
      const query = { date, type, appId }
      const file = await client.get<{ name: string; base64: string }>('/bills/file', query)
      mkdirSync(out, { recursive: true })
      const path = join(out, file.name)
      writeFileSync(path, Buffer.from(file.base64, 'base64'))
      return { value: { path }, lines: [path] }
    },
  })
  addVerb<DiscrepancyOptions>(bill, io, {
    usage: 'plant <discrepancy>',
    about: 'puts a discrepancy into the bill of a day; the books stay as they are',
    examples: ['bill plant L01', 'bill plant wrong-amount --date 2026-01-05 --set byFen=-100'],
    options: [
      new Option('--date <yyyy-MM-dd>', 'whose bill (default: today, whose bill comes tomorrow)'),
      settings('options of the discrepancy, see "bill catalogue"'),
    ],
    run: async (client, { date, set }, [plant = '']) => {
      const pairs = set.map(splitPair).map(([name, text]) => [name, valueOf(name, text)] as const)
      const body = { plant, date, options: Object.fromEntries(pairs) }
      const value = await client.send<Discrepancy>('POST', '/bills/plants', body)
      return { value, lines: [`${value.id}  ${value.kind}  ${value.date}`] }
    },
  })
  addDiscrepancyVerbs(bill, io)
  return bill
}

/** An order number of digits alone is text all the same. */
const valueOf = (name: string, text: string) => (name === 'outTradeNo' ? text : plainValue(text))

function addDiscrepancyVerbs(bill: Command, io: Io): void {
  addVerb(bill, io, {
    usage: 'list',
    about: 'the discrepancies in bills',
    examples: ['bill list'],
    run: async (client) => {
      const value = await client.get<Discrepancy[]>('/bills/plants')
      const rows = value.map(({ id, kind, date, fired, options }) => [
        id,
        kind,
        date,
        `${fired}`,
        Object.entries(options)
          .map(([name, one]) => `${name}=${one}`)
          .join(' '),
      ])
      const head = ['id', 'discrepancy', 'bill of', 'fired', 'options']
      return { value, lines: rows.length === 0 ? ['no discrepancies'] : table(head, rows) }
    },
  })
  addCatalogue(bill, io, {
    about: 'every discrepancy there is, and what stays true in the books',
    path: '/bills/plants/catalogue',
  })
  addVerb(bill, io, {
    usage: 'remove <id>',
    about: 'removes one of them',
    examples: ['bill remove p1'],
    run: async (client, _options, [id = '']) => {
      await client.send('DELETE', `/bills/plants/${encodeURIComponent(id)}`)
      return { value: { removed: id }, lines: [`${id} removed`] }
    },
  })
  addVerb(bill, io, {
    usage: 'clear',
    about: 'removes all discrepancies',
    examples: ['bill clear'],
    run: async (client) => {
      await client.send('DELETE', '/bills/plants')
      return { value: { removed: 'all' }, lines: ['no discrepancies any more'] }
    },
  })
}
