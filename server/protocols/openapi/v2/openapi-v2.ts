// The openapi gateway, version 2: POST and GET /gateway.do.
import type { Protocol } from '../../protocol.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { notification, readReply } from '../notification.ts'
import { cashierResult, cashierStatus } from '../cashier-result.ts'
import { pathnameOf } from '../path.ts'
import { isPageMethod } from '../page-operations.ts'
import type { OpenapiContext } from '../reply-context.ts'
import { encodePage } from '../page.ts'
import { explainForm } from '../diagnosis/explain-form.ts'
import { readParameters } from '../parameters.ts'

/** One path for all methods. */
const PATH = '/gateway.do'

export const openapiV2: Protocol = {
  name: 'openapi-v2',
  traceHeader: 'trace_id',
  paths: [PATH],
  accepts: (request) => pathnameOf(request) === PATH,
  routingKey: (request) => readParameters(request).get('app_id'),
  decode,
  encode: (answer, context: OpenapiContext, call) =>
    isPageMethod(context.method) ? encodePage(answer, call) : encode(answer, context, call),
  explain: explainForm,
  notification,
  cashierResult,
  cashierStatus,
  readReply,
}
