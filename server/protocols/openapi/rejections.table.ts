// What the gateway itself says before any business. Which public errors there are, and their texts, is
// in public-errors.table.ts.
import { publicError } from './public-errors.table.ts'
import type { Rejection } from '../protocol.ts'

/** What v2 says beside each code. */
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

export const REJECTIONS = {
  missingMethod: publicError('isv.missing-method'),
  missingSignature: publicError('isv.missing-signature'),
  missingSignType: publicError('isv.missing-signature-type'),
  missingAppId: publicError('isv.missing-app-id'),
  missingTimestamp: publicError('isv.missing-timestamp'),
  missingVersion: publicError('isv.missing-version'),
  invalidAppId: publicError('isv.invalid-app-id'),
  invalidFormat: publicError('isv.invalid-format'),
  invalidSignType: publicError('isv.invalid-signature-type'),
  invalidCharset: publicError('isv.invalid-charset'),
  invalidTimestamp: publicError('isv.invalid-timestamp'),
  invalidMethod: publicError('isv.invalid-method'),
  invalidVersion: publicError('isv.invalid-parameter'),
  illegalJson: publicError('isv.illegal-json'),
  missingAppCertSn: publicError('isv.missing-app-cert-sn'),
  missingRootCertSn: publicError('isv.missing-alipay-root-cert-sn'),
  unknownAppCertSn: publicError('isv.app-cert-not-exist'),
  invalidRootCertSn: publicError('isv.invalid-alipay-root-cert-sn'),
  missingEncryptType: publicError('isv.decryption-error-missing-encrypt-type'),
  invalidEncryptType: publicError('isv.decryption-error-not-valid-encrypt-type'),
  invalidEncryptKey: publicError('isv.decryption-error-not-valid-encrypt-key'),
  cannotDecrypt: publicError('isv.decryption-error-unknown'),
  missingKey: publicError('isv.missing-signature-config'),
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
  return signatureWrong(advice + shown)
}

/** The signature is right, but under the other algorithm (captured). */
export function wrongSignType(declared: string, used: string): Rejection {
  const subMsg =
    `验签出错，sign值与sign_type参数指定的签名类型不一致：sign_type参数值为${declared}，` +
    `您实际用的签名类型可能是${used}`
  return signatureWrong(subMsg)
}

const signatureWrong = (subMsg: string): Rejection => ({
  ...publicError('isv.invalid-signature'),
  subMsg,
  reason: 'SignatureWrong',
})
