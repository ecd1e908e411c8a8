// `alipay-sim buyer …`: what a person does in the wallet.
import { Command, Option } from 'commander'
import type { Claim } from '../server/sandbox/api/buyers.ts'
import type { WalletRow } from '../server/sandbox/api/wallet-bill.ts'
import type { Buyer, PaymentCode } from '../server/trade/buyer.ts'
import type { Trade } from '../server/trade/trade.ts'
import { WALLETS } from '../server/values/ids.ts'
import { formatChinaTime } from '../server/values/instant.ts'
import { formatYuan } from '../server/values/money.ts'
import { addBuyerAuthorisations } from './authorisations.ts'
import type { Client } from './client.ts'
import type { Io } from './io.ts'
import { card, table } from './table.ts'
import { tradeLines } from './trade-words.ts'
import { addVerb, type Shown } from './verb.ts'

const pays = new Option(
  '--pays <how>',
  'at-once, after-password=8s, never, no-money, risk-refused, closes=5s, after-cancel=1s, expired, ' +
    'used (default: at-once)',
)
const whose = new Option('--buyer <id>', 'whose wallet (default: the first buyer)')

interface Trigger {
  name: string
  says: string
  form: string
  amount: string
}

interface CodeOptions {
  pays?: string
  buyer?: string
  code?: string
  digits?: string
  wallet?: string
}

interface ScanOptions {
  pays?: string
  buyer?: string
  after?: string
}

export function buyerCommand(io: Io): Command {
  const buyer = new Command('buyer')
  addVerb(buyer, io, {
    usage: 'list',
    about: 'the buyers and what they have',
    examples: ['buyer list', 'buyer list --json'],
    run: (client) => list(client),
  })
  addVerb<CodeOptions>(buyer, io, {
    usage: 'code',
    about: 'a payment code (auth_code), good for one payment',
    examples: [
      'buyer code',
      'buyer code --pays after-password=8s',
      'buyer code --pays no-money',
      'buyer code --digits 32',
      'buyer code --wallet wechat',
    ],
    options: [
      pays,
      whose,
      new Option('--code <digits>', 'a code of your own choosing'),
      new Option('--digits <number>', 'how long it is, 16 to 64 (default: 18)'),
      new Option('--wallet <whose>', 'whose form it has (default: alipay)').choices(WALLETS),
    ],
    run: (client, options) => issueCode(client, options),
  })
  addVerb<{ buyer?: string; last: string }>(buyer, io, {
    usage: 'bill',
    about:
      'the bill in the buyer’s wallet, newest first, with the order numbers to read out at a counter',
    examples: ['buyer bill', 'buyer bill --buyer 2088722000000001 --last 5'],
    options: [whose, new Option('--last <number>', 'of how many trades').default('20')],
    run: (client, options) => bill(client, options),
  })
  addBuyerAuthorisations(buyer, io, whose)
  addVerb(buyer, io, {
    usage: 'refresh <auth_code>',
    about: 'the phone shows a new payment code, and the old one no longer works',
    examples: ['buyer refresh 281234567890123456'],
    run: async (client, _options, [authCode = '']) => {
      const value = await client.send<PaymentCode>('POST', '/buyers/codes/refresh', { authCode })
      return { value, lines: [value.authCode] }
    },
  })
  addVerb(buyer, io, {
    usage: 'claim <out_trade_no>',
    about: 'the buyer says "I have paid" and shows a picture; no money moves',
    examples: ['buyer claim order-1'],
    run: async (client, _options, [trade = '']) => {
      const value = await client.send<Claim>('POST', '/buyers/claim', { trade })
      const { outTradeNo, status = 'not scanned', paidFen } = value
      const books = `the books say ${status}, ${formatYuan(paidFen)} yuan`
      return { value, lines: [`the buyer of ${outTradeNo} claims to have paid; ${books}`] }
    },
  })
  addVerb(buyer, io, {
    usage: 'triggers',
    scope: 'host',
    about: 'payment codes whose digits decide what the buyer does, without any command',
    examples: ['buyer triggers'],
    run: (client) => triggers(client),
  })
  addActions(buyer, io)
  return buyer
}

/** What a buyer does with an order. */
function addActions(buyer: Command, io: Io): void {
  addVerb<ScanOptions>(buyer, io, {
    usage: 'scan <code-or-out_trade_no>',
    about: 'scans a QR order, now or later',
    examples: [
      'buyer scan order-1',
      'buyer scan https://qr.alipay.com/bax… --pays never',
      'buyer scan order-1 --after 40s',
    ],
    options: [pays, whose, new Option('--after <duration>', 'how much later')],
    run: (client, options, [what = '']) => scan(client, options, what),
  })
  addVerb<{ pays?: string; buyer?: string }>(buyer, io, {
    usage: 'confirm <out_trade_no>',
    about: 'confirms a page, wap or app order in the cashier',
    examples: ['buyer confirm order-1', 'buyer confirm order-1 --pays never'],
    options: [pays, whose],
    run: (client, options, [outTradeNo = '']) => confirm(client, options, outTradeNo),
  })
  addVerb(buyer, io, {
    usage: 'pay <trade>',
    about: 'the buyer of a waiting trade types the password now',
    examples: ['buyer pay order-1'],
    run: (client, _options, [trade = '']) => act(client, '/buyers/pay', trade),
  })
  addVerb(buyer, io, {
    usage: 'close <trade>',
    about: 'the buyer of a waiting trade closes the cashier, and the trade closes',
    examples: ['buyer close order-1'],
    run: (client, _options, [trade = '']) => act(client, '/buyers/close-cashier', trade),
  })
  addVerb(buyer, io, {
    usage: 'complain <trade>',
    about: 'the buyer of a paid trade complains: the trade is frozen and cannot be refunded',
    examples: ['buyer complain order-1'],
    run: (client, _options, [trade = '']) => act(client, '/buyers/complain', trade),
  })
  addVerb(buyer, io, {
    usage: 'settle-complaint <trade>',
    about: 'the complaint about a trade is settled, and the trade is no longer frozen',
    examples: ['buyer settle-complaint order-1'],
    run: (client, _options, [trade = '']) => act(client, '/buyers/settle-complaint', trade),
  })
}

async function list(client: Client): Promise<Shown> {
  const value = await client.get<(Buyer & { balanceFen: number })[]>('/buyers')
  const rows = value.map(({ buyerId, balanceFen, logonId, phone, name }) => [
    buyerId,
    `${formatYuan(balanceFen)} yuan`,
    logonId,
    phone ?? '',
    name,
  ])
  return { value, lines: table(['buyer_id', 'balance', 'logon id', 'phone', 'name'], rows) }
}

async function issueCode(
  client: Client,
  { pays: how, buyer: buyerId, code: authCode, digits: wanted, wallet }: CodeOptions,
): Promise<Shown> {
  const digits = wanted === undefined ? undefined : Number(wanted)
  const body = { pays: how, buyerId, authCode, digits, wallet }
  const value = await client.send<PaymentCode>('POST', '/buyers/codes', body)
  const lines = card([
    ['auth_code', value.authCode],
    ['buyer_id', value.buyerId],
    ['pays', how ?? 'at-once'],
    ['until', value.expiresAt === 0 ? 'never valid' : formatChinaTime(value.expiresAt)],
  ])
  return { value, lines }
}

async function bill(
  client: Client,
  { buyer: buyerId, last: limit }: { buyer?: string; last: string },
): Promise<Shown> {
  const value = await client.get<WalletRow[]>('/buyers/bill', {
    ...(buyerId !== undefined && { buyerId }),
    limit,
  })
  const rows = value.map(({ at, what, amountFen, outTradeNo, merchant, subject }) => [
    formatChinaTime(at),
    what,
    formatYuan(amountFen),
    outTradeNo,
    merchant,
    subject,
  ])
  const head = ['time', 'what', 'yuan', 'out_trade_no', 'merchant', 'subject']
  return { value, lines: table(head, rows) }
}

async function triggers(client: Client): Promise<Shown> {
  const value = await client.get<Trigger[]>('/triggers')
  const rows = value.map(({ form, amount, name, says }) => [form, amount.slice(0, 7), name, says])
  return { value, lines: table(['auth_code', 'yuan', 'name', 'the buyer'], rows) }
}

async function scan(
  client: Client,
  { pays: how, buyer: buyerId, after }: ScanOptions,
  what: string,
): Promise<Shown> {
  const order = what.includes('://') ? { qrCode: what } : { outTradeNo: what }
  if (after !== undefined) {
    const body = { ...order, pays: how, buyerId, after }
    const value = await client.send<{ due: number }>('POST', '/buyers/scan-later', body)
    return { value, lines: [`somebody scans at ${formatChinaTime(value.due)} (China)`] }
  }
  const value = await client.send<Trade>('POST', '/buyers/scan', { ...order, pays: how, buyerId })
  return { value, lines: tradeLines(value) }
}

async function confirm(
  client: Client,
  { pays: how, buyer: buyerId }: { pays?: string; buyer?: string },
  outTradeNo: string,
): Promise<Shown> {
  const body = { outTradeNo, pays: how, buyerId }
  const value = await client.send<Trade>('POST', '/buyers/confirm', body)
  return { value, lines: tradeLines(value) }
}

async function act(client: Client, path: string, trade: string): Promise<Shown> {
  const value = await client.send<Trade>('POST', path, { trade })
  return { value, lines: tradeLines(value) }
}
