// A request of the old gateway becomes a call, or a rejection. The order of checks: the service, the merchant, the
// charset, the signature, and the parameters of the service last.
import { createHash } from 'node:crypto'
import type { CallIds } from '../../journal/entry.ts'
import type { Hint } from '../../journal/explanation.ts'
import { canonicalJson } from '../../values/canonical-json.ts'
import { charsetNamed } from '../../values/charset.ts'
import type { Instant } from '../../values/instant.ts'
import { nearest } from '../../values/nearest.ts'
import { parseYuan } from '../../values/money.ts'
import { charsetOf, readParameters, type Parameters } from '../parameters.ts'
import type { App, Apps, CallSummary, Decoded, Rejection, RequestLimits } from '../protocol.ts'
import type { TokenStore } from '../tokens.ts'
import type { WireRequest } from '../wire.ts'
import { partsIn } from './batch.ts'
import type { MapiContext } from './context.ts'
import { keysOf, type MapiKeys } from './credentials.ts'
import { BadCall, given, isWebAddress, rejection } from './fields.ts'
import { mapiOptions } from './options.table.ts'
import { payeeIn, payerIn } from './pay.ts'
import { isNotifyQuery, NOT_SIMULATED, serviceNamed, SERVICES, type Service } from './services.ts'
import { READINGS, readingThatFits, signTypeNamed } from './signature.ts'

/** In the charset that it names, which must be known before it can be read. */
export const parametersOf = (request: WireRequest): Parameters =>
  readParameters(request, charsetOf(request, 'utf-8', '_input_charset'))

export function decode(
  request: WireRequest,
  _apps: Apps,
  now: Instant,
  _authorities: TokenStore,
  gate: Pick<RequestLimits, 'options' | 'appOf'>,
): Decoded {
  const options = mapiOptions(gate.options)
  const parameters = parametersOf(request)
  const named = isNotifyQuery(request) ? 'notify_verify' : (given(parameters, 'service') ?? '')
  const service = serviceNamed(named)
  const charset = charsetOf(request, 'utf-8', '_input_charset')
  const signType = signTypeNamed(given(parameters, 'sign_type')) ?? 'MD5'
  const { form = 'xml', topic } = service ?? {}
  const errorsInXml = options.mapiPageErrors === 'xml'
  const asked = [...parameters].filter(
    ([name, value]) => !/^sign(_type)?$/.test(name) && value !== '',
  )
  const context: MapiContext = { form, topic, charset, signType, asked, errorsInXml }
  const app = gate.appOf(given(parameters, 'partner') ?? '')
  const keys = app && keysOf(app)
  const summary = summaryOf(named, service, parameters, app)
  const reject = (refusal: Rejection, hints?: readonly Hint[]): Decoded => ({
    context,
    summary,
    rejection: refusal,
    hints,
  })

  if (!service) {
    return reject(
      rejection('ILLEGAL_SERVICE', `service：没有 ${named || '空'} 接口`),
      hintsOnService(named),
    )
  }
  if (!app || !keys) return reject(rejection('ILLEGAL_PARTNER', 'partner：没有这个合作者身份ID'))
  context.app = app
  const unfit = refuseEnvelope(parameters, service)
  if (unfit) return reject(unfit)
  const found = checkSignature(parameters, context, keys, options.mapiLenientSignatures, service)
  if ('refusal' in found) return reject(found.refusal)
  if (options.mapiErrorNotify && form === 'page') {
    const url = given(parameters, 'error_notify_url')
    if (url !== undefined && isWebAddress(url)) context.errorUrl = url
  }
  try {
    const call = service.read(parameters, { app, keys, options, charset, signType, now })
    return { context, summary, call, hints: found.hints }
  } catch (error) {
    if (error instanceof BadCall) return reject(error.rejection, found.hints)
    throw error
  }
}

function hintsOnService(named: string): Hint[] {
  if (NOT_SIMULATED.includes(named)) {
    const about = `${named} exists at Alipay and is not simulated (docs/mapi.md lists what is)`
    return [{ name: 'not-simulated', about }]
  }
  const meant = nearest(named, Object.keys(SERVICES))
  return meant === undefined ? [] : [{ name: 'service', about: `did you mean ${meant}?` }]
}

function refuseEnvelope(parameters: Parameters, { isUnsigned }: Service): Rejection | undefined {
  const charset = given(parameters, '_input_charset')
  const isKnown = charset !== undefined && charsetNamed(charset) !== undefined
  if (!isKnown && !(isUnsigned && charset === undefined)) {
    const about = `_input_charset：应为 utf-8、gbk 或 gb2312，传入 ${charset ?? '空'}`
    return rejection('ILLEGAL_CHARSET', about)
  }
  const type = given(parameters, 'sign_type')
  if (isUnsigned && type === undefined) return undefined
  if (signTypeNamed(type)) return undefined
  const about = `sign_type：应为大写的 MD5、RSA 或 DSA，传入 ${type ?? '空'}`
  return rejection('ILLEGAL_SIGN_TYPE', about, 'SignTypeWrong')
}

function checkSignature(
  parameters: Parameters,
  { charset, signType: type }: MapiContext,
  keys: MapiKeys,
  isLenient: boolean,
  { isUnsigned }: Service,
): { hints: Hint[] } | { refusal: Rejection } {
  const sign = given(parameters, 'sign')
  if (sign === undefined) {
    if (isUnsigned) return { hints: [] }
    return { refusal: rejection('ILLEGAL_SIGN', 'sign：必填，未传', 'SignatureMissing') }
  }
  const readings = isLenient ? READINGS : READINGS.slice(0, 1)
  const fits = readingThatFits({ pairs: [...parameters], sign, type, charset }, keys, readings)
  if (!fits) return { refusal: rejection('ILLEGAL_SIGN', undefined, 'SignatureWrong') }
  const { name, about } = fits
  return {
    hints:
      about === undefined ? [] : [{ name, about: `the signature fits another reading: ${about}` }],
  }
}

/** What can be said of a request before it is decided, also of one that is refused. */
function summaryOf(
  method: string,
  service: Service | undefined,
  parameters: Parameters,
  app: App | undefined,
): CallSummary {
  const get = (name: string) => given(parameters, name)
  const ids: CallIds = {
    outTradeNo: get('out_trade_no') ?? get('out_order_no'),
    tradeNo: get('trade_no'),
    outRequestNo: get('batch_no'),
  }
  const { sign: _sign, ...business } = Object.fromEntries(parameters)
  const isOrder = service?.op === 'CASHIER'
  const isBatch = service?.op === 'REFUND'
  const parts = isBatch ? partsIn(parameters) : undefined
  return {
    op: service?.op,
    method,
    appId: app?.appId,
    ids,
    amountFen: isOrder
      ? parseYuan(get('total_fee'))
      : parts?.length === 1
        ? parts[0]?.amountFen
        : undefined,
    ...(parts && { parts }),
    ...(isBatch && {
      batch: { number: get('batch_no'), declared: get('batch_num'), payee: payeeIn(parameters) },
    }),
    signType: get('sign_type'),
    fingerprint: createHash('sha256').update(canonicalJson(business)).digest('hex').slice(0, 16),
    ...(isOrder && {
      order: {
        outTradeNo: get('out_trade_no'),
        total: get('total_fee') ?? get('price'),
        subject: get('subject'),
        expires: get('it_b_pay'),
        notifyUrl: get('notify_url'),
        payee: payeeIn(parameters),
        payer: payerIn(parameters),
        passback: get('extra_common_param'),
      },
    }),
  }
}
