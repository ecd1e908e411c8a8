// A v3 request becomes a call, or a rejection of the gateway itself. The order of checks: the
// timestamp before the application (probed: without Authorization a timestamp is missing), then the
// key, the signature, the age, the method, and the business parameters last.
import type { Instant } from '../../values/instant.ts'
import { actingFor } from '../openapi/acting-for.ts'
import { invalidParameter } from '../openapi/codes.table.ts'
import { parseJson } from '../openapi/json.ts'
import { summarise, type Operation } from '../openapi/operation.ts'
import { operationOf } from '../openapi/operations.ts'
import { publicError, REJECTIONS } from '../openapi-v2/rejections.table.ts'
import type { AnyCall, App, Apps, CallSummary, Decoded, Gate, Rejection } from '../protocol.ts'
import type { Authorities } from '../tokens.ts'
import { originOf, type WireRequest } from '../wire.ts'
import { parseAuthorization, type Authorization } from './authorization.ts'
import { hasVerb, methodOf } from './paths.table.ts'
import { pathOf, queryOf, readRest, type RestRequest } from './request.ts'
import { refuseSignature } from './signature.ts'

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  authorities: Authorities,
  gate: Gate,
): Decoded {
  const rest = readRest(request)
  const authorization = parseAuthorization(request.headers.authorization ?? '')
  const appId = authorization.values.get('app_id') || undefined
  const method = methodOf(pathOf(rest.target))
  const operation = method && hasVerb(method, rest.verb) ? operationOf(method) : undefined
  const summary: CallSummary = { op: operation?.op, method, appId, ids: {} }
  const reject = (rejection: Rejection, app?: App): Decoded => ({
    context: { method, app, signType: 'RSA2' },
    summary,
    rejection,
  })

  if (!authorization.values.get('timestamp')) return reject(REJECTIONS.missingTimestamp)
  if (!appId) return reject(REJECTIONS.missingAppId)
  const app = apps(appId)
  if (!app) return reject(REJECTIONS.invalidAppId)
  const unproven = refuseSignature(authorization, rest, app, gate.policy)
  if (unproven) return reject(unproven, app)
  if (!isFresh(authorization, now, gate)) return reject(REJECTIONS.invalidTimestamp, app)
  if (isReplay(authorization, appId, gate)) return reject(REPLAYED, app)
  if (!method || !operation) return reject(REJECTIONS.invalidMethod, app)

  const shown = { appAuthToken: rest.appAuthToken, authToken: queryOf(rest.target).auth_token }
  const found = actingFor(app, method, shown, authorities, now)
  if ('refusal' in found) {
    const { code, subCode, subMsg } = found.refusal
    return reject(publicError(code, subCode, subMsg), app)
  }
  const { pid, authAppId } = found.acting
  const asked = { app: { ...app, pid }, authAppId, origin: originOf(request), now }
  const read = readCall(rest, operation, asked)
  if ('rejection' in read) return reject(read.rejection, app)
  return {
    context: { method, app, signType: 'RSA2' },
    summary: { ...summary, ...summarise(read.call, read.content) },
    call: read.call,
  }
}

type Read = { call: AnyCall; content: string } | { rejection: Rejection }
type Asked = Pick<Parameters<Operation['read']>[1], 'app' | 'authAppId' | 'origin' | 'now'>

/** The business parameters: the query of a GET, the body of anything else. */
function readCall(rest: RestRequest, operation: Operation, asked: Asked): Read {
  const sent = Buffer.from(rest.body).toString('utf8').trim()
  const content = rest.verb === 'GET' ? JSON.stringify(queryOf(rest.target)) : sent || '{}'
  const parsed = parseJson(content)
  if (parsed === undefined) return { rejection: REJECTIONS.illegalJson }
  const site = { via: 'openapi-v3', ...asked, notifyUrl: notifyUrlOf(parsed) }
  const read = operation.read(parsed, site)
  if ('call' in read) return { call: read.call, content }
  const { subCode, subMsg } = invalidParameter(operation.op, read.wrong)
  return { rejection: publicError('40004', subCode, subMsg) }
}

/** In v2 a common parameter, in v3 a field of the order. */
function notifyUrlOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('notify_url' in content))
    return undefined
  return typeof content.notify_url === 'string' && content.notify_url
    ? content.notify_url
    : undefined
}

/**
 * Not older than ten minutes (open-v3/054q58). A client keeps real time while a test moves the
 * gateway's, so what either clock calls fresh is fresh.
 */
function isFresh({ values }: Authorization, now: Instant, { policy, wallNow }: Gate): boolean {
  const timestamp = values.get('timestamp') ?? ''
  if (!/^\d{1,15}$/.test(timestamp)) return false
  return Math.min(now, wallNow) - Number(timestamp) <= policy.v3TimestampAgeMs
}

const REPLAYED = publicError('40002', 'isv.suspected-attack', '可疑的攻击请求')

function isReplay({ values }: Authorization, appId: string, gate: Gate): boolean {
  const nonce = values.get('nonce')
  if (!nonce || !gate.policy.v3NonceOnce) return false
  return gate.isNonceUsed(appId, nonce)
}
