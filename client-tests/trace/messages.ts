// Which order a call, a notification, a fault or a commit is about, by whichever number it names it.
import type { CallIds, Entry } from '../../server/journal/entry.ts'

/** Reads entry by entry; what a call names is known when it arrives. */
export function readMessages() {
  const byTradeNo = new Map<string, string>()
  const byExchange = new Map<string, string>()
  const byDelivery = new Map<string, string>()
  const ofBatches = new Map<string, Set<string>>()
  // WeChat's refundquery names the refund alone.
  const byRefundNo = new Map<string, string>()
  const numberOf = ({ outTradeNo, tradeNo = '', outRequestNo = '' }: CallIds) =>
    outTradeNo ?? byTradeNo.get(tradeNo) ?? byRefundNo.get(outRequestNo)
  return {
    /** Of a call that names many: each of them. */
    ordersIn: (exchange: string): ReadonlySet<string> => ofBatches.get(exchange) ?? new Set(),
    numberOf,
    add: (entry: Entry) => {
      if (entry.kind === 'commit' && entry.truth) {
        byTradeNo.set(entry.truth.tradeNo, entry.truth.outTradeNo)
      }
      if (entry.kind === 'send') byDelivery.set(entry.delivery, entry.outTradeNo)
      if (entry.kind !== 'request') return
      // Refunds of a batch name their trades, each of which is an order's.
      for (const { ids } of entry.parts ?? []) {
        const ofPart = numberOf(ids)
        if (ofPart !== undefined) listIn(ofBatches, entry.exchange).add(ofPart)
      }
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

function listIn<K, V>(lists: Map<K, Set<V>>, key: K): Set<V> {
  const found = lists.get(key) ?? new Set()
  lists.set(key, found)
  return found
}
