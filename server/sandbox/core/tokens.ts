// Hands out authorisation codes, and exchanges codes and refresh tokens for tokens. All of them
// end by the gateway's clock.
import type { Grant, ServiceCall, ServiceOutcome } from '../../protocols/service.ts'
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
): Token {
  const issuedAt = core.clock.now()
  const { of, appId, holderId, authAppId } = whose
  const expiresAt = issuedAt + livesMs
  const made = { of, appId, holderId, authAppId, use, token, issuedAt, expiresAt, isSpent: false }
  core.tokens.put(made)
  return made
}

type Kind = Token['of']
type Refused = readonly [code: string, subCode: string, subMsg: string]

/** What is said of a grant that is none, by its kind and by what is wrong with it. */
const REFUSALS: Record<Kind, Record<'type' | 'otherApp' | 'code' | 'spentCode', Refused>> = {
  user: {
    type: ['40002', 'isv.grant-type-invalid', 'grant_type参数不正确'],
    otherApp: ['40002', 'isv.unmatched-app-id', '调用接口的应用标识与令牌授权的应用不相符'],
    code: ['40002', 'isv.code-invalid', '授权码code无效'],
    spentCode: ['40002', 'isv.code-invalid', '授权码code无效'],
  },
  app: {
    type: ['40004', 'GRANT_TYPE_INVALID', 'grant_type参数无效'],
    otherApp: ['40004', 'APP_ID_NOT_CONSISTENT', '应用ID不一致'],
    code: ['40004', 'AUTH_CODE_NOT_EXIST', '授权码不存在'],
    spentCode: ['40004', 'AUTH_CODE_NOT_VALID', '授权码无效'],
  },
}

const REFRESH_REFUSALS: Record<Kind, Record<'unknown' | 'spent' | 'late' | 'revoked', Refused>> = {
  user: {
    unknown: ['40002', 'isv.refresh-token-invalid', '刷新令牌refresh_token无效'],
    spent: ['40002', 'isv.refreshed-token-invalid', '刷新出来的令牌无效'],
    late: ['40002', 'isv.refresh-token-time-out', '刷新令牌refresh_token过期'],
    revoked: ['40002', 'isv.refresh-token-invalid', '刷新令牌refresh_token无效'],
  },
  app: {
    unknown: ['40004', 'REFRESH_TOKEN_NOT_EXIST', '刷新令牌不存在'],
    spent: ['40004', 'REFRESH_TOKEN_NOT_VALID', '刷新令牌无效'],
    late: ['40004', 'REFRESH_TOKEN_TIME_OUT', '刷新令牌已过期'],
    revoked: ['40004', 'AUTH_TOKEN_NOT_FOUND', '授权令牌不存在'],
  },
}

/** An app in its own hands is its merchant's own, and no service provider's. */
const isForItself = ({ of, appId, authAppId }: Token) => of === 'app' && appId === authAppId
const NOT_ISV: Refused = ['40004', 'APP_NOT_ISV', '应用不是第三方应用']

type TokenCall = Extract<ServiceCall, { op: 'USERTOKEN' } | { op: 'APPTOKEN' }>

export function exchangeToken(core: SandboxCore, call: TokenCall): ServiceOutcome {
  const kind: Kind = call.op === 'USERTOKEN' ? 'user' : 'app'
  const given = core.tokens.get(call.grant.token)
  const wrong = refusalOf(kind, call.grant, given, call.appId, core.clock.now())
  if (wrong || !given) {
    const [code, subCode, subMsg] = wrong ?? REFUSALS[kind].code
    return { kind: 'declined', code, subCode, subMsg }
  }
  return core.writer.transact(() => {
    // An app's refresh token goes on until it ends; a code and a buyer's refresh token are for once.
    if (given.use === 'code' || kind === 'user') core.tokens.put({ ...given, isSpent: true })
    const { access, refresh } = LIFETIMES[kind]
    const tokens = {
      access: put(core, given, 'access', drawToken(core, kind), access),
      refresh: put(core, given, 'refresh', drawToken(core, kind), refresh),
    }
    if (kind === 'app') return { kind: 'app-tokens', tokens }
    const openId = core.policy().buyerOpenId ? openIdOf(given.holderId) : undefined
    return { kind: 'user-tokens', tokens, openId }
  })
}

function refusalOf(
  kind: Kind,
  { type }: Grant,
  given: Token | undefined,
  appId: string,
  now: number,
): Refused | undefined {
  if (type !== 'authorization_code' && type !== 'refresh_token') return REFUSALS[kind].type
  const isRefresh = type === 'refresh_token'
  const says = REFRESH_REFUSALS[kind]
  if (!given || given.of !== kind || given.use !== (isRefresh ? 'refresh' : 'code')) {
    return isRefresh ? says.unknown : REFUSALS[kind].code
  }
  if (given.appId !== appId) return REFUSALS[kind].otherApp
  if (given.isRevoked) return says.revoked
  if (isForItself(given)) return NOT_ISV
  if (given.isSpent) return isRefresh ? says.spent : REFUSALS[kind].spentCode
  if (given.expiresAt > now) return undefined
  return isRefresh ? says.late : REFUSALS[kind].spentCode
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
