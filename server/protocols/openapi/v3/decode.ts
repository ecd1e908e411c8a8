// A v3 request becomes a call, or a rejection of the gateway itself. The order of checks: the
// timestamp before the application (probed: without Authorization a timestamp is missing), then the
// certificate, the signature, the age, the encryption, the method, and the business parameters last.
import { openapiOptions } from '../options.table.ts'
import type { Hint } from '../../../journal/explanation.ts'
import type { Instant } from '../../../values/instant.ts'
import { actingFor } from '../acting-for.ts'
import { invalidParameter } from '../texts.table.ts'
import { openapiApp } from '../credentials.ts'
import type { OpenapiContext } from '../reply-context.ts'
import { parseJson } from '../../json.ts'
import { fingerprint, summarise, type CallSite, type Operation } from '../operation.ts'
import { hintsOnMethod } from '../call-hints.ts'
import { operationOf } from '../operations.ts'
import { orderText } from '../order-text.ts'
import { hintsOnSns } from '../sn-hints.ts'
import { readContent } from '../content.ts'
import { REJECTIONS } from '../rejections.table.ts'
import type {
  AnyCall,
  Apps,
  CallSummary,
  Decoded,
  RequestLimits,
  Rejection,
} from '../../protocol.ts'
import type { TokenStore } from '../../tokens.ts'
import { originOf, type WireRequest } from '../../wire.ts'
import { refuseAge, refuseReplay } from './age.ts'
import { parseAuthorization } from './authorization.ts'
import { refuseSns, replySn, snsIn } from './certificate-mode.ts'
import { hasVerb, methodOf, nameOf } from './paths.table.ts'
import { pathOf, queryOf, readRest } from './request.ts'
import { refuseSignature, signTypeOf } from './signature.ts'

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  authorities: TokenStore,
  gate: RequestLimits,
): Decoded {
  const { headers } = request
  const rest = readRest(request)
  const authorization = parseAuthorization(headers.authorization ?? '')
  const appId = authorization.values.get('app_id') || undefined
  const method = methodOf(pathOf(rest.target))
  const operation = method && hasVerb(method, rest.verb) ? operationOf(method) : undefined
  const signType = signTypeOf(authorization)
  const summary: CallSummary = { op: operation?.op, method, appId, ids: {}, signType }
  const context: OpenapiContext = { method, signType: 'RSA2' }
  const reject = (rejection: Rejection, hints?: readonly Hint[]): Decoded => ({
    context,
    summary,
    rejection,
    hints,
  })

  if (!authorization.values.get('timestamp')) return reject(REJECTIONS.missingTimestamp)
  if (!appId) return reject(REJECTIONS.missingAppId)
  const named = apps(appId)
  const app = named && openapiApp(named)
  if (!app) return reject(REJECTIONS.invalidAppId)
  context.app = app
  const refusal =
    refuseSns(authorization, headers, app) ??
    refuseSignature(authorization, rest, app, openapiOptions(gate.options)) ??
    refuseAge(authorization, now, gate) ??
    refuseReplay(authorization, appId, gate)
  if (refusal) return reject(refusal, hintsOnSns(refusal, snsIn(authorization, headers), app))
  const sentText = Buffer.from(rest.body).toString('utf8').trim() || undefined
  const sent = readContent(sentText, headers['alipay-encrypt-type'], app, 'utf-8')
  if ('refusal' in sent) return reject(sent.refusal)
  if (!method || !operation) {
    return reject(REJECTIONS.invalidMethod, hintsOnMethod(nameOf(pathOf(rest.target))))
  }

  const query = queryOf(rest.target)
  const shown = { appAuthToken: rest.appAuthToken, authToken: query.auth_token }
  const found = actingFor(app, method, shown, authorities, now)
  if ('refusal' in found) return reject(found.refusal)
  const { pid, authAppId } = found.acting
  const { bodyChars } = openapiOptions(gate.options)
  const site = { authAppId, origin: originOf(request), now, bodyChars }
  // A GET has no body to hold its business parameters.
  const content = rest.verb === 'GET' ? JSON.stringify(query) : sent.text
  const parsed = parseJson(content)
  if (parsed === undefined) return reject(REJECTIONS.illegalJson)
  // Also of what is refused for its form: whether it comes again unchanged is for the rules.
  summary.fingerprint = fingerprint(content)
  summary.order = orderText(operation.op, parsed, notifyUrlOf(parsed))
  const read = readCall(parsed, operation, { app: { ...app, pid }, ...site })
  if ('rejection' in read) return reject(read.rejection)
  context.encryption = sent.encryption
  context.alipayCertSn = replySn(authorization, app)
  return {
    context,
    summary: { ...summary, ...summarise(read.call, content) },
    call: read.call,
  }
}

type Asked = Pick<CallSite, 'app' | 'authAppId' | 'origin' | 'now' | 'bodyChars'>

function readCall(
  content: unknown,
  operation: Operation,
  asked: Asked,
): { call: AnyCall } | { rejection: Rejection } {
  const site = { via: 'openapi-v3', ...asked, notifyUrl: notifyUrlOf(content) }
  const read = operation.read(content, site)
  if ('call' in read) return read
  return { rejection: { code: '40004', ...invalidParameter(operation.op, read.wrong) } }
}

/** In v2 a common parameter, in v3 a field of the order. */
function notifyUrlOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null || !('notify_url' in content))
    return undefined
  return typeof content.notify_url === 'string' && content.notify_url
    ? content.notify_url
    : undefined
}
