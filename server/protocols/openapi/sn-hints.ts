// Which SN of certificate mode was wrong, and what was done to get it. The reply says only that one is.
import type { Hint } from '../../journal/explanation.ts'
import { mistakesInSn } from '../../pki/cert-sn-mistakes.ts'
import type { OpenapiApp } from './credentials.ts'
import type { Rejection } from '../protocol.ts'

interface Sns {
  appSn: string | undefined
  rootSn: string | undefined
}

const OF_SNS = new Set([
  'isv.missing-app-cert-sn',
  'isv.missing-alipay-root-cert-sn',
  'isv.app-cert-not-exist',
  'isv.invalid-alipay-root-cert-sn',
])

export function hintsOnSns(
  { subCode }: Rejection,
  { appSn, rootSn }: Sns,
  { certificates, appId }: OpenapiApp,
): Hint[] | undefined {
  if (!OF_SNS.has(subCode)) return undefined
  if (!certificates) {
    const about = `app ${appId} has no certificates yet: "alipay-sim app certificates DIR" makes them`
    return [{ name: 'no-certificates', about }]
  }
  const { appCert, alipayCert, alipayRootCert, appCertSn, alipayRootCertSn } = certificates
  if (!appSn) return missing('app_cert_sn', 'appCertPublicKey.crt', appCertSn)
  const files = { app: appCert, alipay: alipayCert, root: alipayRootCert }
  if (appSn !== appCertSn) {
    const right = `app_cert_sn should be ${appCertSn}`
    return named('app_cert_sn', appSn, files, ['app', 'alipay', 'root'], right)
  }
  if (!rootSn) return missing('alipay_root_cert_sn', 'alipayRootCert.crt', alipayRootCertSn)
  const right = `alipay_root_cert_sn should be ${alipayRootCertSn}`
  return named('alipay_root_cert_sn', rootSn, files, ['root', 'alipay', 'app'], right)
}

const missing = (field: string, file: string, sn: string): Hint[] => [
  { name: 'sn-missing', about: `${field} is missing: it is ${sn}, computed from ${file}` },
]

type File = 'app' | 'alipay' | 'root'
const FILE_NAMES: Record<File, string> = {
  app: 'the certificate of the app',
  alipay: 'the certificate of Alipay',
  root: 'the root certificates',
}

function named(
  field: string,
  sn: string,
  files: Record<File, string>,
  [own, ...others]: readonly [File, ...File[]],
  right: string,
): Hint[] {
  const mistakes = mistakesInSn(sn, files[own])
  if (mistakes) {
    return mistakes.map(({ name, about }) => ({ name, about: `${field}: ${about}; ${right}` }))
  }
  const other = others.find((file) => mistakesInSn(sn, files[file]) !== undefined)
  if (other) {
    const about = `${field} was computed from ${FILE_NAMES[other]}; ${right}`
    return [{ name: 'sn-of-another-file', about }]
  }
  const about = `${field} is of no certificate of this app, and no known mistake gives it; ${right}`
  return [{ name: 'sn-unknown', about }]
}
