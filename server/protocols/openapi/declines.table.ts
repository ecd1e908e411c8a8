// What openapi says when it will not do a service: the codes of its public errors, and those that the
// two methods for tokens document of their own.
import type { Op } from '../../journal/entry.ts'
import type { Decline, TokenDecline } from '../service.ts'
import { publicError, type PublicError } from './public-errors.table.ts'

const error = (code: string, subCode: string, subMsg: string): PublicError => ({
  code,
  subCode,
  subMsg,
})

/** A buyer's token (alipay.system.oauth.token). */
const OF_USERS: Record<Exclude<TokenDecline, 'AppInItsOwnHands'>, PublicError> = {
  GrantTypeWrong: error('40002', 'isv.grant-type-invalid', 'grant_type参数不正确'),
  GrantOfAnotherApp: error(
    '40002',
    'isv.unmatched-app-id',
    '调用接口的应用标识与令牌授权的应用不相符',
  ),
  CodeUnknown: error('40002', 'isv.code-invalid', '授权码code无效'),
  CodeSpent: error('40002', 'isv.code-invalid', '授权码code无效'),
  RefreshTokenUnknown: error('40002', 'isv.refresh-token-invalid', '刷新令牌refresh_token无效'),
  RefreshTokenSpent: error('40002', 'isv.refreshed-token-invalid', '刷新出来的令牌无效'),
  RefreshTokenLate: error('40002', 'isv.refresh-token-time-out', '刷新令牌refresh_token过期'),
  GrantRevoked: error('40002', 'isv.refresh-token-invalid', '刷新令牌refresh_token无效'),
}

/** The token of a merchant's app (alipay.open.auth.token.app). */
const OF_APPS: Record<TokenDecline, PublicError> = {
  GrantTypeWrong: error('40004', 'GRANT_TYPE_INVALID', 'grant_type参数无效'),
  GrantOfAnotherApp: error('40004', 'APP_ID_NOT_CONSISTENT', '应用ID不一致'),
  CodeUnknown: error('40004', 'AUTH_CODE_NOT_EXIST', '授权码不存在'),
  CodeSpent: error('40004', 'AUTH_CODE_NOT_VALID', '授权码无效'),
  RefreshTokenUnknown: error('40004', 'REFRESH_TOKEN_NOT_EXIST', '刷新令牌不存在'),
  RefreshTokenSpent: error('40004', 'REFRESH_TOKEN_NOT_VALID', '刷新令牌无效'),
  RefreshTokenLate: error('40004', 'REFRESH_TOKEN_TIME_OUT', '刷新令牌已过期'),
  GrantRevoked: error('40004', 'AUTH_TOKEN_NOT_FOUND', '授权令牌不存在'),
  AppInItsOwnHands: error('40004', 'APP_NOT_ISV', '应用不是第三方应用'),
}

const OF_ALL: Record<Exclude<Decline, TokenDecline>, PublicError> = {
  InvalidParameter: publicError('isv.invalid-parameter'),
  // No method of openapi asks for it.
  CodeOfNobody: publicError('isv.invalid-parameter'),
  TooManyCalls: publicError('isv.app-call-limited'),
  TooManyCallsOfMethod: publicError('isv.method-call-limited'),
  // Said to apps of AMS; openapi has no call that gives a token back.
  TokenUnknown: publicError('aop.invalid-auth-token'),
  // The name is documented, the text is not.
  CertificateUnknown: error('40002', 'isv.alipay-cert-not-exist', '支付宝公钥证书不存在'),
}

export function declineOf(reason: Decline, op: Op | undefined): PublicError {
  const ofTokens: Partial<Record<Decline, PublicError>> = op === 'USERTOKEN' ? OF_USERS : OF_APPS
  const ofAll: Partial<Record<Decline, PublicError>> = OF_ALL
  const found = ofAll[reason] ?? ofTokens[reason]
  if (!found) throw new Error(`${op} is not declined for ${reason}`)
  return found
}
