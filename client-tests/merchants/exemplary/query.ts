// One question to the gateway about one payment, as the shop is used to ask it.
import type { Reply } from './ports.ts'
import { attemptOf } from './shop.ts'
import type { Shop } from './shop.ts'

/** Counts what was asked; true when no more queries of this payment may follow (001:L41-43). */
export function countInquiry({ store, decisions }: Shop, outTradeNo: string): boolean {
  const { mostInquiries } = decisions
  if (mostInquiries === undefined) return false
  const attempt = attemptOf(store, outTradeNo)
  const asked = (attempt.asked ?? 0) + 1
  store.attempts.put(outTradeNo, { ...attempt, asked })
  return asked >= mostInquiries
}

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
