// How the control API says no: RFC 9457 problem details that name the field and the remedy.
import { StorageTrouble } from '../storage/trouble.ts'
import { InputError } from '../values/input-error.ts'

const KINDS = {
  'not-json': { status: 400, title: 'The body is no JSON' },
  'invalid-input': { status: 400, title: 'The input cannot be used' },
  unauthorized: { status: 401, title: 'The control token is missing or wrong' },
  'foreign-host': { status: 403, title: 'The control API is not served under this host name' },
  'foreign-origin': { status: 403, title: 'The control API does not answer other web pages' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'The path does not take this method' },
  'too-large': { status: 413, title: 'The body is too large' },
  storage: { status: 503, title: 'The disk takes no writes' },
  bug: { status: 500, title: 'alipay-sim met a bug in itself' },
} as const

type ProblemKind = keyof typeof KINDS

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  /** The field, path or query parameter at fault. */
  field?: string
}

interface More {
  field?: string
  headers?: Record<string, string>
}

/** Thrown by whatever refuses a request; answered by `respondTo`. */
export class Refusal extends Error {
  readonly kind: ProblemKind
  readonly more: More

  constructor(kind: ProblemKind, detail: string, more: More = {}) {
    super(detail)
    this.name = 'Refusal'
    this.kind = kind
    this.more = more
  }
}

/**
 * The answer to an error. What a path parameter names and is not there is 404, any other wrong
 * input 400; `undefined` for a bug, which is nobody's input.
 */
export function respondTo(error: unknown, pathParameters: readonly string[]): Response | undefined {
  if (error instanceof Refusal) return problem(error.kind, error.message, error.more)
  if (error instanceof StorageTrouble) return problem('storage', error.message)
  if (!(error instanceof InputError)) return undefined
  const { field, message } = error
  const detail = message.slice(`${field}: `.length)
  return problem(pathParameters.includes(field) ? 'not-found' : 'invalid-input', detail, { field })
}

export function problem(
  kind: ProblemKind,
  detail: string,
  { field, headers }: More = {},
): Response {
  const { status, title } = KINDS[kind]
  const body: Problem = { type: `urn:alipay-sim:problem:${kind}`, title, status, detail, field }
  return Response.json(body, {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json' },
  })
}
