// What a reply of Alipay says of a payment, and how it is asked for.
import type { Books, Payment } from './books.ts'
import type { Decisions } from './decisions/decisions.ts'
import type { Alipay, Reply } from './ports.ts'

interface Site {
  books: Books
  alipay: Alipay
  decisions: Decisions
}

/** Sends the payment; until its reply is there, or for ever, nobody knows. */
export async function sendPayment(
  { books, alipay, decisions }: Site,
  payment: Payment,
): Promise<void> {
  const { order, id, requestId } = payment
  if (!order) return
  payment.isSent = true
  books.save(payment)
  const { amount, authCode, description } = order
  const charged = decisions.charged(amount)
  const reply = await alipay.pay({
    requestId,
    amount: charged,
    authCode,
    description,
    reference: id,
  })
  learn(books, payment, readPay(reply, decisions), reply)
}

function readPay({ status }: Reply, { withoutReply }: Decisions): Payment['state'] {
  if (status === 'S') return 'APPROVED'
  if (status === 'F') return 'DECLINED'
  return status === 'none' ? withoutReply : 'PENDING'
}

const STATUSES: Readonly<Record<string, Payment['state']>> = {
  SUCCESS: 'APPROVED',
  FAIL: 'DECLINED',
  CANCELLED: 'CANCELLED',
}

/** An order that does not exist may still be on its way: that is no answer. */
export async function ask({ books, alipay }: Site, payment: Payment): Promise<void> {
  const reply = await alipay.inquire(payment.requestId)
  if (reply.status !== 'S') return
  learn(books, payment, STATUSES[String(reply.body['paymentStatus'])] ?? 'PENDING', reply)
}

/** Only what is open learns anything: a reversal that has begun is the end. */
function learn(books: Books, payment: Payment, state: Payment['state'], { body }: Reply): void {
  const number = body['paymentId']
  if (typeof number === 'string') payment.paymentId = number
  if (payment.state === 'PENDING') {
    payment.state = state
    if (state === 'APPROVED') payment.isApproved = true
  }
  books.save(payment)
}
