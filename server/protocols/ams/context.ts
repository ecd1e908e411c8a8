// What a reply of AMS needs of its request.
import type { Instant } from '../../values/instant.ts'
import type { ReplyContext } from '../protocol.ts'
import type { AmsOptions } from './options.table.ts'

export interface AmsContext extends ReplyContext {
  /** Path and query: the reply is signed with them too. */
  target: string
  /** Where the client has found the gateway. */
  origin: string
  /** As the client wrote it. */
  clientId: string
  agentToken?: string
  options: AmsOptions
}

/** `2019-05-28T12:12:14+08:00`: how AMS writes times, in China's zone. */
export const isoTime = (at: Instant): string =>
  `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
