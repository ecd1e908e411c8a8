// The methods of openapi that open or change no trade.
import * as v from 'valibot'
import { required, words } from './fields.ts'
import { assertTrades, heartbeatSchema } from './heartbeat.ts'
import type { Grant } from '../service.ts'
import { operation, type Operation } from './operation.ts'

const grantSchema = v.looseObject({
  grant_type: v.optional(words(20), ''),
  code: v.optional(words(40), ''),
  refresh_token: v.optional(words(40), ''),
})

const billSchema = v.looseObject({ bill_type: required(20), bill_date: required(15) })

function grantOf(content: v.InferOutput<typeof grantSchema>): Grant {
  const { grant_type: type, code, refresh_token } = content
  return { type, token: type === 'refresh_token' ? refresh_token : code }
}

const certificateSchema = v.looseObject({ alipay_cert_sn: required(64) })

export const SERVICE_OPERATIONS: readonly Operation[] = [
  operation('monitor.heartbeat.syn', 'HEARTBEAT', heartbeatSchema, (content, { app }) => {
    assertTrades(content.trade_info)
    const { equipment_id: equipmentId } = content
    return { op: 'HEARTBEAT', pid: app.pid, appId: app.appId, equipmentId }
  }),
  {
    ...operation('alipay.system.oauth.token', 'USERTOKEN', grantSchema, (content, site) => ({
      op: 'USERTOKEN',
      pid: site.app.pid,
      // A buyer lets the merchant's own app know who they are, whoever calls for it.
      appId: site.authAppId ?? site.app.appId,
      grant: grantOf(content),
    })),
    isOldStyle: true,
  },
  operation('alipay.open.auth.token.app', 'APPTOKEN', grantSchema, (content, { app }) => ({
    op: 'APPTOKEN',
    pid: app.pid,
    appId: app.appId,
    grant: grantOf(content),
  })),
  operation(
    'alipay.open.app.alipaycert.download',
    'CERTIFICATE',
    certificateSchema,
    (content, { app }) => ({
      op: 'CERTIFICATE',
      pid: app.pid,
      appId: app.appId,
      alipayCertSn: content.alipay_cert_sn,
    }),
  ),
  operation(
    'alipay.data.dataservice.bill.downloadurl.query',
    'BILLURL',
    billSchema,
    ({ bill_type: billType, bill_date: billDate }, { app, origin }) => ({
      op: 'BILLURL',
      pid: app.pid,
      origin,
      billType,
      billDate,
    }),
  ),
]
