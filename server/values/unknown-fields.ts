// Which fields of a value its schema does not know, all of them and with the names that it does know;
// the validator itself stops at the first one and names none.
import { nearest } from './nearest.ts'

export interface UnknownField {
  path: (string | number)[]
  /** What is known beside it. */
  known: readonly string[]
}

/** As much of a schema as says which fields there are. */
interface Part {
  type?: string
  pipe?: readonly Part[]
  wrapped?: Part
  entries?: Readonly<Record<string, Part>>
  item?: Part
  key?: unknown
  options?: readonly unknown[]
  literal?: unknown
}

/** Every unknown field of `value`, from the outside inward. */
export function unknownFields(
  schema: object,
  value: unknown,
  path: (string | number)[] = [],
): UnknownField[] {
  const part = bareOf(schema, value)
  if (typeof value !== 'object' || value === null) return []
  if (part.item !== undefined && Array.isArray(value)) {
    const { item } = part
    return value.flatMap((each: unknown, at) => unknownFields(item, each, [...path, at]))
  }
  if (part.entries === undefined) return []
  const { entries, type } = part
  const known = Object.keys(entries)
  return Object.entries(value).flatMap(([name, inner]): UnknownField[] => {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
    if (entry) return unknownFields(entry, inner, [...path, name])
    return type === 'strict_object' ? [{ path: [...path, name], known }] : []
  })
}

/** `did you mean falts?`, or what there is instead. */
export function unknownWords({ path, known }: UnknownField): string {
  const meant = nearest(String(path.at(-1)), known)
  return meant === undefined ? `known here: ${known.join(', ')}` : `did you mean ${meant}?`
}

/** Without what is wrapped around it; of several forms the one that the value's own word picks. */
function bareOf(schema: Part, value: unknown): Part {
  const inner = schema.pipe?.[0] ?? schema.wrapped
  if (inner) return bareOf(inner, value)
  if (schema.type !== 'variant' || typeof schema.key !== 'string') return schema
  const word = fieldOf(value, schema.key)
  const forms = (schema.options ?? []).filter(isPart).map((form) => bareOf(form, value))
  return forms.find(({ entries }) => entries?.[String(schema.key)]?.literal === word) ?? {}
}

const isPart = (given: unknown): given is Part => typeof given === 'object' && given !== null

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
