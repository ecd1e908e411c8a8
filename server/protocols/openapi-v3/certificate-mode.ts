// Certificate mode in v3: the authorization names the app's certificate, and its reply names the
// gateway's. The root's SN travels in a header that only some SDKs send.
import { REJECTIONS } from '../openapi-v2/rejections.table.ts'
import type { App, Rejection } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import type { Authorization } from './authorization.ts'

const APP_SN = 'app_cert_sn'

/** The SN that the reply shall name; `undefined` in key mode. */
export function replySn({ values }: Authorization, { certificates }: App): string | undefined {
  return values.get(APP_SN) ? certificates?.alipayCertSn : undefined
}

export function refuseSns(
  { values }: Authorization,
  headers: WireRequest['headers'],
  { certificates }: App,
): Rejection | undefined {
  const appSn = values.get(APP_SN)
  if (!appSn) return undefined
  if (appSn !== certificates?.appCertSn) return REJECTIONS.unknownAppCertSn
  const rootSn = headers['alipay-root-cert-sn']
  if (!rootSn || rootSn === certificates.alipayRootCertSn) return undefined
  return REJECTIONS.invalidRootCertSn
}
