// For whom a call acts. An app of a service provider shows app_auth_token, and the call is the
// merchant's: its orders, its money. The same in v2 and v3, which pass the token differently.
import type { Instant } from '../../values/instant.ts'
import type { App, Rejection } from '../protocol.ts'
import type { TokenStore, Token } from '../tokens.ts'
import { publicError } from './public-errors.table.ts'

export interface Shown {
  appAuthToken?: string
  /** A buyer's access token; checked whenever it is sent. */
  authToken?: string
  targetAppId?: string
}

export interface Acting {
  pid: string
  /** The merchant's app; absent when an app acts for its own merchant. */
  authAppId?: string
}

const refuse = (subCode: string): { refusal: Rejection } => ({ refusal: publicError(subCode) })

/** An app may not be handed on: what is asked with a token of this kind is asked by oneself. */
const NOT_FOR_OTHERS = 'alipay.open.auth.token.app'

export function actingFor(
  app: App,
  method: string,
  shown: Shown,
  authorities: TokenStore,
  now: Instant,
): { acting: Acting } | { refusal: Rejection } {
  const { appAuthToken, authToken, targetAppId } = shown
  if (authToken !== undefined) {
    const found = accessOf(authorities.get(authToken), 'user', app)
    if (!found) return refuse('aop.invalid-auth-token')
    if (found.expiresAt <= now) return refuse('aop.auth-token-time-out')
  }
  if (appAuthToken !== undefined) {
    if (method === NOT_FOR_OTHERS) {
      return refuse('isv.not-support-app-auth')
    }
    const found = accessOf(authorities.get(appAuthToken), 'app', app)
    if (!found) return refuse('aop.invalid-app-auth-token')
    if (found.expiresAt <= now) {
      return refuse('aop.app-auth-token-time-out')
    }
    return onTarget(found, targetAppId)
  }
  if (targetAppId === undefined || targetAppId === app.appId) return { acting: { pid: app.pid } }
  const found = authorities
    .ofApp(app.appId)
    .findLast((one) => one.authAppId === targetAppId && isLive(one, now))
  return onTarget(found, targetAppId)
}

const isLive = (token: Token, now: Instant) =>
  token.use === 'access' && token.of === 'app' && !token.isSpent && token.expiresAt > now

function accessOf(token: Token | undefined, of: Token['of'], app: App): Token | undefined {
  const fits = token?.use === 'access' && token.of === of && token.appId === app.appId
  return fits && !token.isSpent ? token : undefined
}

/** target_app_id names the merchant's app a second time; the two must agree. */
function onTarget(token: Token | undefined, targetAppId: string | undefined) {
  if (!token || (targetAppId !== undefined && token.authAppId !== targetAppId)) {
    return refuse('isv.invalid-auth-relations')
  }
  return { acting: { pid: token.holderId, authAppId: token.authAppId } }
}
