// notify_verify: an unsigned question that a merchant asks about a notification it got, and one word
// for an answer (004:L405). Older than the methods; it shares their path. Numbers in another form than that of
// openapi's notifications are the old gateway's (mapi).
import { asksOfOpenapi, SHARED_PATH } from '../../named-service.ts'
import { pathnameOf } from '../path.ts'
import type { Protocol } from '../../protocol.ts'
import type { WireRequest } from '../../wire.ts'
import { openapiV2 } from './openapi-v2.ts'
import { readParameters } from '../../parameters.ts'

const asked = (request: WireRequest, name: string) => readParameters(request).get(name) ?? ''

export const notifyVerify: Protocol = {
  ...openapiV2,
  name: 'notify-verify',
  accepts: (request) => pathnameOf(request) === SHARED_PATH && asksOfOpenapi(request),
  routingKey: (request) => asked(request, 'partner') || undefined,
  decode: (request) => ({
    context: {},
    summary: { op: 'NOTIFYVERIFY', method: 'notify_verify', ids: {} },
    call: {
      op: 'NOTIFYVERIFY',
      pid: asked(request, 'partner'),
      notifyId: asked(request, 'notify_id'),
    },
  }),
  encode: (answer) => {
    const isGenuine = 'kind' in answer && answer.kind === 'verified' && answer.isGenuine
    return {
      result: { readable: true, meaning: 'ok' },
      signing: undefined,
      finish: () => ({
        status: 200,
        headers: { 'content-type': 'text/html;charset=utf-8' },
        body: Buffer.from(String(isGenuine)),
      }),
    }
  },
}
