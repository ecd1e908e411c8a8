// Sizes in bytes as a person writes them.

const UNITS: Record<string, number> = { '': 1, K: 1_024, M: 1_024 ** 2, G: 1_024 ** 3 }

/** Reads `500M`, `64K`, `2G` or a number of bytes; `undefined` when it is none. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,12})([KMG]?)$/i.exec(text) ?? []
  if (digits === undefined) return undefined
  return Number(digits) * (UNITS[unit?.toUpperCase() ?? ''] ?? Number.NaN)
}
