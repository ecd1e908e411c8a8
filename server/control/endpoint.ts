// What one endpoint of the control API is: a method, a path, what it takes, and what it answers.
// The routing table, the 404 and 405 answers and the validation all come from these declarations.
import * as v from 'valibot'
import type { Directory } from '../directory/directory.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { readInput } from './read-input.ts'

type Schema = v.GenericSchema<unknown, unknown>

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
  answer(call: RawCall): Promise<Response>
}

const nothing = v.strictObject({})

/**
 * Declares an endpoint. `answer` returns what is sent as JSON, `undefined` for 204, or a `Response`
 * of its own.
 */
export function endpoint<B extends Schema = typeof nothing, Q extends Schema = typeof nothing>(
  declared: Pick<Endpoint, 'method' | 'path' | 'about'> & {
    scope?: Endpoint['scope']
    /** 201 where something is made. */
    status?: 201
    body?: B
    query?: Q
    answer(call: Call<v.InferOutput<B>, v.InferOutput<Q>>): unknown
  },
): Endpoint {
  const { method, path, about, scope = 'sandbox', status = 200, body, query, answer } = declared
  return {
    method,
    path,
    about,
    scope,
    answer: async (call) => {
      const result = await answer({
        ...call,
        query: readInput(query ?? nothing, call.query),
        body: readInput(body ?? nothing, call.body),
      })
      if (result instanceof Response) return result
      if (result === undefined) return new Response(null, { status: 204 })
      return Response.json(result, { status })
    },
  }
}
