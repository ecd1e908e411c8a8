// Reads a request's body as JSON, never more of it than allowed. (hono's own body limit rebuilds the
// Request, which @hono/node-server's Request does not survive.)
import { InputError } from '../values/input-error.ts'
import { Refusal } from './problem.ts'
import { isObject } from './read-input.ts'

export const MAX_BODY_BYTES = 256 * 1024

/** No body at all is an empty object. */
export async function readBody(request: Request, mostBytes: number): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const bytes = request.body ? await readBounded(request.body, mostBytes) : new Uint8Array()
  if (bytes.length === 0) return {}
  const read = parse(bytes)
  if (isObject(read)) return read
  throw new InputError('body', 'must be a JSON object')
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is not UTF-8'
    throw new Refusal('not-json', why, { field: 'body' })
  }
}

async function readBounded(
  body: ReadableStream<Uint8Array>,
  mostBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.length
    if (size > mostBytes) throw tooLarge(mostBytes)
    chunks.push(value)
  }
}

function tooLarge(mostBytes: number): Refusal {
  return new Refusal('too-large', `at most ${mostBytes} bytes`, {
    field: 'body',
    // The rest of the body stays unread, so the connection is of no further use.
    headers: { connection: 'close' },
  })
}
