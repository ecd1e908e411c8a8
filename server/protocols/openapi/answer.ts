// An answer of openapi before its envelope.
import type { Result } from '../../journal/entry.ts'

export type Fields = Record<string, unknown>

export interface Answer {
  code: string
  subCode?: string
  subMsg?: string
  fields?: Fields
  result?: Partial<Result>
  /** What v3 says instead of the code and the text, and beside the fields. */
  rest?: { code?: string; message?: string; fields?: Fields }
}
