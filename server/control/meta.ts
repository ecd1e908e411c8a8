// What the control API says of itself: that it is there, and what it can do.
import * as v from 'valibot'
import { endpoint, type Endpoint } from './endpoint.ts'

/** `table`: every endpoint there is, these included. `instance`: which server this is. */
export function createMeta(table: () => readonly Endpoint[], instance: string): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/health',
      scope: 'host',
      isOpen: true,
      about: 'says that the server is there, and which one it is; needs no token',
      gives: v.object({
        name: v.literal('alipay-sim'),
        status: v.literal('ok'),
        instance: v.string(),
      }),
      answer: () => ({ name: 'alipay-sim' as const, status: 'ok' as const, instance }),
    }),
    endpoint({
      method: 'GET',
      path: '/openapi.json',
      scope: 'host',
      about: 'this document: every path, what it takes and what it answers',
      gives: v.looseObject({ openapi: v.string() }),
      answer: async () => {
        // Loaded when somebody asks, so that starting a server does not wait for it.
        const { openApiDocument } = await import('./openapi.ts')
        return Response.json(openApiDocument(table()))
      },
    }),
  ]
}
