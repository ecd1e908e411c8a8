// Text of others, fit to be shown: no terminal obeys it, and no line of it runs backwards.

/** Control characters but tab and new line, and those that turn or hide the direction of writing. */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex -- exactly these are shown
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g

/** Such characters as `\u001b`, which in JSON is the same text. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The same on one line. */
export const visibleLine = (text: string): string => visible(text).replaceAll('\n', String.raw`\n`)

/** Every text in a value of plain lists and objects. */
export function visibleIn<T>(value: T): T
export function visibleIn(value: unknown): unknown {
  if (typeof value === 'string') return visible(value)
  if (Array.isArray(value)) return value.map((one) => visibleIn<unknown>(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [visible(name), visibleIn<unknown>(one)]),
  )
}
