// The openapi gateway, version 3: one path per method under /v3/, JSON both ways, signatures in
// headers. Notifications are those of v2.
import { notification, readReply } from '../notification.ts'
import { explainRest } from './explain-rest.ts'
import { pathnameOf } from '../path.ts'
import type { Protocol } from '../../protocol.ts'
import { parseAuthorization } from './authorization.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'

/** Each method has a path of its own. */
const BELOW = '/v3/'

export const openapiV3: Protocol = {
  name: 'openapi-v3',
  traceHeader: 'alipay-trace-id',
  paths: [`${BELOW}*`],
  accepts: (request) => pathnameOf(request).startsWith(BELOW),
  routingKey: ({ headers }) =>
    parseAuthorization(headers.authorization ?? '').values.get('app_id') || undefined,
  decode,
  encode,
  explain: explainRest,
  notification,
  readReply,
}
