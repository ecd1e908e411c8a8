// `alipay-sim notify …`: notifications.
import { Command, Option } from 'commander'
import { plainValue } from '../server/faults/text-options.ts'
import type { Notification } from '../server/storage/notifications.ts'
import { faultOptions, knownFault } from './fault-options.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { addVerb, settings, type Shown } from './verb.ts'

interface InjectOptions {
  fault: string
  status?: string
  set: string[]
}

export function notifyCommand(io: Io): Command {
  const notify = new Command('notify')
  addVerb<{ last: string }>(notify, io, {
    usage: 'list',
    about: 'the latest notifications and what became of them, oldest first',
    examples: ['notify list', 'notify list --last 500 --json'],
    options: [new Option('--last <number>', 'how many').default('50')],
    run: async (client, { last }) => {
      const value = await client.get<Notification[]>('/notifications', { limit: last })
      return listShown(value)
    },
  })
  addVerb(notify, io, {
    usage: 'resend <notify_id>',
    about: 'sends a genuine one once more, under the same notify_id',
    examples: ['notify resend 2026010500222100000090000123456789'],
    run: async (client, _options, [id = '']) => {
      const path = `/notifications/${encodeURIComponent(id)}/resend`
      const value = await client.send<Notification>('POST', path)
      return { value, lines: [`${value.notifyId} is sent again to ${value.url}`] }
    },
  })
  addVerb<{ sends?: string }>(notify, io, {
    usage: 'hurry <trade>',
    about: 'the sends that a trade still has come at once; the clock stays',
    examples: ['notify hurry order-1', 'notify hurry order-1 --sends 3'],
    options: [new Option('--sends <number>', 'how many at most (default: 8)')],
    run: async (client, { sends }, [trade = '']) => {
      const body = { trade, sends: sends === undefined ? undefined : plainValue(sends) }
      return listShown(await client.send<Notification[]>('POST', '/notifications/hurry', body))
    },
  })
  addVerb(notify, io, {
    usage: 'silence <trade>',
    about: 'what a trade still had to tell is never told',
    examples: ['notify silence order-1'],
    run: async (client, _options, [trade = '']) =>
      listShown(await client.send<Notification[]>('POST', '/notifications/silence', { trade })),
  })
  addVerb<InjectOptions>(notify, io, {
    usage: 'inject <out_trade_no>',
    alias: 'forge',
    about:
      'sends, once, a notification of something that did not happen; the books stay as they are',
    examples: [
      'notify forge order-1',
      'notify forge order-1 --set variant=none',
      'notify inject order-1 --fault wrong-amount --set byFen=-1',
    ],
    options: [
      new Option('--fault <fault>', 'how it is bent; "none" sends it well signed').default(
        'forge-notification',
      ),
      new Option('--status <trade_status>', 'what it tells (default: TRADE_SUCCESS)'),
      settings('options of the fault, see "fault catalogue"'),
    ],
    run: async (client, { fault, status, set }, [outTradeNo = '']) => {
      const body = { outTradeNo, status: status?.toUpperCase(), ...bend(fault, set) }
      const value = await client.send<Notification>('POST', '/notifications/inject', body)
      const how = fault === 'none' ? 'well signed' : fault
      return { value, lines: [`${value.notifyId} goes to ${value.url} (${how})`] }
    },
  })
  return notify
}

function bend(word: string, set: readonly string[]): object {
  if (word === 'none') return {}
  const { name, fault } = knownFault(word)
  return { fault: name, options: faultOptions(fault, set, undefined) }
}

function listShown(value: Notification[]): Shown {
  const rows = value.map(({ notifyId, trade, attempts, state, lastWhy = '' }) => [
    notifyId,
    trade.outTradeNo,
    trade.status,
    `${attempts}`,
    state,
    lastWhy,
  ])
  const head = ['notify_id', 'out_trade_no', 'tells', 'sends', 'state', 'why']
  return { value, lines: rows.length === 0 ? ['no notifications'] : table(head, rows) }
}
