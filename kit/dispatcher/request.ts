// What a client hands to a dispatcher, as a Request.

/** undici's DispatchOptions, as far as they are read. */
export interface DispatchOptions {
  origin?: string | URL
  path: string
  method: string
  query?: object | null
  headers?: unknown
  body?: unknown
  /** The one that was named by the caller: ours. */
  dispatcher?: unknown
  headersTimeout?: number | null
  bodyTimeout?: number | null
}

export function urlOf({ origin = '', path, query }: DispatchOptions): URL {
  const url = new URL(path, origin)
  for (const [name, value] of Object.entries(query ?? {})) {
    const all: unknown[] = Array.isArray(value) ? value : [value]
    for (const one of all) url.searchParams.append(name, String(one))
  }
  return url
}

export async function toRequest(options: DispatchOptions, signal: AbortSignal): Promise<Request> {
  const { method } = options
  const headers = headersOf(options.headers)
  const isBodiless = /^(GET|HEAD)$/i.test(method)
  const body = isBodiless ? undefined : await bytesOf(options.body, headers)
  return new Request(urlOf(options), { method, headers, body, signal })
}

/** Of the connection, not of the message; a Request writes its own. */
const HOP_BY_HOP = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'transfer-encoding',
])

function headersOf(given: unknown): Headers {
  const headers = new Headers()
  for (const [name, value] of pairsOf(given)) {
    if (value === undefined || HOP_BY_HOP.has(name.toLowerCase())) continue
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      headers.append(name, Buffer.isBuffer(one) ? one.toString('latin1') : String(one))
    }
  }
  return headers
}

/** undici takes an object, pairs, or one list in which names and values alternate. */
function pairsOf(given: unknown): [string, unknown][] {
  if (given === undefined || given === null) return []
  if (Array.isArray(given) && !Array.isArray(given[0])) {
    const flat = given as unknown[]
    return flat.flatMap((name, place) =>
      place % 2 === 0 ? [[String(name), flat[place + 1]] as [string, unknown]] : [],
    )
  }
  if (isIterable(given)) return [...given] as [string, unknown][]
  return Object.entries(given)
}

const isIterable = (given: unknown): given is Iterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.iterator in given

/** A form brings a Content-Type with it, which is the request's unless it has one. */
async function bytesOf(body: unknown, headers: Headers): Promise<Buffer<ArrayBuffer> | undefined> {
  if (body === undefined || body === null) return undefined
  if (isAsyncIterable(body)) return join(body)
  const encoded = new Response(isForm(body) ? ownForm(body) : (body as BodyInit))
  const type = encoded.headers.get('content-type')
  if (type !== null && isForm(body)) headers.set('content-type', type)
  return Buffer.from(await encoded.arrayBuffer())
}

const isAsyncIterable = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

async function join(pieces: AsyncIterable<unknown>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const piece of pieces) chunks.push(Buffer.from(piece as Uint8Array | string))
  return Buffer.concat(chunks)
}

/** A FormData of another undici than this process's own is one by its methods alone. */
function isForm(given: unknown): given is FormData {
  const has = (name: string) => typeof Reflect.get(Object(given), name) === 'function'
  return (
    typeof given === 'object' &&
    ['append', 'getAll', 'entries'].every(has) &&
    !(given instanceof URLSearchParams)
  )
}

function ownForm(given: FormData): FormData {
  const form = new FormData()
  for (const [name, value] of given.entries()) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, value.name)
  }
  return form
}
