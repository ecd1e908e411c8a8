// The old gateway (mapi): a service in the query or in the form, at the path that openapi has too.
import { given } from './fields.ts'
import type { Protocol } from '../protocol.ts'
import type { MapiContext } from './context.ts'
import { MAPI } from './credentials.ts'
import { decode, parametersOf } from './decode.ts'
import { encode } from './encode.ts'
import { explain } from './explain.ts'
import { notification, readReply } from './notification.ts'
import { cashierResult } from './return.ts'
import { isOurs, PATHS } from './services.ts'

export const gateway: Protocol = {
  name: MAPI,
  traceHeader: 'trace_id',
  paths: PATHS,
  accepts: isOurs,
  routingKey: (request) => given(parametersOf(request), 'partner'),
  decode,
  encode: (answer, context, call, moment) =>
    // The context is the one that `decode` made.
    encode(answer, context as MapiContext, call, moment),
  explain,
  notification,
  cashierResult,
  readReply,
}
