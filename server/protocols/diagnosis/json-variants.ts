// JSON texts that mean the same and are signed differently. Alipay signs the very text that is
// sent, so a client that writes it twice must write it the same way twice.
import { parseJson } from '../json.ts'

interface Rewriting {
  name: string
  about: string
  /** One by one: each may be many times as long as the last. */
  rewrite(json: string): Iterable<string>
}

const TEXT = '"(?:[^"\\\\]|\\\\.)*"'

/** The value with its keys in order, or as it came. */
function arranged(value: unknown, arrange: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => arranged(one, arrange))
  if (typeof value !== 'object' || value === null) return value
  const entries = new Map<string, unknown>(Object.entries(value))
  return Object.fromEntries(
    arrange([...entries.keys()]).map((key) => [key, arranged(entries.get(key), arrange)]),
  )
}

const camel = (key: string) => key.replace(/_([a-z])/g, (_all, one: string) => one.toUpperCase())

function renamed(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [name(key), renamed(inner, name)]),
  )
}

function withoutEmpties(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).filter(([, inner]) => inner !== null && inner !== ''),
  )
}

/** As Python's json.dumps writes by default. */
const spaced = (compact: string) =>
  compact.replace(new RegExp(`${TEXT}|[:,]`, 'g'), (one) => (one.length === 1 ? `${one} ` : one))

const code = (char: string) => char.charCodeAt(0).toString(16).padStart(4, '0')
const escaped = (json: string) => json.replace(/[^\0-\x7f]/g, (char) => `\\u${code(char)}`)
const unescaped = (json: string) =>
  json.replace(/\\u(00[89a-f][0-9a-f]|0[1-9a-f][0-9a-f]{2}|[1-9a-f][0-9a-f]{3})/gi, (_all, hex) =>
    String.fromCharCode(Number.parseInt(String(hex), 16)),
  )
const htmlSafe = (json: string) => json.replace(/[<>&]/g, (char) => `\\u${code(char)}`)

/** Indented, a text of brackets grows by its depth; a longer one is not written again. */
const LONGEST = 32_768

function* parsed(json: string, work: (value: unknown) => (() => string)[]): Generator<string> {
  const value = json.length > LONGEST ? undefined : parseJson(json)
  if (value === undefined) return
  for (const write of work(value)) yield write()
}

export const REWRITINGS: readonly Rewriting[] = [
  {
    name: 'whitespace',
    about: 'was written again with other whitespace',
    rewrite: (json) =>
      parsed(json, (value) => [
        () => JSON.stringify(value),
        () => spaced(JSON.stringify(value)),
        ...[2, 4, '\t'].map((indent) => () => JSON.stringify(value, null, indent)),
        () => json.trim(),
      ]),
  },
  {
    name: 'reordered',
    about: 'was written again with its keys in another order',
    rewrite: (json) =>
      parsed(json, (value) => {
        const sorted = () => JSON.stringify(arranged(value, (keys) => keys.toSorted()))
        const reversed = () => JSON.stringify(arranged(value, (keys) => keys.toReversed()))
        return [sorted, () => spaced(sorted()), reversed]
      }),
  },
  {
    name: 'slashes',
    about: 'has its `/` escaped in one place and plain in the other',
    rewrite: (json) => [
      json.replaceAll('\\/', '/'),
      json.replaceAll('\\/', '/').replaceAll('/', '\\/'),
    ],
  },
  {
    name: 'unicode',
    about: 'has its non-ASCII characters as \\uXXXX in one place and plain in the other',
    rewrite: (json) => [
      escaped(json),
      escaped(json).replace(/\\u[0-9a-f]{4}/g, (one) => `\\u${one.slice(2).toUpperCase()}`),
      unescaped(json),
    ],
  },
  {
    name: 'html-safe',
    about: 'has `&`, `<`, `>` as \\uXXXX in one place and plain in the other, as Go writes them',
    rewrite: (json) => [
      htmlSafe(json),
      json.replace(/\\u00(26|3c|3e)/gi, (_all, hex) =>
        String.fromCharCode(Number.parseInt(String(hex), 16)),
      ),
    ],
  },
  {
    name: 'quotes',
    about: 'lost its quotation marks, or has others',
    rewrite: (json) => [
      json.replaceAll('"', ''),
      json.replaceAll('"', "'"),
      json.replaceAll('"', '\\"'),
      json.replaceAll('\\"', '"'),
    ],
  },
  {
    name: 'stringified-twice',
    about: 'was turned into JSON twice',
    rewrite: function* (json) {
      yield JSON.stringify(json)
      yield* parsed(json, (value) => [() => String(value)])
    },
  },
  {
    name: 'empties',
    about: 'has empty fields in one place that are left out in the other',
    rewrite: (json) => parsed(json, (value) => [() => JSON.stringify(withoutEmpties(value))]),
  },
  {
    name: 'camel-case',
    about: 'has camelCase keys in one place and snake_case in the other',
    rewrite: (json) => parsed(json, (value) => [() => JSON.stringify(renamed(value, camel))]),
  },
]
