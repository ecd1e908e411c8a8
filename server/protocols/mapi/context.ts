// What a reply of the old gateway needs of its request.
import type { Charset } from '../../values/charset.ts'
import type { ReplyContext } from '../protocol.ts'
import type { Topic } from './codes.table.ts'
import type { SignType } from './signature.ts'

/** A browser is answered with a page, a program with XML, and a question about a notification with one word. */
export type Form = 'page' | 'xml' | 'word'

export interface MapiContext extends ReplyContext {
  form: Form
  topic?: Topic
  charset: Charset
  signType: SignType
  /** What was asked, as the reply repeats it. */
  asked: readonly (readonly [name: string, value: string])[]
  /** Errors of a page service in XML, as an option wants it. */
  errorsInXml?: boolean
  /** Where a refusal of a page service is told; known once the call is the merchant's own. */
  errorUrl?: string
}
