// How numbers are written in verdicts and reports.
import { formatSum } from '../../server/values/money.ts'

/** `2.5 s`: milliseconds are kept where they decide which side of a limit a value is on. */
export function seconds(durationMs: number): string {
  return `${Number((durationMs / 1_000).toFixed(3))} s`
}

/** `12.34` of yuan, `USD 5.99` of another currency. */
export const sumIn = (amount: number, currency = 'CNY'): string =>
  currency === 'CNY' ? yuan(amount) : formatSum(amount, currency)

/** `12.34`: fen as yuan. */
export function yuan(amountFen: number): string {
  return (amountFen / 100).toFixed(2)
}
