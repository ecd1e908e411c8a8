// What one endpoint of the control API is: a method, a path, what it takes, and what it answers.
// Routing, the 404 and 405 answers, validation and the OpenAPI document all come from these
// declarations, so that none of them can drift from the others.
import * as v from 'valibot'
import type { Directory } from '../directory/directory.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { MAX_BODY_BYTES } from './read-body.ts'
import { readInput } from './read-input.ts'

export type Schema = v.GenericSchema<unknown, unknown>

/** A request as it came, before its parts are checked. */
export interface RawCall {
  directory: Directory
  sandbox: Sandbox
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
}

export interface Call<B, Q> extends Omit<RawCall, 'query' | 'body'> {
  query: Q
  body: B
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Endpoint {
  method: Method
  /** Below `/_sim` (the default sandbox) and, unless `host`, below `/_sim/sandboxes/:sandbox`. */
  path: string
  about: string
  scope: 'sandbox' | 'host'
  /** Answers without the control token. */
  isOpen: boolean
  /** The path to use instead of this one, which is kept for older clients. */
  replacedBy?: string
  /** How large a body it takes. */
  mostBytes: number
  /** What the OpenAPI document says of it. */
  shape: {
    status: 200 | 201 | 204
    query?: Schema
    body?: Schema
    gives?: Schema
    /** A media type that it answers beside JSON. */
    also?: string
  }
  answer(call: RawCall): Promise<Response>
}

export const IN_SANDBOX = '/sandboxes/:sandbox'

/** Where an endpoint is served: what belongs to a sandbox has two paths. */
export function pathsOf({ path, scope }: Pick<Endpoint, 'path' | 'scope'>): string[] {
  return scope === 'host' ? [path] : [path, `${IN_SANDBOX}${path}`]
}

const nothing = v.strictObject({})

type Given<G extends Schema> = NoInfer<v.InferOutput<G>> | Response

interface Declared<B extends Schema, Q extends Schema, G extends Schema> {
  method: Method
  path: string
  about: string
  scope?: Endpoint['scope']
  isOpen?: boolean
  /** 201 where something is made. */
  status?: 201
  /** How large a body it takes, where that is more than usual. */
  mostBytes?: number
  body?: B
  /** For the document, where the sandbox itself reads a part of the body and knows it better. */
  bodyShape?: Schema
  query?: Q
  /** The JSON it answers; nothing (204) unless declared. */
  gives?: G
  also?: string
  answer(call: Call<v.InferOutput<B>, v.InferOutput<Q>>): Given<G> | Promise<Given<G>>
}

/**
 * Declares an endpoint. `answer` returns what is sent as JSON, `undefined` for 204, or a `Response`
 * of its own. A body or query that is not declared must be empty.
 */
export function endpoint<
  B extends Schema = typeof nothing,
  Q extends Schema = typeof nothing,
  G extends Schema = Schema,
>(declared: Declared<B, Q, G>): Endpoint {
  const { method, path, about, scope = 'sandbox', isOpen = false, answer } = declared
  const { body, query, gives, also, bodyShape = body, mostBytes = MAX_BODY_BYTES } = declared
  const status = declared.status ?? (gives === undefined ? 204 : 200)
  return {
    method,
    path,
    about,
    scope,
    isOpen,
    mostBytes,
    shape: { status, query, body: bodyShape, gives, also },
    answer: async (call) => {
      const result = await answer({
        ...call,
        query: readInput(query ?? nothing, call.query),
        body: readInput(body ?? nothing, call.body),
      })
      if (result instanceof Response) return result
      if (result === undefined) return new Response(null, { status: 204 })
      return Response.json(result, { status: declared.status ?? 200 })
    },
  }
}

/** The same under its former path; its answers name the new one in headers (RFC 9745, RFC 8288). */
export function renamed(endpoint: Endpoint, formerPath: string): Endpoint {
  const { path, about } = endpoint
  return {
    ...endpoint,
    path: formerPath,
    about: `${about}: the former name of ${path}`,
    replacedBy: path,
    answer: async (call) => {
      const answer = await endpoint.answer(call)
      answer.headers.set('deprecation', '@1795824000')
      answer.headers.set('link', `</_sim${path}>; rel="successor-version"`)
      return answer
    },
  }
}
