// Hands out authorisation codes, and exchanges codes and refresh tokens for tokens. All of them
// end by the gateway's clock.
import type {
  Grant,
  GrantedTokens,
  ServiceCall,
  ServiceOutcome,
  TokenDecline,
} from '../../protocols/service.ts'
import type { Token } from '../../protocols/tokens.ts'
import { openIdOf } from '../../trade/buyer.ts'
import { DAY, formatChinaDay } from '../../values/instant.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from './core.ts'

const CODE_LIFETIME_MS = DAY

/** In ms: of the token that is shown, and of the one that renews it. */
const LIFETIMES = {
  user: { access: 15 * DAY, refresh: 30 * DAY },
  app: { access: 365 * DAY, refresh: 372 * DAY },
} as const

export interface AuthorisationCode {
  code: string
  appId: string
  /** Whoever gave it: the buyer, or the merchant. */
  holderId: string
  authAppId?: string
  expiresAt: number
}

/** A merchant puts its app into the hands of another app, that of a service provider. */
export function authoriseApp(core: SandboxCore, merchantAppId: string, byAppId?: string) {
  const merchant = core.apps.get(merchantAppId)
  if (!merchant) throw new InputError('authAppId', `there is no app ${merchantAppId}`)
  const provider = byAppId === undefined ? core.apps.all()[0] : core.apps.get(byAppId)
  if (!provider) throw new InputError('appId', `there is no app ${byAppId}`)
  const whose = { holderId: merchant.pid, authAppId: merchantAppId }
  return issueCode(core, { of: 'app', appId: provider.appId, ...whose })
}

/** A buyer lets an app know who they are. */
export function authoriseUser(core: SandboxCore, buyerId?: string, appId?: string) {
  const buyer = buyerId === undefined ? core.trades.buyers()[0] : core.trades.buyer(buyerId)
  if (!buyer) throw new InputError('buyerId', `there is no buyer ${buyerId}`)
  const app = appId === undefined ? core.apps.all()[0] : core.apps.get(appId)
  if (!app) throw new InputError('appId', `there is no app ${appId}`)
  return issueCode(core, { of: 'user', appId: app.appId, holderId: buyer.buyerId })
}

/** A merchant takes its app back out of the hands of another; how many tokens end with that. */
export function revokeApp(core: SandboxCore, authAppId: string, byAppId?: string): number {
  const provider = byAppId === undefined ? core.apps.all()[0] : core.apps.get(byAppId)
  if (!provider) throw new InputError('appId', `there is no app ${byAppId}`)
  const ended = revoke(core, provider.appId, (one) => one.authAppId === authAppId)
  if (ended > 0) return ended
  throw new InputError('authAppId', `${provider.appId} holds no tokens of an app ${authAppId}`)
}

/** A buyer no longer lets an app know who they are. */
export function revokeUser(core: SandboxCore, buyerId?: string, appId?: string): number {
  const buyer = buyerId === undefined ? core.trades.buyers()[0] : core.trades.buyer(buyerId)
  const app = appId === undefined ? core.apps.all()[0] : core.apps.get(appId)
  if (!app) throw new InputError('appId', `there is no app ${appId}`)
  const ofBuyer = (one: Token) => one.of === 'user' && one.holderId === buyer?.buyerId
  const ended = revoke(core, app.appId, ofBuyer)
  if (ended > 0) return ended
  throw new InputError('buyerId', `${app.appId} holds no tokens of a buyer ${buyerId}`)
}

function revoke(core: SandboxCore, appId: string, isTheirs: (token: Token) => boolean): number {
  return core.writer.transact(() => {
    const theirs = core.tokens
      .ofApp(appId)
      .filter((one) => one.use !== 'code' && !one.isRevoked && isTheirs(one))
    for (const one of theirs) core.tokens.put({ ...one, isSpent: true, isRevoked: true })
    return theirs.length
  })
}

/** The token under which an app acts for another now. */
export function tokenFor(core: SandboxCore, appId: string, authAppId: string): string | undefined {
  const now = core.clock.now()
  return core.tokens
    .ofApp(appId)
    .findLast(
      (one) =>
        one.use === 'access' && one.authAppId === authAppId && !one.isSpent && one.expiresAt > now,
    )?.token
}

type Whose = Pick<Token, 'of' | 'appId' | 'holderId' | 'authAppId'>

function issueCode(core: SandboxCore, whose: Whose): AuthorisationCode {
  return core.writer.transact(() => {
    const token = core.draw.letters('authorisation', 32)
    const { expiresAt } = put(core, whose, 'code', token, CODE_LIFETIME_MS)
    const { appId, holderId, authAppId } = whose
    return { code: token, appId, holderId, authAppId, expiresAt }
  })
}

function put(
  core: SandboxCore,
  whose: Whose,
  use: Token['use'],
  token: string,
  livesMs: number,
  from?: string,
): Token {
  const issuedAt = core.clock.now()
  const { of, appId, holderId, authAppId } = whose
  const expiresAt = issuedAt + livesMs
  const born = { issuedAt, expiresAt, isSpent: false }
  const made = { of, appId, holderId, authAppId, use, token, ...born, ...(from && { from }) }
  core.tokens.put(made)
  return made
}

type Kind = Token['of']
/** An app in its own hands is its merchant's own, and no service provider's. */
const isForItself = ({ of, appId, authAppId }: Token) => of === 'app' && appId === authAppId

type TokenCall = Extract<ServiceCall, { op: 'USERTOKEN' } | { op: 'APPTOKEN' }>

export function exchangeToken(core: SandboxCore, call: TokenCall): ServiceOutcome {
  const kind: Kind = call.op === 'USERTOKEN' ? 'user' : 'app'
  const given = core.tokens.get(call.grant.token)
  const before = call.repeats === 'answered' && given?.isSpent && tokensFrom(core, given)
  if (before) return granted(core, kind, before)
  const wrong = refusalOf(kind, call.grant, given, call.appId, core.clock.now())
  if (wrong || !given) return { kind: 'declined', reason: wrong ?? 'CodeUnknown' }
  return core.writer.transact(() => {
    // An app's refresh token goes on until it ends; a code and a buyer's refresh token are for once.
    if (given.use === 'code' || kind === 'user') core.tokens.put({ ...given, isSpent: true })
    const { access, refresh } = LIFETIMES[kind]
    const tokens = {
      access: put(core, given, 'access', drawToken(core, kind), access, given.token),
      refresh: put(core, given, 'refresh', drawToken(core, kind), refresh, given.token),
    }
    return granted(core, kind, tokens)
  })
}

function granted(core: SandboxCore, kind: Kind, tokens: GrantedTokens): ServiceOutcome {
  if (kind === 'app') return { kind: 'app-tokens', tokens }
  const { holderId } = tokens.access
  const openId = core.options().buyerOpenId ? openIdOf(holderId) : undefined
  return { kind: 'user-tokens', tokens, openId, logonId: core.trades.buyer(holderId)?.logonId }
}

/** What was given for a code, or for a refresh token; `undefined` once it was taken back. */
function tokensFrom(core: SandboxCore, { appId, token }: Token): GrantedTokens | undefined {
  const given = core.tokens
    .ofApp(appId)
    .filter(({ from, isRevoked }) => from === token && !isRevoked)
  const access = given.find(({ use }) => use === 'access')
  const refresh = given.find(({ use }) => use === 'refresh')
  return access && refresh && { access, refresh }
}

/** An app gives back a buyer's token, and with it all that came of the same agreement. */
export function revokeToken(
  core: SandboxCore,
  { appId, accessToken }: Extract<ServiceCall, { op: 'REVOKE' }>,
): ServiceOutcome {
  const found = core.tokens.get(accessToken)
  if (found?.appId !== appId || found.of !== 'user' || found.isRevoked) {
    return { kind: 'declined', reason: 'TokenUnknown' }
  }
  revoke(core, appId, (one) => one.of === 'user' && one.holderId === found.holderId)
  return { kind: 'revoked' }
}

/**
 * A merchant's consent gives the app of a service provider a token at once; one that it had before ends with
 * it.
 */
export function giveAgentToken(core: SandboxCore, authAppId: string, byAppId?: string): Token {
  const merchant = core.apps.get(authAppId)
  if (!merchant) throw new InputError('authAppId', `there is no app ${authAppId}`)
  const provider = byAppId === undefined ? core.apps.all()[0] : core.apps.get(byAppId)
  if (!provider) throw new InputError('appId', `there is no app ${byAppId}`)
  return core.writer.transact(() => {
    for (const one of core.tokens.ofApp(provider.appId)) {
      if (one.use === 'access' && one.authAppId === authAppId && !one.isSpent) {
        core.tokens.put({ ...one, isSpent: true })
      }
    }
    const whose = { of: 'app', appId: provider.appId, holderId: merchant.pid, authAppId } as const
    return put(core, whose, 'access', drawToken(core, 'app'), LIFETIMES.app.access)
  })
}

function refusalOf(
  kind: Kind,
  { type }: Grant,
  given: Token | undefined,
  appId: string,
  now: number,
): TokenDecline | undefined {
  if (type !== 'authorization_code' && type !== 'refresh_token') return 'GrantTypeWrong'
  const isRefresh = type === 'refresh_token'
  if (!given || given.of !== kind || given.use !== (isRefresh ? 'refresh' : 'code')) {
    return isRefresh ? 'RefreshTokenUnknown' : 'CodeUnknown'
  }
  if (given.appId !== appId) return 'GrantOfAnotherApp'
  if (given.isRevoked) return 'GrantRevoked'
  if (isForItself(given)) return 'AppInItsOwnHands'
  if (given.isSpent) return isRefresh ? 'RefreshTokenSpent' : 'CodeSpent'
  if (given.expiresAt > now) return undefined
  return isRefresh ? 'RefreshTokenLate' : 'CodeSpent'
}

/** 40 characters, as recorded: `yyyyMM` + `BB` + 29 hex + letter + 2 digits for an app. */
function drawToken({ draw, clock }: SandboxCore, kind: Kind): string {
  const hex = Array.from({ length: 3 }, () =>
    Math.floor(draw.fraction('token') * 2 ** 48)
      .toString(16)
      .padStart(12, '0'),
  ).join('')
  const day = formatChinaDay(clock.now())
  if (kind === 'user') return `authusrB${hex.slice(0, 31)}${draw.digits('token', 1)}`
  return `${day.slice(0, 6)}BB${hex.slice(0, 29)}X${draw.digits('token', 2)}`
}
