// A v3 path that was put below /gateway.do: the mistake of clients that take the gateway's address for
// v3's too. The real gateway answers HTTP 200 with a page in GBK (recorded by users of fzlee/alipay, its
// issue 161); what the page says is inferred from its other error pages.
import { REJECTIONS } from '../rejections.table.ts'
import { pathnameOf } from '../path.ts'
import { encodePage } from '../page.ts'
import type { Protocol } from '../../protocol.ts'
import { openapiV3 } from './openapi-v3.ts'
import { pathOf } from './request.ts'

const BELOW = '/gateway.do/'

export const misplacedV3: Protocol = {
  ...openapiV3,
  name: 'misplaced-v3',
  paths: [`${BELOW}*`],
  accepts: (request) => pathnameOf(request).startsWith(BELOW),
  decode: (request) => {
    const path = pathOf(pathnameOf(request))
    const about =
      `${path}: v3 has no gateway.do; give the client the bare origin as the address of its server, ` +
      `so that it calls ${path.slice(BELOW.length - 1)}`
    return {
      context: {},
      summary: { appId: openapiV3.routingKey(request), ids: {} },
      rejection: REJECTIONS.invalidMethod,
      hints: [{ name: 'v3-below-gateway.do', about }],
    }
  },
  encode: (answer) => encodePage(answer, undefined),
}
