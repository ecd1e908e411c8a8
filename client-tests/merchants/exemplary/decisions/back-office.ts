// Judgements behind the counter: paying again, prompts, manual queries, the bill, the heartbeat.
import { compareBill } from '../bill-compare.ts'
import type { BillRow, Books, Comparison } from '../bill-compare.ts'
import type { Attempt, PayReport, Prompt } from '../records.ts'

export interface BackOfficeDecisions {
  mayPayAgain(attempt: Attempt): boolean
  /** The customer is asked to pay again, and the earlier attempt turns out paid. */
  whenEarlierPaid: 'keep' | 'refund-then-charge' | 'charge-then-refund'
  /** Money for a barcode attempt that was given up, and the sale has no other. */
  lateMoney: 'give-back' | 'keep'
  /** Whether a payment whose reply took so long is kept. */
  keepsPayment(tookMs: number): boolean
  bookedFen(amountFen: number): number
  /** The class of words on the cashier's screen; nothing: no strong prompt. */
  prompt(prompt: Prompt, attempt: Attempt): Prompt | undefined
  /** The words on the screen. */
  promptText(text: string, prompt: Prompt): string
  manualQueryAsks: 'gateway' | 'books'
  /** Whether a person's decision about an item is carried out. */
  resolves: boolean
  /** Bill not there: asked for again so often and for so long; `atOnce`: side by side, one if not said. */
  billRetry: { everyMs: number; forMs: number; atOnce?: number }
  /** After a download that failed: which link is tried next, and when. */
  downloadRetry: { link: 'new' | 'same'; afterMs: number; tries: number }
  fetchesBill: boolean
  isCancelRefund(row: BillRow): boolean
  /** Whether the bill of its day must hold this attempt. */
  belongsInBill(attempt: Attempt): boolean
  compareBill(rows: readonly BillRow[], books: Books): Comparison
  heartbeatEveryMs: number
  /** Which payments a heartbeat lists. */
  heartbeatTrades(reports: PayReport[]): PayReport[]
}

export const backOfficeDecisions: BackOfficeDecisions = {
  // 000:L40-42: nobody is charged twice before the first attempt has a definite end.
  mayPayAgain: (attempt) => attempt.belief === 'UNPAID' || attempt.belief === 'REVERSED',
  whenEarlierPaid: 'keep',
  // The cashier was told that it is cancelled, and the customer has left without the goods.
  lateMoney: 'give-back',
  // 004:L167: a payment known to have succeeded stays.
  keepsPayment: () => true,
  bookedFen: (amountFen) => amountFen,
  prompt: (prompt) => prompt,
  // 004:L181: also what may still happen to the money.
  promptText: (text) => text,
  // 004:L177
  manualQueryAsks: 'gateway',
  resolves: true,
  billRetry: { everyMs: 10_000, forMs: 120_000 },
  // 004:L238: a link lives 30 s; a new one costs nothing.
  downloadRetry: { link: 'new', afterMs: 1_000, tries: 5 },
  fetchesBill: true,
  // Two ways to know it: by its number (Alipay, 003:L57-58), by its state (WeChat, 003:L55-56).
  isCancelRefund: (row) => row.batchNo === row.tradeNo || row.state === 'REVOKED',
  belongsInBill: (attempt) => attempt.belief === 'PAID',
  compareBill,
  // 004:L138-144: at least every 30 minutes.
  heartbeatEveryMs: 25 * 60_000,
  heartbeatTrades: (reports) => reports,
}
