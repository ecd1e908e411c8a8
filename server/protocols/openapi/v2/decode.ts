// A v2 request becomes a call, or a rejection of the gateway itself. The order of checks: the
// application before anything (probed), then the required parameters, the key, the certificates, the
// signature, the form of the timestamp, the encryption, the method, and the business parameters last.
import type { Hint } from '../../../journal/explanation.ts'
import { parseChinaTime, type Instant } from '../../../values/instant.ts'
import { charsetNamed, type Charset } from '../../../values/charset.ts'
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
import { actingFor, type Shown } from '../acting-for.ts'
import { invalidParameter } from '../texts.table.ts'
import { openapiApp, type OpenapiApp } from '../credentials.ts'
import type { OpenapiContext } from '../reply-context.ts'
import { parseJson } from '../../json.ts'
import { fingerprint, summarise, type CallSite, type Operation } from '../operation.ts'
import { hintsOnBrowser, hintsOnMethod } from '../call-hints.ts'
import { operationOf } from '../operations.ts'
import { orderText } from '../order-text.ts'
import { isPageMethod } from '../page-operations.ts'
import { hintsOnSns } from '../sn-hints.ts'
import { refuseSns, replySn, snsIn } from './certificate-mode.ts'
import { readContent } from '../content.ts'
import { charsetOf, readParameters, type Parameters } from '../../parameters.ts'
import { isUnheard, REJECTIONS } from '../rejections.table.ts'
import { openapiOptions, type OpenapiOptions } from '../options.table.ts'
import type { SignType } from '../sign-types.ts'
import { isSignType, refuseSignature } from './signature.ts'

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  authorities: TokenStore,
  gate: Pick<RequestLimits, 'options'>,
): Decoded {
  const options = openapiOptions(gate.options)
  const charset = charsetOf(request, options.unsaidCharset)
  const parameters = readParameters(request, charset)
  const get = (name: string) => parameters.get(name) || undefined
  const method = get('method')
  const appId = get('app_id')
  const operation = method ? operationOf(method) : undefined
  const declared = get('sign_type')
  const summary: CallSummary = { op: operation?.op, method, appId, ids: {}, signType: declared }
  const signType: SignType = declared && isSignType(declared) ? declared : 'RSA2'
  const context: OpenapiContext = { method, signType, charset }
  const reject = (rejection: Rejection, app?: OpenapiApp, hints?: readonly Hint[]): Decoded => ({
    context: { ...context, app },
    summary,
    rejection,
    hints,
  })

  if (!appId) return reject(REJECTIONS.missingAppId)
  const named = apps(appId)
  const app = named && openapiApp(named)
  if (!app) return reject(REJECTIONS.invalidAppId)
  context.alipayCertSn = replySn(parameters, app)
  const refusal = refuseEnvelope(parameters, app, signType, charset, options)
  if (refusal) {
    const signer = isUnsigned(method, refusal) ? undefined : app
    return reject(refusal, signer, hintsOnSns(refusal, snsIn(parameters), app))
  }
  const sent = readContent(get('biz_content'), get('encrypt_type'), app, charset)
  if ('refusal' in sent) return reject(sent.refusal, app)
  context.encryption = sent.encryption
  if (!method) return reject(REJECTIONS.missingMethod, app)
  if (!operation) return reject(REJECTIONS.invalidMethod, app, hintsOnMethod(method))

  const found = actingFor(app, method, shownIn(parameters), authorities, now)
  if ('refusal' in found) return reject(found.refusal, app)

  const rawContent = operation.isOldStyle ? topLevel(parameters) : sent.text
  const content = parseJson(rawContent)
  if (content === undefined) return reject(REJECTIONS.illegalJson, app)
  // Also of what is refused for its form: whether it comes again unchanged is for the rules.
  summary.fingerprint = fingerprint(rawContent)
  summary.order = orderText(operation.op, content, get('notify_url'))
  const whose = { ...found.acting, app: { ...app, pid: found.acting.pid }, charset, signType }
  const urls = { notifyUrl: get('notify_url'), returnUrl: get('return_url') }
  const { bodyChars } = options
  const origin = originOf(request)
  const site = { via: 'openapi-v2', ...whose, ...urls, origin, now, bodyChars }
  const read = readCall(operation, content, site)
  if ('rejection' in read) return reject(read.rejection, app)
  const { call } = read
  return {
    context: { ...context, app },
    summary: { ...summary, ...summarise(call, rawContent) },
    call,
    hints: isPageMethod(method) ? hintsOnBrowser(request.headers) : undefined,
  }
}

function readCall(
  operation: Operation,
  content: unknown,
  site: CallSite,
): { call: AnyCall } | { rejection: Rejection } {
  const read = operation.read(content, site)
  if ('call' in read) return read
  return { rejection: { code: '40004', ...invalidParameter(operation.op, read.wrong) } }
}

/** As captured: without a key the gateway knows no counterpart. */
const isUnsigned = (method: string | undefined, refusal: Rejection) =>
  refusal === REJECTIONS.missingKey || isUnheard(method, refusal)

/** What stands between knowing the app and reading what it wants. */
function refuseEnvelope(
  parameters: Parameters,
  app: OpenapiApp,
  signType: SignType,
  charset: Charset,
  options: OpenapiOptions,
): Rejection | undefined {
  const missing = refuseCommon(parameters, options)
  if (missing) return missing
  const { appPublicKey } = app
  if (!appPublicKey) return REJECTIONS.missingKey
  const timestamp = parameters.get('timestamp') ?? ''
  return (
    refuseSns(parameters, app) ??
    refuseSignature(parameters, { ...app, appPublicKey }, signType, charset) ??
    (isTimestamp(timestamp) ? undefined : REJECTIONS.invalidTimestamp)
  )
}

function refuseCommon(
  parameters: Parameters,
  { strictVersion }: OpenapiOptions,
): Rejection | undefined {
  const get = (name: string) => parameters.get(name) || undefined
  const signType = get('sign_type')
  if (!signType) return REJECTIONS.missingSignType
  if (!isSignType(signType)) return REJECTIONS.invalidSignType
  if (!charsetNamed(get('charset') ?? 'utf-8')) return REJECTIONS.invalidCharset
  const format = get('format')?.toLowerCase() ?? 'json'
  if (format !== 'json') return REJECTIONS.invalidFormat
  // The official PHP client asks for certificates without one, as its documentation shows.
  const version = get('version') ?? (strictVersion ? undefined : '1.0')
  if (!version) return REJECTIONS.missingVersion
  if (version !== '1.0') return REJECTIONS.invalidVersion
  if (!get('timestamp')) return REJECTIONS.missingTimestamp
  if (!get('sign')) return REJECTIONS.missingSignature
  return undefined
}

function shownIn(parameters: Parameters): Shown {
  const get = (name: string) => parameters.get(name) || undefined
  return {
    appAuthToken: get('app_auth_token'),
    authToken: get('auth_token'),
    targetAppId: get('target_app_id'),
  }
}

/** The business parameters of a method older than biz_content stand among the common ones. */
function topLevel(parameters: Parameters): string {
  const { sign: _sign, timestamp: _timestamp, ...rest } = Object.fromEntries(parameters)
  return JSON.stringify(rest)
}

/** `yyyy-MM-dd HH:mm:ss`, with seconds, and a day that exists. */
const isTimestamp = (text: string) => text.length === 19 && parseChinaTime(text) !== undefined
