// Certificate mode in v3: the authorization names the app's certificate, and its reply names the
// gateway's. The root's SN travels in a header that only some SDKs send.
import { REJECTIONS } from '../rejections.table.ts'
import type { OpenapiApp } from '../credentials.ts'
import type { Rejection } from '../../protocol.ts'
import type { WireRequest } from '../../wire.ts'
import type { Authorization } from './authorization.ts'

const APP_SN = 'app_cert_sn'

/** The SN that the reply shall name; `undefined` in key mode. */
export function replySn(
  { values }: Authorization,
  { certificates }: OpenapiApp,
): string | undefined {
  return values.get(APP_SN) ? certificates?.alipayCertSn : undefined
}

/** As the request names them. */
export const snsIn = ({ values }: Authorization, headers: WireRequest['headers']) => ({
  appSn: values.get(APP_SN),
  rootSn: headers['alipay-root-cert-sn'],
})

export function refuseSns(
  authorization: Authorization,
  headers: WireRequest['headers'],
  { certificates }: OpenapiApp,
): Rejection | undefined {
  const { appSn, rootSn } = snsIn(authorization, headers)
  if (!appSn) return undefined
  if (appSn !== certificates?.appCertSn) return REJECTIONS.unknownAppCertSn
  if (!rootSn || rootSn === certificates.alipayRootCertSn) return undefined
  return REJECTIONS.invalidRootCertSn
}
