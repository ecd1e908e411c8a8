// A sender that names trades by the gateway's number from the first reply that tells it (004:L187-191:
// either number will do). What was learnt is lost in a restart; then the shop's own number serves.
import type { WireDecisions } from './decisions/wire.ts'
import type { Sender } from './gateway-methods.ts'

/** These open an order, and only the shop's own number can do that. */
const OPENS = new Set(['alipay.trade.pay', 'alipay.trade.precreate'])

export function naming(
  sender: Sender,
  by: WireDecisions['namesTradesBy'] = 'out_trade_no',
): Sender {
  return by === 'trade_no' ? byTradeNo(sender) : sender
}

function byTradeNo(sender: Sender): Sender {
  const known = new Map<string, string>()
  return {
    ...sender,
    async send(method, biz, notify) {
      const { out_trade_no: outTradeNo, ...rest } = biz
      if (typeof outTradeNo !== 'string') return sender.send(method, biz, notify)
      const tradeNo = OPENS.has(method) ? undefined : known.get(outTradeNo)
      const named = tradeNo === undefined ? biz : { ...rest, trade_no: tradeNo }
      const reply = await sender.send(method, named, notify)
      const answeredNo = reply.kind === 'answered' ? reply.fields['trade_no'] : undefined
      if (answeredNo !== undefined) known.set(outTradeNo, answeredNo)
      return reply
    },
  }
}
