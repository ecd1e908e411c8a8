// `alipay-sim notify …`: notifications.
import { Command, Option } from 'commander'
import { plainValue } from '../server/faults/text-options.ts'
import type { Entry, EntryOf } from '../server/journal/entry.ts'
import { PRODUCTS, type Product } from '../server/trade/trade.ts'
import { parseYuan } from '../server/values/money.ts'
import { formatChinaMillis } from '../server/values/instant.ts'
import type { Notification } from '../server/storage/notifications.ts'
import { faultOptions, knownFault } from './fault/options.ts'
import { Failure } from './failure.ts'
import type { Io } from './io.ts'
import { latestEntries } from './journal/latest.ts'
import { latestRows, listOptions, type ListFlags } from './latest-rows.ts'
import { table } from './table.ts'
import { addVerb, settings, type Shown } from './verb.ts'
import { wholeText } from './whole.ts'

interface TellOptions {
  as: string
  to: string
  amount?: string
  product?: Product
  fault?: string
  set: string[]
}

interface InjectOptions {
  fault: string
  status?: string
  set: string[]
}

export function notifyCommand(io: Io): Command {
  const notify = new Command('notify')
  addVerb<ListFlags>(notify, io, {
    usage: 'list',
    about: 'the latest notifications and what became of them, oldest first',
    examples: ['notify list', 'notify list --last 500 --json'],
    options: listOptions('notification', 'by its notify_id'),
    run: async (client, flags) =>
      listShown(
        await latestRows<Notification>(client, '/notifications', flags, (one) => one.notifyId),
      ),
  })
  whyVerb(notify, io)
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
    about: 'sends all pending notifications of a trade now, retries too; the clock stays',
    examples: ['notify hurry order-1', 'notify hurry order-1 --sends 3'],
    options: [new Option('--sends <number>', 'how many at most (default: 8)').argParser(wholeText)],
    run: async (client, { sends }, [trade = '']) => {
      const body = { trade, sends: sends === undefined ? undefined : plainValue(sends) }
      const before = sendsIn(await client.get<Notification[]>('/notifications'), trade)
      const value = await client.send<Notification[]>('POST', '/notifications/hurry', body)
      const shown = listShown(value)
      if (sendsIn(value, trade) > before) return shown
      return { value, lines: [...shown.lines, `nothing was left to send of ${trade}`] }
    },
  })
  addVerb(notify, io, {
    usage: 'silence <trade>',
    about: 'cancels all pending notifications of a trade',
    examples: ['notify silence order-1'],
    run: async (client, _options, [trade = '']) =>
      listShown(await client.send<Notification[]>('POST', '/notifications/silence', { trade })),
  })
  injectVerb(notify, io)
  tellVerb(notify, io)
  return notify
}

function injectVerb(notify: Command, io: Io): void {
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
      new Option('--fault <fault>', 'the fault; "none" sends it correctly signed').default(
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
}

function tellVerb(notify: Command, io: Io): void {
  addVerb<TellOptions>(notify, io, {
    usage: 'tell <out_trade_no>',
    about:
      'tells a shop, once, that an order was paid, signed as genuine; the gateway need not know the order (callbacks of WeChat Pay v3)',
    examples: [
      'notify tell order-1 --to http://127.0.0.1:3000/wechat --amount 88.88',
      'notify tell order-1 --to http://127.0.0.1:3000/wechat --fault N05 --set variant=none',
    ],
    options: [
      new Option('--to <address>', 'the notify_url of the shop').makeOptionMandatory(),
      new Option('--as <protocol>', 'in whose words').default('wechat-v3'),
      new Option('--amount <yuan>', 'of the order (default: 0.01)'),
      new Option(
        '--product <product>',
        'how the buyer met it (default: create, which is JSAPI)',
      ).choices(PRODUCTS),
      new Option('--fault <fault>', 'a fault that bends it, such as N05 or N06'),
      settings('options of the fault, see "fault catalogue"'),
    ],
    run: async (
      client,
      { as: protocol, to: url, amount, product, fault, set },
      [outTradeNo = ''],
    ) => {
      const totalFen = amount === undefined ? undefined : fenIn(amount)
      const bent = fault === undefined ? {} : bend(fault, set)
      const body = { protocol, outTradeNo, url, totalFen, product, ...bent }
      const value = await client.send<Notification>('POST', '/notifications/tell', body)
      return {
        value,
        lines: [`${value.notifyId} goes to ${value.url} (${fault ?? 'well signed'})`],
      }
    },
  })
}

function fenIn(amount: string): number {
  const fen = parseYuan(amount)
  if (fen !== undefined && fen > 0) return fen
  throw new Failure(2, {
    en: `--amount: "${amount}" is no sum; write yuan such as 88.88`,
    zh: `--amount：“${amount}”不是金额；请写元，例如 88.88`,
  })
}

const LATEST = '5000'

function whyVerb(notify: Command, io: Io): void {
  addVerb(notify, io, {
    usage: 'why <trade>',
    about: 'every send of the notifications of a trade, the answers, and their likely causes',
    examples: ['notify why order-1'],
    run: async (client, _options, [trade = '']) => {
      const entries = await latestEntries(client, LATEST)
      const sends = entries.filter((entry) => entry.kind === 'send')
      const value = sends
        .filter(({ outTradeNo }) => outTradeNo === trade)
        .map((sent) => ({ sent, reply: replyTo(entries, sent.delivery) }))
      if (value.length > 0) return { value, lines: value.flatMap(sendLines) }
      throw new Failure(1, {
        en: `trade: no notification of ${trade} is among the latest ${LATEST} entries; see "alipay-sim notify list"`,
        zh: `trade：最近 ${LATEST} 条流水中没有 ${trade} 的通知；全部通知见 alipay-sim notify list`,
      })
    },
  })
}

const replyTo = (entries: readonly Entry[], delivery: string): EntryOf<'reply'> | undefined =>
  entries.filter((entry) => entry.kind === 'reply').find((reply) => reply.delivery === delivery)

function sendLines({ sent, reply }: { sent: EntryOf<'send'>; reply?: EntryOf<'reply'> }): string[] {
  const { at, attempt, tradeStatus, genuine, bend: bent, wire } = sent
  const what = `send ${attempt} of ${tradeStatus}${genuine ? '' : ` (${bent?.note ?? 'not genuine'})`}`
  const why = reply ? `${reply.why}, after ${Math.round(reply.tookMs)} ms` : 'no answer yet'
  return [`${formatChinaMillis(at)}  ${what}  ${wire.start}`, `  ${why}`]
}

function bend(word: string, set: readonly string[]): object {
  if (word === 'none') return {}
  const { name, fault } = knownFault(word)
  return { fault: name, options: faultOptions(fault, set, undefined) }
}

const sendsIn = (all: readonly Notification[], given: string) =>
  all
    .filter(({ trade: { outTradeNo, tradeNo } }) => [outTradeNo, tradeNo].includes(given))
    .reduce((sum, { attempts }) => sum + attempts, 0)

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
