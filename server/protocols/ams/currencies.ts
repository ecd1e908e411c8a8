// The currencies that AMS takes here, and what one is worth in another. The wallet is in CNY.
import type { Conversion } from '../../trade/trade.ts'
import { decimalsOf, type Fen } from '../../values/money.ts'

/** By their numbers of ISO 4217, as quotes name a pair. */
export const CURRENCIES = { CNY: '156', USD: '840', EUR: '978', HKD: '344', JPY: '392' } as const

export type CurrencyCode = keyof typeof CURRENCIES

export const isCurrency = (code: string): code is CurrencyCode => Object.hasOwn(CURRENCIES, code)

/** What one of each currency costs in CNY. */
export type Rates = Readonly<Record<Exclude<CurrencyCode, 'CNY'>, number>>

const inCny = (code: CurrencyCode, rates: Rates): number => (code === 'CNY' ? 1 : rates[code])

/** Ten digits, as far as a quote is printed. */
const printed = (price: number): number => Number(price.toPrecision(10))

/** What one of the first currency is worth in the second. */
const priceOf = (from: CurrencyCode, to: CurrencyCode, rates: Rates): number =>
  printed(inCny(from, rates) / inCny(to, rates))

const unitsOf = (code: CurrencyCode): number => 10 ** decimalsOf(code)

/**
 * `undefined` where everything stays in CNY. The settlement price is the order's currency for one of the
 * merchant's, as in recorded quotes: the gross amount is the amount divided by it.
 */
export function convert(
  amount: Fen,
  currency: CurrencyCode,
  settlement: CurrencyCode,
  rates: Rates,
): Conversion | undefined {
  if (currency === 'CNY' && settlement === 'CNY') return undefined
  const walletPrice = priceOf(currency, 'CNY', rates)
  const settlementPrice = priceOf(settlement, currency, rates)
  const whole = amount / unitsOf(currency)
  return {
    walletFen: Math.round(whole * walletPrice * unitsOf('CNY')),
    settlementFen: Math.round((whole / settlementPrice) * unitsOf(settlement)),
    settlementCurrency: settlement,
    walletPrice,
    settlementPrice,
  }
}

export interface Quote {
  guaranteed: boolean
  quoteCurrencyPair: string
  quotePrice: number
}

/** `undefined` between a currency and itself: documentation leaves it out then. */
export function quote(
  base: CurrencyCode,
  counter: CurrencyCode,
  quotePrice: number,
): Quote | undefined {
  if (base === counter) return undefined
  const pair = `${CURRENCIES[base]}/${CURRENCIES[counter]}`
  return { guaranteed: false, quoteCurrencyPair: pair, quotePrice }
}
