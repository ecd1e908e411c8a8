// A refund of the till: one number at Alipay for each, however often it is asked for.
import type { Payment } from './books.ts'
import type { Amount } from './ports.ts'
import type { Site } from './watching.ts'

/** How the refund stands; `undefined` where nothing was paid. */
export async function refund(
  { books, alipay, decisions, newId }: Site,
  id: string,
  refundId: string,
  amount: Amount,
): Promise<string | undefined> {
  const payment = books.get(id)
  if (!payment || !['APPROVED', 'REFUNDED'].includes(payment.state)) return undefined
  const known = payment.refunds[refundId]
  const isDone = known !== undefined && known.state !== 'PENDING'
  if (isDone && decisions.answersRepeatedRefund) return known.state
  const requestId = known && !isDone ? decisions.refundNumber(known.requestId, newId()) : newId()
  const made: Payment['refunds'][string] = { requestId, amount, state: 'PENDING' }
  payment.refunds[refundId] = made
  books.save(payment)
  const { paymentId = '' } = payment
  const { status } = await alipay.refund({ requestId, paymentId, amount })
  if (status === 'S') made.state = 'REFUNDED'
  if (status === 'F') made.state = 'FAILED'
  if (status === 'S' && amount.value === payment.order?.amount.value) payment.state = 'REFUNDED'
  books.save(payment)
  return made.state
}
