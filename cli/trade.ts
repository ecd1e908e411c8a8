// `alipay-sim trade …`: the trades of the gateway.
import { Command, Option } from 'commander'
import type { TradeView } from '../server/sandbox/api/trades.ts'
import { formatChinaTime } from '../server/values/instant.ts'
import { formatSum, parseYuan } from '../server/values/money.ts'
import { Failure } from './failure.ts'
import type { Io } from './io.ts'
import { latestRows, listOptions, type ListFlags } from './latest-rows.ts'
import { table } from './table.ts'
import { tradeLines } from './trade-words.ts'
import { addVerb } from './verb.ts'

export function tradeCommand(io: Io): Command {
  const trade = new Command('trade')
  addVerb<ListFlags>(trade, io, {
    usage: 'list',
    about: 'the latest trades, oldest first',
    examples: ['trade list', 'trade list --last 500 --json', 'trade list --before order-17'],
    options: listOptions('trade', 'by either of its numbers'),
    run: async (client, flags) => {
      const value = await latestRows<TradeView>(client, '/trades', flags, (one) => one.tradeNo)
      const rows = value.map((one) => [
        one.outTradeNo,
        one.tradeNo,
        one.status,
        formatSum(one.totalFen, one.currency).replace(/ yuan$/, ''),
        formatSum(one.refundedFen, one.currency).replace(/ yuan$/, ''),
        formatChinaTime(one.createdAt),
      ])
      const head = ['out_trade_no', 'trade_no', 'status', 'yuan', 'refunded', 'created']
      return { value, lines: table(head, rows) }
    },
  })
  addVerb(trade, io, {
    usage: 'show <trade>',
    about: 'one trade, by out_trade_no or trade_no',
    examples: ['trade show order-1'],
    run: async (client, _options, [number = '']) => {
      const value = await client.get<TradeView>(`/trades/${encodeURIComponent(number)}`)
      return { value, lines: tradeLines(value) }
    },
  })
  addVerb<{ keepOpen?: boolean }>(trade, io, {
    usage: 'age <trade> <duration>',
    about: 'makes one trade older, with its timers; the clock stays',
    examples: [
      'trade age order-1 25h',
      'trade age order-1 366d',
      'trade age order-1 25h --keep-open',
    ],
    options: [new Option('--keep-open', 'leave the time limit of an unpaid order alone')],
    run: async (client, { keepOpen: keepsOpen }, [number = '', by = '']) => {
      const path = `/trades/${encodeURIComponent(number)}/age`
      const value = await client.send<{ trade?: TradeView }>('POST', path, { by, keepsOpen })
      const lines = value.trade ? tradeLines(value.trade) : [`${number} is ${by} older`]
      return { value, lines }
    },
  })
  addRefund(trade, io)
  addVerb(trade, io, {
    usage: 'qr <out_trade_no>',
    about: 'the code of a QR order, to be scanned',
    examples: ['trade qr order-1'],
    run: async (client, _options, [number = '']) => {
      const path = `/trades/${encodeURIComponent(number)}/qr-code`
      const value = await client.get<{ qrCode: string }>(path)
      return { value, lines: [value.qrCode] }
    },
  })
  return trade
}

function addRefund(trade: Command, io: Io): void {
  addVerb<{ reason?: string }>(trade, io, {
    usage: 'refund <trade> [yuan]',
    about: "refunds on Alipay's merchant site, outside the API: all that is left, or this much",
    examples: ['trade refund order-1', 'trade refund order-1 9.90 --reason "by the finance"'],
    options: [new Option('--reason <text>', 'why')],
    run: async (client, { reason }, [number = '', yuan]) => {
      const amountFen = yuan === undefined ? undefined : parseYuan(yuan)
      if (yuan !== undefined && !amountFen) {
        throw new Failure(2, {
          en: `yuan: "${yuan}" is no amount; write for example 99.50`,
          zh: `yuan："${yuan}" 不是金额；请写成例如 99.50`,
        })
      }
      const path = `/trades/${encodeURIComponent(number)}/refund-outside`
      const value = await client.send<TradeView>('POST', path, { amountFen, reason })
      return { value, lines: tradeLines(value) }
    },
  })
}
