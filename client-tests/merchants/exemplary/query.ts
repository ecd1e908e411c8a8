// One question to the gateway about one payment, as the shop is used to ask it.
import type { Reply } from './ports.ts'
import type { Shop } from './shop.ts'

/** Asks again after an unknown answer. */
export async function askAgain({ gateway, decisions }: Shop, outTradeNo: string): Promise<Reply> {
  const { atOnce = 1 } = decisions.queryRetry
  const others = Array.from({ length: atOnce - 1 }, () => gateway.query(outTradeNo))
  const reply = await gateway.query(outTradeNo)
  await Promise.all(others)
  return reply
}

/** A round of polling. */
export async function pollOnce({ gateway, decisions }: Shop, outTradeNo: string): Promise<Reply> {
  let reply: Reply = { kind: 'unknown', why: 'nothing was asked' }
  for (const number of decisions.numbersToPoll(outTradeNo)) reply = await gateway.query(number)
  return reply
}

/** When the buyer paid, as far as the reply tells; the words differ by call. */
export function paidAtOf(reply: Reply): string | undefined {
  return reply.kind === 'answered'
    ? (reply.fields['send_pay_date'] ?? reply.fields['gmt_payment'])
    : undefined
}
