// Yuan text on the wire, integer fen inside. Never goes through a float: 8.03 * 100 is 802.9999….

const YUAN = /^(\d{1,9})(?:\.(\d+))?$/

/** Reads "20", "20.0" and "20.00" as 2000; undefined for anything that is not an exact amount in fen. */
export function fenOf(text: string): number | undefined {
  const [, whole, fraction = ''] = YUAN.exec(text) ?? []
  if (whole === undefined || /[^0]/.test(fraction.slice(2))) return undefined
  return Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'))
}

export function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`
}
