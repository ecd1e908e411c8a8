// What an acquirer keeps of each payment. Everything is on disk before anybody is told of it.
import type { Amount, Disk } from './ports.ts'

export type State = 'PENDING' | 'APPROVED' | 'DECLINED' | 'CANCELLING' | 'CANCELLED' | 'REFUNDED'

export interface Payment {
  /** The till's number. */
  id: string
  /** The number at Alipay, of this one try to pay. */
  requestId: string
  state: State
  /** Absent while only its cancel has come. */
  order?: { amount: Amount; authCode: string; description: string; acceptedMs: number }
  /** It may have reached Alipay. */
  isSent: boolean
  /** Alipay's own number. */
  paymentId?: string
  isApproved?: boolean
  /** The till was told of the approval. */
  isTold?: boolean
  /** Its reversal was refused for good, or tried as often as it is: for people to settle. */
  isForPeople?: boolean
  /** A reversal that has to reach Alipay: the queue is made of these. */
  reversal?: { sinceMs: number; tries: number }
  refunds: Record<
    string,
    { requestId: string; amount: Amount; state: 'PENDING' | 'REFUNDED' | 'FAILED' }
  >
}

export interface Books {
  get(id: string): Payment | undefined
  all(): Payment[]
  /** Adds it, or writes down what has changed. */
  save(payment: Payment): void
}

/** `kept` says what of a payment goes to disk. */
export function openBooks(disk: Disk, kept: (payment: Payment) => Payment): Books {
  const saved = JSON.parse(disk.read() ?? '[]') as Payment[]
  const payments = new Map(saved.map((payment) => [payment.id, payment]))
  return {
    get: (id) => payments.get(id),
    all: () => [...payments.values()],
    save: (payment) => {
      payments.set(payment.id, payment)
      disk.write(JSON.stringify([...payments.values()].map(kept)))
    },
  }
}
