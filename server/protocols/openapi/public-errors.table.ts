// Every public error of openapi: what the gateway itself says before or instead of business, by
// sub_code. The text is the one recorded from the live gateway where a record exists, else the
// documented one. The same in v2 and v3, which only wrap it differently.

export interface PublicError {
  code: string
  subCode: string
  subMsg: string
}

const of = (code: string, texts: Record<string, string>): Record<string, PublicError> =>
  Object.fromEntries(
    Object.entries(texts).map(([subCode, subMsg]) => [subCode, { code, subCode, subMsg }]),
  )

const ERRORS: Record<string, PublicError> = {
  ...of('20001', {
    'aop.invalid-auth-token': '无效的访问令牌',
    'aop.auth-token-time-out': '访问令牌已过期',
    'aop.invalid-app-auth-token': '无效的应用授权令牌',
    'aop.invalid-app-auth-token-no-api': '商户未授权当前接口',
    'aop.app-auth-token-time-out': '应用授权令牌已过期',
    'aop.no-product-reg-by-partner': '商户未签约任何产品',
  }),
  ...of('40001', {
    'isv.missing-method': '缺少方法名参数',
    'isv.missing-signature': '缺少签名参数',
    'isv.missing-signature-type': '缺少签名类型参数',
    'isv.missing-signature-key': '缺少签名配置',
    'isv.missing-app-id': '缺少AppID参数',
    'isv.missing-timestamp': '缺少时间戳参数',
    'isv.missing-version': '缺少版本参数',
    'isv.missing-default-signature-type': '应用未设置默认签名类型',
    // The page that lists it shows no code; 40001 goes by its name.
    'isv.missing-encrypt-key': '缺少加密配置',
    'isv.decryption-error-missing-encrypt-type': '解密出错, 未指定加密算法',
    // The names of these two are documented, their texts are not.
    'isv.missing-app-cert-sn': '缺少应用公钥证书序列号',
    'isv.missing-alipay-root-cert-sn': '缺少支付宝根证书序列号',
  }),
  ...of('40002', {
    'isv.invalid-parameter': '参数无效',
    'isv.invalid-method': '不存在的方法名',
    'isv.invalid-format': '无效的数据格式',
    'isv.invalid-signature-type': '无效的签名类型',
    // The older wording: the newer two need a request to speak of.
    'isv.invalid-signature': '无效签名',
    'isv.invalid-app-id': '无效的AppID参数',
    'isv.invalid-timestamp': '非法的时间戳参数',
    'isv.invalid-charset': '字符集错误',
    'isv.invalid-digest': '摘要错误',
    'isv.invalid-encrypt-type': '无效的加密类型',
    'isv.invalid-encrypt': '解密异常',
    'isv.decryption-error-not-valid-encrypt-type': '解密出错，不支持的加密算法',
    'isv.decryption-error-not-valid-encrypt-key': '解密出错, 未配置加密密钥或加密密钥格式错误',
    'isv.upload-fail': '文件上传失败',
    'isv.invalid-file-extension': '文件扩展名无效',
    'isv.invalid-file-size': '文件大小无效',
    'isv.not-support-app-auth': '本接口不支持第三方代理调用',
    'isv.suspected-attack': '可疑的攻击请求',
    'isv.forbidden-api': '接口被禁用',
    // Documented by name only.
    'isv.illegal-json': '参数无效',
    'isv.app-cert-not-exist': '应用公钥证书不存在',
    'isv.invalid-alipay-root-cert-sn': '无效的支付宝根证书序列号',
    'isv.code-invalid': '授权码code无效',
  }),
  ...of('40003', {
    'isv.decryption-error-unknown': '解密出错, 未知错误',
    'isv.missing-signature-config': '应用未配置对应签名算法的公钥或者证书',
    'isv.invalid-auth-relations': '无效的授权关系',
  }),
  ...of('40005', {
    'isv.app-call-limited': '应用调用次数超限，包含调用频率超限',
    'isv.method-call-limited': 'API调用次数超限，包含调用频率超限',
  }),
  ...of('40006', {
    'isv.insufficient-isv-permissions':
      'ISV权限不足，建议在开发者中心检查对应功能是否已经添加，' +
      '解决办法详见：https://docs.open.alipay.com/common/isverror',
    'isv.insufficient-user-permissions': '用户权限不足',
  }),
}

export const isPublicError = (subCode: string) => Object.hasOwn(ERRORS, subCode)

/** The error with its code and text; a sub_code that is none is a mistake of ours. */
export function publicError(subCode: string): PublicError {
  const found = ERRORS[subCode]
  if (!found) throw new Error(`${subCode} is no public error`)
  return found
}
