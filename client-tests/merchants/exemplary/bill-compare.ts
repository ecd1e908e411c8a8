// A day's bill against the books, row by row; one key is not enough (003:L50-58). Knows no gateway.

/** A row of 业务明细, read. Refunds have negative amounts. */
export interface BillRow {
  kind: 'payment' | 'refund'
  tradeNo: string
  outTradeNo: string
  amountFen: number
  /** Empty for a payment; of a refund made by a cancel the trade number (003:L57-58). */
  batchNo: string
  /** As WeChat's bill has it: SUCCESS, REFUND, REVOKED. */
  state?: string
}

/** What the books have on the trades and refunds that the bill may name. */
export interface Books {
  payment(outTradeNo: string): { amountFen: number; belief: string } | undefined
  refund(outRequestNo: string): { amountFen: number; status: string } | undefined
  /** Entries of that very day, which the bill must hold: order numbers, numbers of refunds. */
  paymentsOfDay: readonly string[]
  refundsOfDay: readonly string[]
  isCancelRefund(row: BillRow): boolean
}

export interface Discrepancy {
  type: 'remote_only' | 'local_only' | 'amount' | 'refund_unknown'
  ref: string
}

export interface Comparison {
  discrepancies: Discrepancy[]
  /** Order numbers of payments that a cancel has sent back. */
  cancelRefunds: string[]
}

/** Paid in our books: still, or until a cancel sent it back, which is two rows (003:L53). */
const PAID = new Set(['PAID', 'REVERSED'])

export function compareBill(rows: readonly BillRow[], books: Books): Comparison {
  const discrepancies: Discrepancy[] = []
  const cancelRefunds: string[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    if (row.kind === 'payment') {
      seen.add(row.outTradeNo)
      const ours = books.payment(row.outTradeNo)
      if (ours === undefined || !PAID.has(ours.belief))
        discrepancies.push({ type: 'remote_only', ref: row.outTradeNo })
      else if (ours.amountFen !== row.amountFen)
        discrepancies.push({ type: 'amount', ref: row.outTradeNo })
    } else if (books.isCancelRefund(row) && books.payment(row.outTradeNo) !== undefined) {
      cancelRefunds.push(row.outTradeNo)
    } else {
      seen.add(row.batchNo)
      const ours = books.refund(row.batchNo)
      // What bears no number of its own goes by that of its order.
      const ref = row.batchNo === '' ? row.outTradeNo : row.batchNo
      if (ours === undefined || ours.status === 'FAILED')
        discrepancies.push({ type: 'refund_unknown', ref })
      else if (ours.amountFen !== -row.amountFen)
        discrepancies.push({ type: 'amount', ref: row.batchNo })
    }
  }
  for (const ref of [...books.paymentsOfDay, ...books.refundsOfDay])
    if (!seen.has(ref)) discrepancies.push({ type: 'local_only', ref })
  return { discrepancies, cancelRefunds }
}
