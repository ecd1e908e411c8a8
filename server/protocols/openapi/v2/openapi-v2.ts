// The openapi gateway, version 2: POST and GET /gateway.do.
import { namesService, SHARED_PATH } from '../../named-service.ts'
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
import { readParameters } from '../../parameters.ts'

export const openapiV2: Protocol = {
  name: 'openapi-v2',
  traceHeader: 'trace_id',
  paths: [SHARED_PATH],
  accepts: (request) => pathnameOf(request) === SHARED_PATH && !namesService(request),
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
