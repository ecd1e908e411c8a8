// Amounts as they are written, added without a fraction ever being rounded: text → whole units of
// 10⁻²⁰ yuan, so that every digit a floating point number may show still counts.
const PLACES = 20
const UNIT = 10n ** BigInt(PLACES)

/** `undefined` for what is no plain decimal number. */
export function decimal(text: string): bigint | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined || fraction.length > PLACES) return undefined
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(PLACES, '0'))
}

/** The sum of products; `undefined` as soon as one factor is. */
export function addUp(products: readonly (readonly (bigint | undefined)[])[]): bigint | undefined {
  let sum = 0n
  for (const [a, b] of products) {
    if (a === undefined || b === undefined) return undefined
    sum += (a * b) / UNIT
  }
  return sum
}

/** With as many digits as it has, two at least. */
export function written(value: bigint): string {
  const digits = String(value).padStart(PLACES + 1, '0')
  const fraction = digits.slice(-PLACES).replace(/0+$/, '').padEnd(2, '0')
  return `${digits.slice(0, -PLACES)}.${fraction}`
}
