// What can be called: each service with the form of its answer, whether it has to be signed, and how it is read.
import type { Op } from '../../journal/entry.ts'
import { MINUTE } from '../../values/instant.ts'
import { asksOfOpenapi, namesService, SHARED_PATH } from '../named-service.ts'
import type { Parameters } from '../parameters.ts'
import type { AnyCall } from '../protocol.ts'
import type { WireRequest } from '../wire.ts'
import { readBatch } from './batch.ts'
import type { Topic } from './codes.table.ts'
import type { Form } from './context.ts'
import { MAPI, keysOf } from './credentials.ts'
import { BadCall, given, optional } from './fields.ts'
import { readReturnId } from './numbers.ts'
import { readPayment, type CallSite } from './pay.ts'

export interface Service {
  op: Op
  form: Form
  topic?: Topic
  /** The vendor's own programs ask these two without a signature. */
  isUnsigned?: true
  /** Throws what is wrong with it. */
  read(parameters: Parameters, site: CallSite): AnyCall
}

/** By one of two numbers; Alipay's counts where both are there. */
function numbered(parameters: Parameters, { app: { pid } }: CallSite, own: string) {
  const tradeNo = optional(parameters, 'trade_no', 64)
  const outTradeNo = optional(parameters, own, 64)
  if (tradeNo === undefined && outTradeNo === undefined) {
    throw new BadCall('ILLEGAL_ARGUMENT', `trade_no、${own}：至少填一个`)
  }
  return { pid, via: MAPI, tradeNo, outTradeNo }
}

/** How long the news that a browser brought can be asked about. */
const RETURN_LIVES_MS = MINUTE

export const SERVICES: Readonly<Record<string, Service>> = {
  create_direct_pay_by_user: { op: 'CASHIER', form: 'page', topic: 'pay', read: readPayment },
  refund_fastpay_by_platform_pwd: {
    op: 'REFUND',
    form: 'page',
    topic: 'batch',
    read: (parameters, site) => readBatch(parameters, site, true),
  },
  refund_fastpay_by_platform_nopwd: {
    op: 'REFUND',
    form: 'xml',
    topic: 'batch',
    read: (parameters, site) => readBatch(parameters, site, false),
  },
  close_trade: {
    op: 'CLOSE',
    form: 'xml',
    topic: 'close',
    // It calls the merchant's number otherwise than all others.
    read: (parameters, site) => ({ op: 'CLOSE', ...numbered(parameters, site, 'out_order_no') }),
  },
  single_trade_query: {
    op: 'QUERY',
    form: 'xml',
    topic: 'query',
    read: (parameters, site) => ({ op: 'QUERY', ...numbered(parameters, site, 'out_trade_no') }),
  },
  query_timestamp: {
    op: 'TIMESTAMP',
    form: 'xml',
    isUnsigned: true,
    read: (_parameters, { app: { pid } }) => ({ op: 'TIMESTAMP', pid }),
  },
  notify_verify: {
    op: 'NOTIFYVERIFY',
    form: 'word',
    isUnsigned: true,
    read: (parameters, { app }) => {
      const notifyId = given(parameters, 'notify_id')
      if (notifyId === undefined) throw new BadCall('ILLEGAL_ARGUMENT', 'notify_id：必填，未传')
      const keys = keysOf(app)
      const returnedAt = keys && readReturnId(keys, notifyId)
      const knownUntil = returnedAt === undefined ? undefined : returnedAt + RETURN_LIVES_MS
      return {
        op: 'NOTIFYVERIFY',
        pid: app.pid,
        notifyId,
        ...(knownUntil !== undefined && { knownUntil }),
      }
    },
  },
}

export const serviceNamed = (name: string): Service | undefined =>
  Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined

/** Services that exist at Alipay and are not simulated, so that the journal can tell them from a slip. */
export const NOT_SIMULATED = [
  'account.page.query',
  'alipay.acquire.createandpay',
  'alipay.acquire.precreate',
  'alipay.acquire.query',
  'alipay.acquire.refund',
  'alipay.wap.create.direct.pay.by.user',
  'batch_trans_notify',
  'create_forex_trade',
  'create_partner_trade_by_buyer',
  'forex_refund',
  'mobile.securitypay.pay',
  'send_goods_confirm_by_platform',
  'trade_create_by_buyer',
]

/** An address of its own for the question about a notification, older than the service. */
const NOTIFY_QUERY = '/trade/notify_query.do'

export const PATHS = [SHARED_PATH, '/cooperate/gateway.do', NOTIFY_QUERY] as const

const pathOf = ({ url }: WireRequest) => new URL(url, 'http://gateway').pathname

export const isNotifyQuery = (request: WireRequest) => pathOf(request) === NOTIFY_QUERY

/** Whether a request is for the old gateway. */
export function isOurs(request: WireRequest): boolean {
  const path = pathOf(request)
  if (path !== SHARED_PATH) return PATHS.some((one) => one === path)
  return namesService(request) && !asksOfOpenapi(request)
}
