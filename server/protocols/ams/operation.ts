// An operation of AMS: what one of its paths asks for.
import * as v from 'valibot'
import type { Op } from '../../journal/entry.ts'
import type { Instant } from '../../values/instant.ts'
import type { AnyCall, App } from '../protocol.ts'
import { firstIssue } from './fields.ts'
import type { AmsOptions } from './options.table.ts'

export const VIA = 'ams-v1'

/** What a path needs beside its parameters. */
export interface CallSite {
  app: App
  /** The merchant's account: another's, where an app of a service provider acts for it. */
  pid: string
  authAppId?: string
  /** As the client wrote it. */
  clientId: string
  options: AmsOptions
  /** `http://127.0.0.1:8600`: where the client reached this gateway. */
  origin: string
  now: Instant
}

export interface Operation {
  /** By what the body says, where one path stands for several. */
  opOf(body: Readonly<Record<string, unknown>>): Op
  /** The call, or the code of a refusal and what is wrong. */
  read(body: unknown, site: CallSite): { call: AnyCall } | { code: string; wrong: string }
}

/** Thrown while a call is put together. */
export class BadRequest extends Error {
  readonly code: string

  constructor(message: string, code = 'PARAM_ILLEGAL') {
    super(message)
    this.code = code
  }
}

export function operation<S extends v.GenericSchema>(
  op: Op | Operation['opOf'],
  schema: S,
  toCall: (body: v.InferOutput<S>, site: CallSite) => AnyCall,
): Operation {
  return {
    opOf: typeof op === 'function' ? op : () => op,
    read: (body, site) => {
      const parsed = v.safeParse(schema, body)
      if (!parsed.success) return { code: 'PARAM_ILLEGAL', wrong: firstIssue(parsed.issues) }
      try {
        return { call: toCall(parsed.output, site) }
      } catch (error) {
        if (error instanceof BadRequest) return { code: error.code, wrong: error.message }
        throw error
      }
    },
  }
}
