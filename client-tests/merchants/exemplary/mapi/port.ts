// What a shop needs of the old gateway beside what every gateway gives: a form for a browser, batches of refunds, and
// who has written a message.

/** A batch as it is sent: the same text every time. */
export interface BatchText {
  batchNo: string
  /** yyyy-MM-dd HH:mm:ss */
  refundDate: string
  /** How many items it says it has. */
  declared: number
  detail: string
}

export type BatchReply =
  | { kind: 'accepted' }
  | { kind: 'refused'; code: string }
  | { kind: 'unknown'; why: string }

export interface OrderForm {
  action: string
  fields: Readonly<Record<string, string>>
}

export interface OldGateway {
  /** The order as the form that sends a browser with it; `totalFee` in yuan. */
  orderForm(order: Readonly<Record<string, unknown>>, totalFee: string): OrderForm
  sendBatch(batch: BatchText): Promise<BatchReply>
  isSigned(form: Readonly<Record<string, string>>): boolean
}
