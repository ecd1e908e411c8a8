// What a person can do with notifications: look, send again, and let a fault make one up.
import { bindFault } from '../../faults/faults.ts'
import type { Notification } from '../../storage/notifications.ts'
import type { TradeStatus } from '../../journal/entry.ts'
import type { Order, Product, Trade } from '../../trade/trade.ts'
import type { Fen } from '../../values/money.ts'
import { drawTradeNo } from '../../values/ids.ts'
import { InputError } from '../../values/input-error.ts'
import { hurry, silence } from '../time/aging.ts'
import { findTrade } from '../core/find-trade.ts'
import type { SandboxCore } from '../core/core.ts'
import { newNotifyId } from '../core/news.ts'

export interface InjectRequest {
  outTradeNo: string
  /** A notification fault (`forge-notification`, `wrong-amount`); none sends it as it stands. */
  fault?: string
  options?: Record<string, unknown>
  status?: TradeStatus
}

export interface TellRequest {
  /** Whose words it is told in: `wechat-v3`, `openapi-v2`, … */
  protocol: string
  /** The merchant's number; of an order that nobody needs to have heard of. */
  outTradeNo: string
  url: string
  /** Of an order that the books do not know. */
  totalFen?: Fen
  subject?: string
  passback?: string
  /** How the buyer met the order: `create` (JSAPI) unless said. */
  product?: Product
  appId?: string
  fault?: string
  options?: Record<string, unknown>
}

function one(core: SandboxCore, notifyId: string): Notification {
  const found = core.notifications.get(notifyId)
  if (found) return found
  throw new InputError('notifyId', `there is no ${notifyId}; see "alipay-sim notify list"`)
}

export function openNotices(core: SandboxCore) {
  return {
    /** The latest of them, or the latest before this one; oldest first. */
    list: (limit = Number.MAX_SAFE_INTEGER, before?: string): Notification[] => {
      if (before === undefined || core.notifications.get(before)) {
        return core.notifications.latest(limit, before)
      }
      const remedy = 'give the notify_id of the first one of a list'
      throw new InputError('before', `there is no notification ${before}; ${remedy}`)
    },

    get: (notifyId: string): Notification => one(core, notifyId),

    /** Sends a genuine notification once more, now, under the same notify_id. */
    resend: (notifyId: string): Notification => {
      const found = one(core, notifyId)
      const attempt = found.attempts + 1
      core.jobs.add(core.clock.now(), { kind: 'notify', notifyId, attempt, copy: true })
      core.wakeUp()
      return found
    },

    /** The sends that a trade's notifications still have come at once, at most this many. */
    hurry: (outTradeNo: string, sends = 8): Promise<Notification[]> =>
      hurry(core, outTradeNo, sends),

    /** What a trade's notifications still had to say is never said. */
    silence: (outTradeNo: string): Notification[] => silence(core, outTradeNo),

    /**
     * Sends, once, a notification of something that did not happen: "paid" for an order nobody
     * paid, bent by a fault. The books stay as they are.
     */
    inject: ({ outTradeNo, fault, options = {}, status = 'TRADE_SUCCESS' }: InjectRequest) => {
      const trade = pretend(core, outTradeNo, status)
      if (!trade.notifyUrl) {
        throw new InputError('outTradeNo', `order ${outTradeNo} was opened without a notify_url`)
      }
      return sendOnce(core, trade, trade.notifyUrl, fault, options)
    },

    /**
     * Tells, once, that an order was paid, in the words of any protocol: for shops whose orders are opened
     * where nothing is simulated. The books stay as they are.
     */
    tell: (wanted: TellRequest): Notification => {
      const { url, fault, options = {} } = wanted
      if (!/^https?:\/\/./.test(url) || !URL.canParse(url)) {
        throw new InputError('url', 'an address such as http://127.0.0.1:3000/notify')
      }
      return sendOnce(core, madeUp(core, wanted), url, fault, options)
    },
  }
}

function sendOnce(
  core: SandboxCore,
  trade: Trade,
  url: string,
  fault: string | undefined,
  options: Record<string, unknown>,
): Notification {
  const bound = fault === undefined ? undefined : bindFault(fault, options)
  if (bound && 'wrong' in bound) throw new InputError(bound.wrong.field, bound.wrong.remedy)
  const now = core.clock.now()
  const notifyId = newNotifyId(core, trade, now)
  const notification: Notification = {
    notifyId,
    appId: trade.appId,
    url,
    trade,
    eventAt: now,
    ...(bound && { bend: { fault: bound.name, options: bound.options } }),
    once: true,
    attempts: 0,
    state: 'pending',
  }
  core.writer.transact(() => {
    core.notifications.put(notification)
    core.jobs.add(now, { kind: 'notify', notifyId, attempt: 1 })
  })
  core.wakeUp()
  return notification
}

/** An order as it would stand in the books of a protocol, had it been opened and paid there. */
function madeUp(core: SandboxCore, wanted: TellRequest): Trade {
  const {
    protocol,
    outTradeNo,
    totalFen = 1,
    product = 'create',
    subject = '（模拟）',
    passback,
  } = wanted
  if (!core.gateways.names.includes(protocol)) {
    throw new InputError('protocol', `one of ${core.gateways.names.join(', ')}, not ${protocol}`)
  }
  const app = wanted.appId === undefined ? core.apps.all()[0] : core.apps.get(wanted.appId)
  if (!app)
    throw new InputError('appId', `there is no app ${wanted.appId}; see "alipay-sim app list"`)
  const pid = core.gateways.pidOf(protocol, app)
  const now = core.clock.now()
  const known = core.trades.tradeByOut(pid, outTradeNo)
  if (known)
    return { ...known, via: protocol, status: 'TRADE_SUCCESS', paidAt: known.paidAt ?? now }
  const { buyerId = '' } = core.trades.buyers()[0] ?? {}
  const { drawTradeNo: draw = drawTradeNo } = core.gateways.termsOf(protocol)
  return {
    via: protocol,
    appId: app.appId,
    pid,
    sellerId: pid,
    outTradeNo,
    product,
    totalFen,
    subject,
    passbackParams: passback,
    tradeNo: draw(core.draw, buyerId, now),
    status: 'TRADE_SUCCESS',
    buyerId,
    createdAt: now,
    paidAt: now,
    expiresAt: now,
    refundedFen: 0,
  }
}

/** The trade as it would be, had the buyer paid. */
export function pretend(core: SandboxCore, number: string, status: TradeStatus): Trade {
  const now = core.clock.now()
  const trade = findTrade(core, number)
  if (trade) return { ...trade, status, paidAt: trade.paidAt ?? now }
  const order = core.trades.ordersNumbered(number).at(-1)
  if (!order) {
    throw new InputError('outTradeNo', `the gateway knows no order ${number}`)
  }
  const { buyerId = '' } = core.trades.buyers()[0] ?? {}
  const asTrade: Order = order
  const tradeNo = drawTradeNo(core.draw, buyerId, now)
  return { ...asTrade, tradeNo, status, buyerId, createdAt: now, paidAt: now, refundedFen: 0 }
}
