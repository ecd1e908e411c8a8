// Errors as undici's own dispatchers give them, without undici: by name and code, which urllib reads,
// and by the mark that `instanceof errors.HeadersTimeoutError` looks for (undici/lib/core/errors.js).

const names = {
  UND_ERR_HEADERS_TIMEOUT: 'HeadersTimeoutError',
  UND_ERR_BODY_TIMEOUT: 'BodyTimeoutError',
  UND_ERR_SOCKET: 'SocketError',
  UND_ERR_ABORTED: 'AbortError',
} as const

export function undiciError(code: keyof typeof names, message: string): Error {
  const error = new Error(message)
  const marked = Object.assign(error, { name: names[code], code })
  for (const mark of ['UND_ERR', code]) {
    Object.defineProperty(marked, Symbol.for(`undici.error.${mark}`), { value: true })
  }
  return marked
}

/** What Node's sockets say. */
function socketError(code: string, syscall: string): Error {
  const errno = { ECONNRESET: -104, ECONNREFUSED: -111 }[code]
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall, errno })
}

/** The error of a client on a socket for what `sandbox.fetch` rejects with. */
export function asOnASocket(error: unknown): Error {
  const code = codeBehind(error)
  if (code === 'ECONNRESET') return socketError(code, 'read')
  if (code === 'ECONNREFUSED') return socketError(code, 'connect')
  if (code === 'UND_ERR_SOCKET') return undiciError(code, 'other side closed')
  return error instanceof Error ? error : new Error(String(error))
}

function codeBehind(error: unknown): unknown {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}
