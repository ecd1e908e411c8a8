// What the v2 gateway itself says before any business: the public error codes. The texts are those
// recorded from the live gateway where a record exists, else the documented ones.
import type { Rejection } from '../protocol.ts'

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
}

export function publicError(code: string, subCode: string, subMsg: string): Rejection {
  return { code, msg: MESSAGES[code] ?? '', subCode, subMsg }
}

export const REJECTIONS = {
  missingMethod: publicError('40001', 'isv.missing-method', '缺少方法名参数'),
  missingSignature: publicError('40001', 'isv.missing-signature', '缺少签名参数'),
  missingSignType: publicError('40001', 'isv.missing-signature-type', '缺少签名类型参数'),
  missingAppId: publicError('40001', 'isv.missing-app-id', '缺少AppID参数'),
  missingTimestamp: publicError('40001', 'isv.missing-timestamp', '缺少时间戳参数'),
  missingVersion: publicError('40001', 'isv.missing-version', '缺少版本参数'),
  invalidAppId: publicError('40002', 'isv.invalid-app-id', '无效的AppID参数'),
  invalidFormat: publicError('40002', 'isv.invalid-format', '无效的数据格式'),
  invalidSignType: publicError('40002', 'isv.invalid-signature-type', '无效的签名类型'),
  invalidCharset: publicError('40002', 'isv.invalid-charset', '字符集错误'),
  invalidTimestamp: publicError('40002', 'isv.invalid-timestamp', '非法的时间戳参数'),
  invalidMethod: publicError('40002', 'isv.invalid-method', '不存在的方法名'),
  invalidVersion: publicError('40002', 'isv.invalid-parameter', '参数无效'),
  illegalJson: publicError('40002', 'isv.illegal-json', '参数无效'),
  missingAppCertSn: publicError('40001', 'isv.missing-app-cert-sn', '缺少应用公钥证书序列号'),
  missingRootCertSn: publicError(
    '40001',
    'isv.missing-alipay-root-cert-sn',
    '缺少支付宝根证书序列号',
  ),
  // The names are documented, their texts are not.
  unknownAppCertSn: publicError('40002', 'isv.app-cert-not-exist', '应用公钥证书不存在'),
  invalidRootCertSn: publicError(
    '40002',
    'isv.invalid-alipay-root-cert-sn',
    '无效的支付宝根证书序列号',
  ),
  missingEncryptType: publicError(
    '40001',
    'isv.decryption-error-missing-encrypt-type',
    '解密出错, 未指定加密算法',
  ),
  invalidEncryptType: publicError(
    '40002',
    'isv.decryption-error-not-valid-encrypt-type',
    '解密出错，不支持的加密算法',
  ),
  invalidEncryptKey: publicError(
    '40002',
    'isv.decryption-error-not-valid-encrypt-key',
    '解密出错, 未配置加密密钥或加密密钥格式错误',
  ),
  cannotDecrypt: publicError('40003', 'isv.decryption-error-unknown', '解密出错, 未知错误'),
  missingKey: publicError(
    '40003',
    'isv.missing-signature-config',
    '应用未配置对应签名算法的公钥或者证书',
  ),
} satisfies Record<string, Rejection>

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
