// The openapi gateway, version 3: one path per method under /v3/, JSON both ways, signatures in
// headers. Notifications are those of v2.
import {
  acknowledged,
  notification,
  notificationBody,
  notificationToSign,
} from '../notification.ts'
import { explainRest } from './explain-rest.ts'
import type { Protocol } from '../../protocol.ts'
import { parseAuthorization } from './authorization.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'

export const openapiV3: Protocol = {
  name: 'openapi-v3',
  traceHeader: 'alipay-trace-id',
  accepts: ({ url }) => new URL(url, 'http://gateway').pathname.startsWith('/v3/'),
  routingKey: ({ headers }) =>
    parseAuthorization(headers.authorization ?? '').values.get('app_id') || undefined,
  decode,
  encode,
  explain: explainRest,
  notification,
  notificationToSign,
  notificationBody,
  acknowledged,
}
