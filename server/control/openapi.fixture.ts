// Reads an OpenAPI document in tests: follows references, and says where a value does not fit a
// schema (the words of JSON Schema that our documents use, no more).

export interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  additionalProperties?: boolean | Schema
}

interface Content<T extends string> {
  content: Record<T, { schema: Schema }>
}

export interface Operation {
  operationId: string
  security?: unknown[]
  parameters: { name: string; in: string }[]
  requestBody?: Content<'application/json'>
  responses: Record<string, Partial<Content<'application/json'>>>
}

export interface Doc {
  paths: Record<string, Record<string, Operation>>
  components: { responses: { refused: Content<'application/problem+json'> } }
}

/** `#/components/schemas/Trade` */
export function resolve(doc: Doc, reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/')
  return steps.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), doc)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isRecord,
  null: (value) => value === null,
}

/** Where the value is not what the schema says; `undefined` when it is. */
export function misfitOf(doc: Doc, schema: Schema, value: unknown, at = ''): string | undefined {
  if (schema.$ref !== undefined) {
    return misfitOf(doc, resolve(doc, schema.$ref) as Schema, value, at)
  }
  const inside = (name: string | number) => (at === '' ? String(name) : `${at}.${name}`)
  const says = (what: string) => `${at}: ${what}`
  const { type, anyOf, properties = {}, required = [], items } = schema
  if (anyOf && anyOf.every((one) => misfitOf(doc, one, value, at) !== undefined)) {
    return says('fits none')
  }
  if (schema.enum && !schema.enum.includes(value)) return says(`is none of ${schema.enum.join()}`)
  if ('const' in schema && schema.const !== value) return says(`is not ${String(schema.const)}`)
  if (type !== undefined) {
    const isOf = TYPES[type]
    if (!isOf) throw new Error(`the schema has the type ${type}`)
    if (!isOf(value)) return says(`is no ${type}`)
  }
  if (Array.isArray(value) && items) {
    return first(value.map((item, index) => misfitOf(doc, items, item, inside(index))))
  }
  if (!isRecord(value)) return undefined
  const missing = required.find((name) => value[name] === undefined)
  if (missing !== undefined) return `${inside(missing)}: is missing`
  return first(
    Object.entries(properties).map(([name, property]) =>
      value[name] === undefined ? undefined : misfitOf(doc, property, value[name], inside(name)),
    ),
  )
}

const first = (found: (string | undefined)[]) => found.find((one) => one !== undefined)
