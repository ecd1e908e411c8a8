// Why the books refused a call, in words for the journal: the reply says only the code of it. Reads,
// and changes nothing.
import type { Hint } from '../../journal/explanation.ts'
import { productCodes } from '../../trade/cashier.ts'
import type { Call, OrderTerms, Outcome, Pay } from '../../trade/decision.ts'
import { fits } from '../../trade/pay.ts'
import type { Refusal } from '../../journal/reasons.ts'
import type { Order, Trade } from '../../trade/trade.ts'
import { walletOfCode } from '../../values/ids.ts'
import { formatChinaTime } from '../../values/instant.ts'
import { formatSum } from '../../values/money.ts'
import type { SandboxCore } from '../core/core.ts'
import { codeShown } from '../core/triggered.ts'

type Say = (core: SandboxCore, call: Call) => Hint | undefined

const SAYS: Partial<Record<Refusal, Say>> = {
  AuthCodeInvalid: aboutItsCode,
  AuthCodeExpired: aboutItsCode,
  ProductNotAllowed: (core, call) => {
    if (call.op !== 'CASHIER') return undefined
    const takes = productCodes(call.product, core.options()).join(' or ')
    const about = `product_code is ${call.productCode}; ${call.product}.pay takes ${takes}`
    return { name: 'product-code', about }
  },
  OrderChanged: aboutTerms,
  SellerChanged: aboutTerms,
  TimeChanged: aboutTerms,
  BatchNumberUsed: (core, call) => {
    if (!('batchNo' in call)) return undefined
    const before = core.batches.head(call.pid, call.batchNo)
    if (!before) return undefined
    const about = `a batch of this number was asked for at ${formatChinaTime(before.askedAt)}, and is ${before.state}: it was accepted`
    return { name: 'batch-number-used', about }
  },
  TradeNotFound: (core, call) => aboutMissing(core, call),
  RefundExceedsPaid: (core, call) => aboutRefund(core, call),
  RefundExceedsTotal: (core, call) => aboutRefund(core, call),
  RefundAmountNotTotal: (core, call) => aboutRefund(core, call),
  TradeAlreadyPaid: (core, call) => {
    const paidAt = tradeOf(core, call)?.paidAt
    if (paidAt === undefined) return undefined
    return { name: 'already-paid', about: `it was paid at ${formatChinaTime(paidAt)}: query it` }
  },
  TradeAlreadyClosed: aboutClosed,
  TradeAlreadyCancelled: aboutClosed,
}

function aboutTerms(core: SandboxCore, call: Call): Hint | undefined {
  const known = tradeOf(core, call) ?? orderOf(core, call)
  if (!known || !('totalFen' in call)) return undefined
  const about = `${known.outTradeNo} exists with other terms: ${differences(call, known, call.pid)}`
  return { name: 'order-changed', about }
}

function aboutItsCode(core: SandboxCore, call: Call): Hint | undefined {
  return call.op === 'PAY' ? aboutCode(core, call) : undefined
}

function aboutClosed(core: SandboxCore, call: Call): Hint | undefined {
  const trade = tradeOf(core, call)
  if (trade?.closedAt === undefined) return undefined
  const how = trade.closedBy === undefined ? '' : ` by ${trade.closedBy}`
  const about = `it was closed${how} at ${formatChinaTime(trade.closedAt)}`
  return { name: 'already-closed', about }
}

/** What an answer of the books leaves out; nothing when it was no refusal. */
export function hintsOnOutcome(core: SandboxCore, call: Call, outcome: Outcome): Hint[] {
  if (outcome.kind !== 'refused') return []
  const hint = SAYS[outcome.refusal]?.(core, call)
  return hint ? [hint] : []
}

/** Used, unknown, expired, of another sandbox, of another wallet, or of another scene. */
function aboutCode(core: SandboxCore, call: Pay): Hint {
  const { authCode = '', scene } = call
  const code = codeShown(core, call, core.clock.now())
  if (!code) return aboutUnknown(core, authCode, call.via)
  if (!fits(code, scene)) {
    const wanted = scene === 'security_code' ? 'bar_code' : 'security_code'
    return { name: 'code-of-another-scene', about: `such a code is paid by scene ${wanted}` }
  }
  if (code.usedBy !== undefined) {
    const by = core.trades.trade(code.usedBy)?.outTradeNo ?? code.usedBy
    return { name: 'code-used', about: `the code has paid ${by} already; it works once` }
  }
  const when =
    code.expiresAt === 0 ? 'before it was shown' : `at ${formatChinaTime(code.expiresAt)}`
  return { name: 'code-expired', about: `the code expired ${when}: the buyer shows a new one` }
}

function aboutUnknown(core: SandboxCore, authCode: string, via: string): Hint {
  const owner = core.ownerOfCode?.(authCode)
  if (owner !== undefined) {
    const about = `the code belongs to a buyer of sandbox "${owner}", and this is another one`
    return { name: 'code-foreign', about }
  }
  const ofWallet = walletOfCode(authCode)
  if (ofWallet === undefined) {
    const about =
      'an Alipay code has 16 to 24 digits (one day up to 64) and begins with 25 to 30, a face’s with ' +
      'fp; a code of WeChat has 18 digits and begins with 10 to 15'
    return { name: 'code-malformed', about }
  }
  if (ofWallet !== core.gateways.walletOf(via)) {
    const about =
      ofWallet === 'wechat'
        ? 'a code of 18 digits that begins with 10 to 15 is WeChat Pay’s, not Alipay’s'
        : 'a code that begins with 25 to 30 is Alipay’s, not WeChat Pay’s'
    return { name: 'code-foreign', about }
  }
  const about =
    'no buyer of this sandbox was given this code: take one from "alipay-sim buyer code", ' +
    'or a trigger (docs/triggers.md)'
  return { name: 'code-unknown', about }
}

function aboutMissing(core: SandboxCore, call: Call): Hint {
  const order = orderOf(core, call)
  if (order) {
    const what = order.cashier ? 'nobody has confirmed it in the cashier' : 'nobody has scanned it'
    const about = `the order is there, and it is no trade yet: ${what}`
    return { name: 'not-yet-a-trade', about }
  }
  const { outTradeNo, tradeNo } = keyOf(call)
  const others = tradeNo
    ? core.trades.trade(tradeNo)
    : core.trades.tradesNumbered(outTradeNo ?? '')[0]
  if (others && others.pid !== call.pid) {
    return { name: 'trade-of-another', about: `this number is a trade of merchant ${others.pid}` }
  }
  const number = tradeNo ? `trade_no ${tradeNo}` : `out_trade_no ${outTradeNo}`
  return { name: 'number-unknown', about: `no call has opened a trade under ${number}` }
}

function aboutRefund(core: SandboxCore, call: Call): Hint | undefined {
  const trade = tradeOf(core, call)
  if (!trade || call.op !== 'REFUND' || 'items' in call) return undefined
  const { totalFen, refundedFen, currency } = trade
  const about =
    `asked back ${formatSum(call.amountFen, currency)}; of ${formatSum(totalFen, currency)} ` +
    `${formatSum(refundedFen, currency)} went back before, ` +
    `${formatSum(totalFen - refundedFen, currency)} are left`
  return { name: 'refund-amount', about }
}

function differences(asked: OrderTerms, known: Order, pid: string): string {
  const fields: [string, string, string][] = [
    [
      'total_amount',
      formatSum(known.totalFen, known.currency),
      formatSum(asked.totalFen, asked.currency),
    ],
    ['subject', JSON.stringify(known.subject), JSON.stringify(asked.subject)],
    ['seller_id', known.sellerId, asked.sellerId ?? pid],
    ['time to pay', known.asksTime ?? 'none', asked.asksTime ?? 'none'],
  ]
  return fields
    .filter(([, before, now]) => before !== now)
    .map(([field, before, now]) => `${field} was ${before}, now ${now}`)
    .join('; ')
}

const keyOf = (call: Call) => ({
  outTradeNo: call.outTradeNo,
  tradeNo: 'tradeNo' in call ? call.tradeNo : undefined,
})

function tradeOf({ trades }: SandboxCore, call: Call): Trade | undefined {
  const { outTradeNo = '', tradeNo } = keyOf(call)
  return tradeNo ? trades.trade(tradeNo) : trades.tradeByOut(call.pid, outTradeNo)
}

const orderOf = ({ trades }: SandboxCore, call: Call) =>
  trades.order(call.pid, call.outTradeNo ?? '')
