// Which order a call, a notification, a fault or a commit is about, by whichever number it names it.
import type { CallIds, Entry } from '../../server/journal/entry.ts'

/** Reads entry by entry; what a call names is known when it arrives. */
export function readMessages() {
  const byTradeNo = new Map<string, string>()
  const byExchange = new Map<string, string>()
  const byDelivery = new Map<string, string>()
  // WeChat's refundquery names the refund alone.
  const byRefundNo = new Map<string, string>()
  const numberOf = ({ outTradeNo, tradeNo = '', outRequestNo = '' }: CallIds) =>
    outTradeNo ?? byTradeNo.get(tradeNo) ?? byRefundNo.get(outRequestNo)
  return {
    add: (entry: Entry) => {
      if (entry.kind === 'commit' && entry.truth) {
        byTradeNo.set(entry.truth.tradeNo, entry.truth.outTradeNo)
      }
      if (entry.kind === 'send') byDelivery.set(entry.delivery, entry.outTradeNo)
      if (entry.kind !== 'request') return
      const outTradeNo = numberOf(entry.ids)
      if (outTradeNo === undefined) return
      byExchange.set(entry.exchange, outTradeNo)
      const { outRequestNo } = entry.ids
      if (entry.op === 'REFUND' && outRequestNo !== undefined)
        byRefundNo.set(outRequestNo, outTradeNo)
    },
    orderOf: (entry: Entry): string | undefined => {
      switch (entry.kind) {
        case 'request':
        case 'answer':
        case 'end':
          return byExchange.get(entry.exchange)
        case 'send':
        case 'reply':
          return byDelivery.get(entry.delivery)
        case 'commit':
          return byExchange.get(entry.exchange ?? '') ?? entry.truth?.outTradeNo
        case 'fault':
          return (
            byExchange.get(entry.exchange ?? '') ??
            byDelivery.get(entry.delivery ?? '') ??
            entry.outTradeNo
          )
        default:
          return undefined
      }
    },
  }
}
