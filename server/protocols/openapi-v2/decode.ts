// A v2 request becomes a call, or a rejection of the gateway itself. The order of checks: the
// application before anything (probed), then the required parameters, the key, the signature, the
// form of the timestamp, the method, and the business parameters last.
import { parseChinaTime, type Instant } from '../../values/instant.ts'
import type { App, Apps, CallSummary, Decoded, Rejection, SignType } from '../protocol.ts'
import type { Authorities } from '../tokens.ts'
import { originOf, type WireRequest } from '../wire.ts'
import { actingFor } from '../openapi/acting-for.ts'
import { invalidParameter } from '../openapi/codes.table.ts'
import { parseJson } from '../openapi/json.ts'
import { summarise } from '../openapi/operation.ts'
import { operationOf } from '../openapi/operations.ts'
import { readParameters, type Parameters } from './parameters.ts'
import { publicError, REJECTIONS } from './rejections.table.ts'
import { isSignType, refuseSignature } from './signature.ts'

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  authorities: Authorities,
): Decoded {
  const parameters = readParameters(request)
  const get = (name: string) => parameters.get(name) || undefined
  const method = get('method')
  const appId = get('app_id')
  const operation = method ? operationOf(method) : undefined
  const summary: CallSummary = { op: operation?.op, method, appId, ids: {} }
  const declared = get('sign_type')
  const signType: SignType = declared && isSignType(declared) ? declared : 'RSA2'
  const reject = (rejection: Rejection, app?: App): Decoded => ({
    context: { method, app, signType },
    summary,
    rejection,
  })

  if (!appId) return reject(REJECTIONS.missingAppId)
  const app = apps(appId)
  if (!app) return reject(REJECTIONS.invalidAppId)
  const missing = refuseCommon(parameters)
  if (missing) return reject(missing, app)
  const { appPublicKey } = app
  // Unsigned, as captured: without a key the gateway knows no counterpart.
  if (!appPublicKey) return reject(REJECTIONS.missingKey)
  const badSignature = refuseSignature(parameters, { ...app, appPublicKey }, signType)
  if (badSignature) return reject(badSignature, app)
  if (!isTimestamp(get('timestamp') ?? '')) {
    return reject(REJECTIONS.invalidTimestamp, app)
  }
  if (!method) return reject(REJECTIONS.missingMethod, app)
  if (!operation) return reject(REJECTIONS.invalidMethod, app)

  const shown = {
    appAuthToken: get('app_auth_token'),
    authToken: get('auth_token'),
    targetAppId: get('target_app_id'),
  }
  const found = actingFor(app, method, shown, authorities, now)
  if ('refusal' in found) {
    const { code, subCode, subMsg } = found.refusal
    return reject(publicError(code, subCode, subMsg), app)
  }

  const rawContent = operation.isOldStyle ? topLevel(parameters) : (get('biz_content') ?? '{}')
  const content = parseJson(rawContent)
  if (content === undefined) return reject(REJECTIONS.illegalJson, app)
  const origin = originOf(request)
  const { pid, authAppId } = found.acting
  const whose = { app: { ...app, pid }, authAppId }
  const site = { via: 'openapi-v2', ...whose, notifyUrl: get('notify_url'), origin, now }
  const read = operation.read(content, site)
  if ('wrong' in read) {
    const { subCode, subMsg } = invalidParameter(operation.op, read.wrong)
    return reject(publicError('40004', subCode, subMsg), app)
  }
  const { call } = read
  return {
    context: { method, app, signType },
    summary: { ...summary, ...summarise(call, rawContent) },
    call,
  }
}

function refuseCommon(parameters: Parameters): Rejection | undefined {
  const get = (name: string) => parameters.get(name) || undefined
  const signType = get('sign_type')
  if (!signType) return REJECTIONS.missingSignType
  if (!isSignType(signType)) return REJECTIONS.invalidSignType
  const charset = get('charset')?.toLowerCase() ?? 'utf-8'
  if (charset !== 'utf-8' && charset !== 'utf8') return REJECTIONS.invalidCharset
  const format = get('format')?.toLowerCase() ?? 'json'
  if (format !== 'json') return REJECTIONS.invalidFormat
  const version = get('version')
  if (!version) return REJECTIONS.missingVersion
  if (version !== '1.0') return REJECTIONS.invalidVersion
  if (!get('timestamp')) return REJECTIONS.missingTimestamp
  if (!get('sign')) return REJECTIONS.missingSignature
  return undefined
}

/** The business parameters of a method older than biz_content stand among the common ones. */
function topLevel(parameters: Parameters): string {
  const { sign: _sign, timestamp: _timestamp, ...rest } = Object.fromEntries(parameters)
  return JSON.stringify(rest)
}

/** `yyyy-MM-dd HH:mm:ss`, with seconds, and a day that exists. */
const isTimestamp = (text: string) => text.length === 19 && parseChinaTime(text) !== undefined
