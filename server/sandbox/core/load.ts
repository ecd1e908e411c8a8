// Loads what a command may look at.
import { introduce, NOBODY, openIdOf, type NamedBuyer } from '../../trade/buyer.ts'
import type { AskRefund, Command, KnownAccount, Records } from '../../trade/decision.ts'
import { receivingAccount } from '../../trade/conversion.ts'
import { buyerAccount, sellerAccount, type PendingOrder, type Trade } from '../../trade/trade.ts'
import type { Instant } from '../../values/instant.ts'
import type { SandboxCore } from './core.ts'
import { codeShown } from './triggered.ts'

export function load(core: SandboxCore, command: Command, now: Instant): Records {
  const { trades } = core
  const { trade, order } = find(core, command)
  const pid = 'pid' in command ? command.pid : (trade?.pid ?? order?.pid ?? '')
  const code = command.op === 'PAY' && command.authCode ? codeShown(core, command, now) : undefined
  const isAct = command.op === 'scan' || command.op === 'confirm'
  const called = command.op === 'CREATE' ? namedBuyer(core, command.buyer) : undefined
  const buyerId = isAct ? command.buyerId : (called ?? code?.buyerId ?? trade?.buyerId)
  const buyer = buyerId ? trades.buyer(buyerId) : trade && NOBODY
  const named = trade ?? order ?? ('totalFen' in command ? command : undefined)
  const via = named?.via ?? ('via' in command ? command.via : undefined)
  const options = core.optionsFor({ totalFen: named?.totalFen, via })
  const ways = core.waysFor({ via })
  const outTradeNo = 'outTradeNo' in command ? command.outTradeNo : undefined
  return {
    options,
    ways,
    ...batchOf(core, command),
    drawTradeNo: via === undefined ? undefined : core.gateways.termsOf(via).drawTradeNo,
    freePayments:
      buyer && options.freePaymentsADay > 0 ? trades.freePayments(buyer.buyerId, now) : undefined,
    pid,
    trade,
    order,
    code,
    buyer: buyer && introduce(buyer, options),
    ...(command.op === 'CASHIER' && command.buyer && { named: accountNamed(core, command.buyer) }),
    tombstone: Boolean(outTradeNo) && trades.hasTombstone(pid, outTradeNo ?? ''),
    buyerBalanceFen: buyer ? trades.balance(buyerAccount(buyer.buyerId)) : 0,
    sellerBalanceFen: trades.balance(trade ? receivingAccount(trade) : sellerAccount(pid)),
    refunds: trade ? trades.refunds(trade.tradeNo) : [],
    ...(ways.refundNumbers === 'of-merchant' &&
      command.op === 'REFUND' &&
      !('items' in command) && { isNumberElsewhere: isElsewhere(core, command, trade) }),
    knownAccounts: movesShares(command, trade) ? knownAccounts(core) : [],
  }
}

function batchOf({ batches }: SandboxCore, command: Command): Pick<Records, 'batch' | 'batchItem'> {
  if (!('batchNo' in command)) return {}
  const { pid, batchNo } = command
  if (command.op !== 'refund-item') return { batch: batches.get(pid, batchNo) }
  const { place } = command
  const head = batches.head(pid, batchNo)
  const item = batches.item(pid, batchNo, place)
  return head && item ? { batchItem: { head, item } } : {}
}

/** Whom an order of alipay.trade.create is for; a name that nobody has gives an unknown buyer. */
function namedBuyer({ trades }: SandboxCore, { id, openId, logonId }: NamedBuyer): string {
  if (id) return id
  const found = trades
    .buyers()
    .find((one) => (openId ? openIdOf(one.buyerId) === openId : one.logonId === logonId))
  return found?.buyerId ?? 'nobody'
}

/** A buyer or a merchant, by id or by the name that they log in with. */
function accountNamed(core: SandboxCore, named: NamedBuyer): string | undefined {
  const merchant = core.apps
    .all()
    .find(({ pid, sellerEmail }) => pid === named.id || sellerEmail === named.logonId)
  if (merchant) return merchant.pid
  const buyerId = namedBuyer(core, named)
  return core.trades.buyer(buyerId) ? buyerId : undefined
}

/** Whether money goes to, or comes back from, those with whom a trade is shared. */
const movesShares = ({ op }: Command, trade: Trade | undefined) =>
  op === 'SETTLE' || ((op === 'REFUND' || op === 'CANCEL') && trade?.settlements !== undefined)

/** Everybody with an account, by user id and by logon id. */
function knownAccounts({ trades, apps, options }: SandboxCore): KnownAccount[] {
  const buyers = trades
    .buyers()
    .flatMap(({ buyerId, logonId }) =>
      [buyerId, logonId].map((named) => ({ named, account: buyerAccount(buyerId) })),
    )
  const sellers = apps
    .all()
    .flatMap(({ pid, sellerEmail }) =>
      [pid, sellerEmail].map((named) => ({ named, account: sellerAccount(pid) })),
    )
  const others = options().sellerIds.map((named) => ({ named, account: sellerAccount(named) }))
  return [...buyers, ...sellers, ...others].map((one) => {
    return { ...one, balanceFen: trades.balance(one.account) }
  })
}

function find({ trades }: SandboxCore, command: Command): { trade?: Trade; order?: PendingOrder } {
  if ('qrCode' in command) {
    const order = trades.orderByQr(command.qrCode)
    return { order, trade: order && trades.tradeByOut(order.pid, order.outTradeNo) }
  }
  if (!('pid' in command)) return { trade: trades.trade(command.tradeNo) }
  const { pid } = command
  const outTradeNo = 'outTradeNo' in command ? command.outTradeNo : undefined
  if ('tradeNo' in command && command.tradeNo) {
    const trade = trades.trade(command.tradeNo)
    // Another merchant's trade does not exist for this one.
    return { trade: trade?.pid === pid ? trade : undefined }
  }
  if (!outTradeNo) {
    const refundNo = command.op === 'REFQUERY' ? command.outRequestNo : undefined
    return refundNo === undefined ? {} : { trade: trades.tradeOfRefund(pid, refundNo) }
  }
  return { trade: trades.tradeByOut(pid, outTradeNo), order: trades.order(pid, outTradeNo) }
}

/** Whether the number of this refund has been used for another trade of the merchant. */
function isElsewhere(
  { trades }: SandboxCore,
  { pid, outRequestNo = '' }: AskRefund,
  trade: Trade | undefined,
): boolean {
  const used = trades.tradeOfRefund(pid, outRequestNo)
  return used !== undefined && used.tradeNo !== trade?.tradeNo
}
