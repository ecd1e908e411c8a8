// Certificate mode: a request that names the SNs of certificates is checked against the app's, and
// its reply names the gateway's. A request without stays in key mode, whatever the app has.
import type { OpenapiApp } from '../credentials.ts'
import type { Rejection } from '../../protocol.ts'
import type { Parameters } from '../../parameters.ts'
import { REJECTIONS } from '../rejections.table.ts'

const APP_SN = 'app_cert_sn'
const ROOT_SN = 'alipay_root_cert_sn'

/** The SN that the reply shall name; `undefined` in key mode. */
export function replySn(parameters: Parameters, { certificates }: OpenapiApp): string | undefined {
  return parameters.get(APP_SN) || parameters.get(ROOT_SN) ? certificates?.alipayCertSn : undefined
}

/** As the request names them. */
export const snsIn = (parameters: Parameters) => ({
  appSn: parameters.get(APP_SN),
  rootSn: parameters.get(ROOT_SN),
})

export function refuseSns(
  parameters: Parameters,
  { certificates }: OpenapiApp,
): Rejection | undefined {
  const { appSn, rootSn } = snsIn(parameters)
  if (!appSn && !rootSn) return undefined
  if (!appSn) return REJECTIONS.missingAppCertSn
  if (!rootSn) return REJECTIONS.missingRootCertSn
  if (appSn !== certificates?.appCertSn) return REJECTIONS.unknownAppCertSn
  return rootSn === certificates.alipayRootCertSn ? undefined : REJECTIONS.invalidRootCertSn
}
