// What the v2 gateway itself says before any business: the public error codes and their messages.
// Which public errors there are, and their texts, is in ../openapi/public-errors.table.ts.
import { publicRefusal } from '../public-errors.table.ts'
import type { Rejection } from '../../protocol.ts'

export const MESSAGES: Record<string, string> = {
  '10000': 'Success',
  // The leading blank is real.
  '10003': ' order success pay inprocess',
  '20000': 'Service Currently Unavailable',
  '20001': 'Insufficient Token Permissions',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40003': 'Insufficient Conditions',
  '40004': 'Business Failed',
  '40005': 'Call Limited',
  '40006': 'Insufficient Permissions',
}

export function publicError(code: string, subCode: string, subMsg: string): Rejection {
  return { code, msg: MESSAGES[code] ?? '', subCode, subMsg }
}

/** A public error as a rejection of the gateway. */
function rejection(known: string): Rejection {
  const { code, subCode, subMsg } = publicRefusal(known)
  return publicError(code, subCode, subMsg)
}

export const REJECTIONS = {
  missingMethod: rejection('isv.missing-method'),
  missingSignature: rejection('isv.missing-signature'),
  missingSignType: rejection('isv.missing-signature-type'),
  missingAppId: rejection('isv.missing-app-id'),
  missingTimestamp: rejection('isv.missing-timestamp'),
  missingVersion: rejection('isv.missing-version'),
  invalidAppId: rejection('isv.invalid-app-id'),
  invalidFormat: rejection('isv.invalid-format'),
  invalidSignType: rejection('isv.invalid-signature-type'),
  invalidCharset: rejection('isv.invalid-charset'),
  invalidTimestamp: rejection('isv.invalid-timestamp'),
  invalidMethod: rejection('isv.invalid-method'),
  invalidVersion: rejection('isv.invalid-parameter'),
  illegalJson: rejection('isv.illegal-json'),
  missingAppCertSn: rejection('isv.missing-app-cert-sn'),
  missingRootCertSn: rejection('isv.missing-alipay-root-cert-sn'),
  unknownAppCertSn: rejection('isv.app-cert-not-exist'),
  invalidRootCertSn: rejection('isv.invalid-alipay-root-cert-sn'),
  missingEncryptType: rejection('isv.decryption-error-missing-encrypt-type'),
  invalidEncryptType: rejection('isv.decryption-error-not-valid-encrypt-type'),
  invalidEncryptKey: rejection('isv.decryption-error-not-valid-encrypt-key'),
  cannotDecrypt: rejection('isv.decryption-error-unknown'),
  missingKey: rejection('isv.missing-signature-config'),
} satisfies Record<string, Rejection>

/**
 * Recorded: a call for an app's tokens that bears no signature is answered under `error_response`,
 * and unsigned.
 */
export const isUnheard = (method: string | undefined, answer: object) =>
  method === 'alipay.open.auth.token.app' && answer === REJECTIONS.missingSignature

/** The gateway shows the text it verified, with `&` written `&amp;` (captured). */
export function invalidSignature(text: string): Rejection {
  const shown = text.replaceAll('&', '&amp;')
  const advice =
    '验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：'
  return publicError('40002', 'isv.invalid-signature', advice + shown)
}

/** The signature is right, but under the other algorithm (captured). */
export function wrongSignType(declared: string, used: string): Rejection {
  const subMsg =
    `验签出错，sign值与sign_type参数指定的签名类型不一致：sign_type参数值为${declared}，` +
    `您实际用的签名类型可能是${used}`
  return publicError('40002', 'isv.invalid-signature', subMsg)
}
