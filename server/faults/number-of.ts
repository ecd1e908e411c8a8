// The order number that an answer in the place of another names.
import type { CallMessage, OutcomeMessage } from './messages.ts'

export function numberOf(message: CallMessage | OutcomeMessage): string | undefined {
  if (message.stage === 'call') return message.outTradeNo
  const { outcome } = message
  if ('trade' in outcome) return outcome.trade.outTradeNo
  if ('order' in outcome) return outcome.order.outTradeNo
  return 'outTradeNo' in outcome ? outcome.outTradeNo : undefined
}
