// Fills `{sale_id}` and its like into addresses, headers and bodies, each in the way its place needs.

export type Values = Readonly<Record<string, string>>

const HOLE = /\{([a-z][a-z0-9_]*)\}/g

export function holesIn(template: string): string[] {
  return [...template.matchAll(HOLE)].flatMap(([, name]) => name ?? [])
}

/** A value that is not there becomes nothing: a QR sale has no auth_code. */
function fill(template: string, values: Values, escape: (value: string) => string): string {
  return template.replaceAll(HOLE, (_hole, name: string) => escape(values[name] ?? ''))
}

export const fillPlain = (template: string, values: Values) =>
  fill(template, values, (value) => value)

export const fillUrl = (template: string, values: Values) =>
  fill(template, values, encodeURIComponent)

/** Text that is JSON or a form gets its values escaped as such. */
export function fillBody(template: string, values: Values, contentType: string): string {
  if (contentType.includes('json')) {
    return fill(template, values, (value) => JSON.stringify(value).slice(1, -1))
  }
  return fill(template, values, contentType.includes('urlencoded') ? encodeURIComponent : (v) => v)
}

/** The same inside a JSON value that was written as YAML. */
export function fillJson(template: unknown, values: Values): unknown {
  if (typeof template === 'string') return fillPlain(template, values)
  if (Array.isArray(template)) return template.map((each: unknown) => fillJson(each, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(
    Object.entries(template).map(([name, inner]) => [name, fillJson(inner, values)]),
  )
}

/** Every text of a JSON value, for looking through its holes. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
