// WeChat Pay's gateway of payments by code, version 2: XML over POST.
import type { Protocol } from '../protocol.ts'
import { appIdBehind } from './credentials.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { explain } from './explain.ts'
import { NAME } from './name.ts'
import { notification, readReply, RESEND_GAPS } from './notification.ts'
import type { WechatContext } from './reply-context.ts'
import { isOurs, PATHS } from './routes.ts'
import { readXml } from './xml.ts'

export const wechatV2: Protocol = {
  name: NAME,
  traceHeader: 'request-id',
  paths: PATHS,
  accepts: ({ url }) => isOurs(url),
  routingKey: ({ body }) => {
    const read = readXml(body)
    return 'fields' in read ? appIdBehind(read.fields.get('mch_id') ?? '') : undefined
  },
  decode,
  encode: (answer, context, call, moment) =>
    // The context is the one that `decode` made.
    encode(answer, context as WechatContext, call, moment),
  explain,
  notification,
  resendGaps: RESEND_GAPS,
  readReply,
}
