// A request to WeChat Pay's v2 becomes a call, or a rejection. The order of checks: POST, UTF-8, XML, the
// merchant, the signature, the appid, the client certificate, and the fields of the call last.
import { createHash } from 'node:crypto'
import type { Instant } from '../../values/instant.ts'
import { canonicalJson } from '../../values/canonical-json.ts'
import type { AnyCall, Apps, CallSummary, Decoded, Rejection, RequestLimits } from '../protocol.ts'
import type { TokenStore } from '../tokens.ts'
import type { WireRequest } from '../wire.ts'
import { appIdBehind, merchantOf, type WechatMerchant } from './credentials.ts'
import { yuanIn, type Operation } from './operations.ts'
import { wechatOptions } from './options.table.ts'
import { NAME } from './name.ts'
import { rejection } from './rejections.ts'
import type { WechatContext } from './reply-context.ts'
import { routeOf, type Route } from './routes.ts'
import { isSigned, signTypeNamed } from './signature.ts'
import { readXml, type Fields } from './xml.ts'

export function decode(
  request: WireRequest,
  apps: Apps,
  now: Instant,
  _authorities: TokenStore,
  gate: Pick<RequestLimits, 'options'>,
): Decoded {
  const route = routeOf(request.url)
  const { operation } = route
  const context: WechatContext = { signType: 'MD5' }
  const summary: CallSummary = { op: operation?.op, method: route.path, ids: {} }
  const reject = (refusal: Rejection): Decoded => ({ context, summary, rejection: refusal })

  if (request.method !== 'POST') return reject(rejection('REQUIRE_POST_METHOD'))
  const read = readXml(request.body)
  if ('wrong' in read) {
    return reject(rejection(read.wrong === 'charset' ? 'NOT_UTF8' : 'XML_FORMAT_ERROR', read.about))
  }
  const { fields } = read
  Object.assign(summary, summaryOf(fields, operation))
  const merchant = merchantIn(fields, apps)
  if ('refusal' in merchant) return reject(merchant.refusal)
  const { app } = merchant
  summary.appId = app.appId
  context.app = app
  context.merchant = merchant
  context.key = route.sandbox && !route.isSignKey ? merchant.sandboxKey : merchant.apiKey
  context.deviceInfo = fields.get('device_info')
  const refusal = refuseSignature(fields, context) ?? refuseAppid(fields, merchant, route)
  if (refusal) return reject(refusal)
  if (!operation) return reject(rejection('NO_SUCH_API', route.path))
  const uncertified = refuseCertificate(request, merchant, operation, gate)
  if (uncertified) return reject(uncertified)
  const { refund_id: refundId, bill_type: type = 'ALL', tar_type: tar } = Object.fromEntries(fields)
  context.refundId = refundId
  context.bill = { type, isPacked: tar === 'GZIP' }
  const made = operation.read(fields, { via: NAME, merchant, now })
  if ('wrong' in made) {
    return reject(
      rejection(made.isMissing ? 'LACK_PARAMS' : 'PARAM_ERROR', made.wrong, 'InvalidParameter'),
    )
  }
  const asked = route.sandbox?.(request, made.call)
  const call: AnyCall = asked?.call ?? made.call
  return { context, summary, call, ...(asked?.faults && { faults: asked.faults }) }
}

function merchantIn(fields: Fields, apps: Apps): WechatMerchant | { refusal: Rejection } {
  const mchId = fields.get('mch_id')
  if (!mchId) return { refusal: rejection('NO_MCH_ID') }
  const appId = appIdBehind(mchId)
  const app = appId === undefined ? undefined : apps(appId)
  const merchant = app && merchantOf(app)
  return merchant?.mchId === mchId ? merchant : { refusal: rejection('MCHID_NOT_EXIST') }
}

function refuseSignature(fields: Fields, context: WechatContext): Rejection | undefined {
  const signType = signTypeNamed(fields.get('sign_type'))
  if (!signType) {
    return rejection('SIGNERROR', 'sign_type 应为 MD5 或 HMAC-SHA256', 'SignTypeWrong')
  }
  context.signType = signType
  const sign = fields.get('sign')
  if (!sign) return rejection('SIGNERROR', 'sign：必填，未传', 'SignatureMissing')
  if (isSigned(fields, sign, signType, context.key ?? '')) return undefined
  return rejection('SIGNERROR', undefined, 'SignatureWrong')
}

/** WeChat's own sandbox of today takes any appid (wechatpay.js.org, xdc/apiv2sandbox). */
function refuseAppid(
  fields: Fields,
  { appid }: WechatMerchant,
  { sandbox, isSignKey }: Route,
): Rejection | undefined {
  const named = fields.get('appid')
  if (sandbox || isSignKey || named === appid) return undefined
  if (named === undefined || named === '') return rejection('LACK_PARAMS', 'appid：必填，未传')
  const isOne = appIdBehind(named) !== undefined
  return rejection(isOne ? 'APPID_MCHID_NOT_MATCH' : 'APPID_NOT_EXIST')
}

function refuseCertificate(
  { tls }: WireRequest,
  { mchId }: WechatMerchant,
  { asksCertificate }: Operation,
  { options }: Pick<RequestLimits, 'options'>,
): Rejection | undefined {
  if (!asksCertificate || !tls || !wechatOptions(options).wechatClientCertificate) return undefined
  const { clientName } = tls
  if (clientName === mchId) return undefined
  const seen =
    clientName === undefined ? '未出示商户API证书' : `证书属于 ${clientName}，不是 ${mchId}`
  return rejection('CERT_ERROR', seen)
}

function summaryOf(fields: Fields, operation: Operation | undefined): Partial<CallSummary> {
  const get = (name: string) => fields.get(name) || undefined
  const { nonce_str: _nonce, sign: _sign, ...business } = Object.fromEntries(fields)
  const isPayment = operation?.op === 'PAY'
  const amount = get(isPayment ? 'total_fee' : 'refund_fee')
  return {
    ids: {
      outTradeNo: get('out_trade_no'),
      tradeNo: get('transaction_id'),
      authCode: get('auth_code'),
      outRequestNo: get('out_refund_no'),
    },
    amountFen: amount !== undefined && /^\d{1,12}$/.test(amount) ? Number(amount) : undefined,
    signType: get('sign_type'),
    fingerprint: createHash('sha256').update(canonicalJson(business)).digest('hex').slice(0, 16),
    ...(isPayment && {
      order: {
        outTradeNo: get('out_trade_no'),
        total: yuanIn(get('total_fee')),
        subject: get('body'),
        terminalId: get('device_info'),
        expires: get('time_expire'),
      },
    }),
  }
}
