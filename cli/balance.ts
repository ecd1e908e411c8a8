// `alipay-sim balance …`: what is on the accounts, and money to and from a bank.
import { Command } from 'commander'
import { formatYuan, parseYuan } from '../server/values/money.ts'
import type { Client } from './client.ts'
import { Failure } from './failure.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'
import { addVerb, type Shown } from './verb.ts'

interface Balance {
  account: string
  balanceFen: number
}

export function balanceCommand(io: Io): Command {
  const balance = new Command('balance')
  addVerb(balance, io, {
    usage: 'list',
    about: 'every account of the ledger; together they are 0',
    examples: ['balance list', 'balance list --json'],
    run: async (client) => {
      const value = await client.get<Balance[]>('/balances')
      return { value, lines: linesOf(value) }
    },
  })
  addVerb(balance, io, {
    usage: 'withdraw <owner> <yuan>',
    about: "takes money off a buyer's or seller's account to a bank; owner is the 2088 number",
    examples: ['balance withdraw 2088102100000000 99.50'],
    run: (client, _options, words) => move(client, 'withdraw', words),
  })
  addVerb(balance, io, {
    usage: 'deposit <owner> <yuan>',
    about: "pays money from a bank into a buyer's or seller's account",
    examples: ['balance deposit 2088102100000000 99.50'],
    run: (client, _options, words) => move(client, 'deposit', words),
  })
  return balance
}

async function move(
  client: Client,
  act: 'withdraw' | 'deposit',
  [owner = '', yuan = '']: string[],
): Promise<Shown> {
  const amountFen = parseYuan(yuan)
  if (!amountFen)
    throw new Failure(2, {
      en: `yuan: "${yuan}" is no amount; write for example 99.50`,
      zh: `yuan："${yuan}" 不是金额；请写成例如 99.50`,
    })
  const value = await client.send<Balance>('POST', `/balances/${act}`, { owner, amountFen })
  return { value, lines: linesOf([value]) }
}

function linesOf(balances: readonly Balance[]): string[] {
  const rows = balances.map(({ account, balanceFen }) => [account, formatYuan(balanceFen)])
  return table(['account', 'yuan'], rows)
}
