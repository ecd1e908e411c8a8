// Money as integer fen. Nothing here knows a wire format beyond "yuan with at most two decimals".

/** An amount in fen (1 yuan = 100 fen); always an integer. */
export type Fen = number

const YUAN = /^(\d{1,10})(?:\.(\d{1,2}))?$/

/**
 * Reads an amount in yuan, given as text or as a JSON number, without ever doing arithmetic on a
 * fraction. Returns `undefined` for anything but digits with at most two decimals.
 */
export function parseYuan(value: unknown): Fen | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return undefined
  const match = YUAN.exec(text.trim())
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** Writes fen as yuan with exactly two decimals, as every Alipay reply does: `8888` → `"88.88"`. */
export function formatYuan(amountFen: Fen): string {
  const sign = amountFen < 0 ? '-' : ''
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Currencies whose smallest unit is the whole one (ISO 4217). */
const WITHOUT_DECIMALS = ['JPY', 'KRW', 'VND', 'CLP']

/** How many decimals a currency is written with. */
export const decimalsOf = (currency: string): number =>
  WITHOUT_DECIMALS.includes(currency) ? 0 : 2

/** A sum for people: `88.88 yuan`, `USD 5.99`, `JPY 599`. */
export function formatSum(amount: Fen, currency = 'CNY'): string {
  if (currency === 'CNY') return `${formatYuan(amount)} yuan`
  return `${currency} ${decimalsOf(currency) === 0 ? amount : formatYuan(amount)}`
}

/** Whole yuan without decimals, as a notification of 004:L330 has them: `2000` → `"20"`. */
export function shortYuan(amountFen: Fen): string {
  return formatYuan(amountFen).replace(/\.00$/, '')
}

/** So many hundredths of a sum, rounded down. */
export const hundredthsOf = (amountFen: Fen, percent: number): Fen =>
  Math.floor((amountFen * percent) / 100)
