// Reads the JSON of a message, which a stranger may have written.

/** No real order is as deep; a deeper one would exhaust the stack of whoever walks it. */
const DEEPEST = 32

/** `undefined` for what is no JSON, or too deep. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isDeeperThan(DEEPEST, value) ? undefined : value
  } catch {
    return undefined
  }
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner))
}
