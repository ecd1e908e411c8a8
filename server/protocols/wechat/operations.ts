// What can be called, and how each call is read: fields with the lengths of the documentation, and the
// command that they make.
import * as v from 'valibot'
import type { Op } from '../../journal/entry.ts'
import { formatYuan } from '../../values/money.ts'
import type { Instant } from '../../values/instant.ts'
import type { AnyCall } from '../protocol.ts'
import type { WechatMerchant } from './credentials.ts'
import { readCompactTime, tradeBehind } from './ids.ts'
import type { Fields } from './xml.ts'

export interface CallSite {
  via: string
  merchant: WechatMerchant
  now: Instant
}

export type ReadCall = { call: AnyCall } | { wrong: string; isMissing: boolean }

export interface Operation {
  op: Op
  /** The money goes back by it: over TLS the merchant shows its certificate. */
  asksCertificate?: true
  read(fields: Fields, site: CallSite): ReadCall
}

function operation<S extends v.GenericSchema>(
  op: Op,
  schema: S,
  toCall: (given: v.InferOutput<S>, site: CallSite) => AnyCall,
  more?: Pick<Operation, 'asksCertificate'>,
): Operation {
  return {
    op,
    ...more,
    read: (fields, site) => {
      const sent = Object.fromEntries([...fields].filter(([, value]) => value !== ''))
      const parsed = v.safeParse(schema, sent)
      if (parsed.success) return { call: toCall(parsed.output, site) }
      const [issue] = parsed.issues
      const field = issue.path?.map(({ key }) => String(key)).join('.') ?? ''
      const isMissing = issue.received === 'undefined'
      const wrong = isMissing ? `${field}：必填，未传` : `${field || '参数'}：${issue.message}`
      return { wrong: field === '' ? issue.message : wrong, isMissing }
    },
  }
}

const words = (most: number) => v.pipe(v.string(), v.maxLength(most, `最长 ${most} 个字符`))
const optional = (most: number) => v.optional(words(most))
const orderNo = v.pipe(words(32), v.regex(/^[\w|*@-]+$/, '只能含字母、数字和 _-|*@'))
const refundNo = v.pipe(words(64), v.regex(/^[\w|*@-]+$/, '只能含字母、数字和 _-|*@'))
const fen = v.pipe(
  v.string(),
  v.regex(/^\d{1,12}$/, '应为整数，单位分'),
  v.transform(Number),
  v.minValue(1, '至少 1 分'),
)
const time = v.pipe(
  v.string(),
  v.check((text) => readCompactTime(text) !== undefined, '格式应为 yyyyMMddHHmmss'),
  v.transform((text) => readCompactTime(text) ?? 0),
)

const micropay = v.object({
  device_info: optional(32),
  body: words(128),
  detail: optional(6_000),
  attach: optional(127),
  out_trade_no: orderNo,
  total_fee: fen,
  fee_type: v.optional(v.picklist(['CNY'], '只能是 CNY')),
  spbill_create_ip: words(64),
  goods_tag: optional(32),
  limit_pay: v.optional(v.picklist(['no_credit'], '只能是 no_credit')),
  time_start: v.optional(time),
  time_expire: v.optional(time),
  receipt: optional(8),
  auth_code: words(128),
  scene_info: optional(256),
})

/** One of the two numbers of an order; transaction_id counts where both are there. */
const byNumber = { transaction_id: optional(32), out_trade_no: v.optional(orderNo) }
const NEEDS_NUMBER = 'transaction_id 和 out_trade_no 至少填一个'
const isNumbered = ({ transaction_id: one, out_trade_no: other }: Numbers) =>
  one !== undefined || other !== undefined

interface Numbers {
  transaction_id?: string
  out_trade_no?: string
}

const key = ({ transaction_id: tradeNo, out_trade_no: outTradeNo }: Numbers, site: CallSite) => ({
  pid: site.merchant.mchId,
  tradeNo,
  outTradeNo,
})

const numbered = v.pipe(v.object(byNumber), v.check(isNumbered, NEEDS_NUMBER))

const refund = v.pipe(
  v.object({
    ...byNumber,
    out_refund_no: refundNo,
    total_fee: fen,
    refund_fee: fen,
    refund_fee_type: v.optional(v.picklist(['CNY'], '只能是 CNY')),
    refund_desc: optional(80),
    notify_url: optional(256),
  }),
  v.check((given) => isNumbered(given), NEEDS_NUMBER),
)

const refundQuery = v.pipe(
  v.object({ ...byNumber, out_refund_no: v.optional(refundNo), refund_id: optional(32) }),
  v.check(
    (given) =>
      isNumbered(given) || given.out_refund_no !== undefined || given.refund_id !== undefined,
    'refund_id、out_refund_no、transaction_id、out_trade_no 至少填一个',
  ),
)

const bill = v.object({
  bill_date: v.pipe(v.string(), v.regex(/^\d{8}$/, '格式应为 yyyyMMdd')),
  bill_type: v.optional(
    v.picklist(['ALL', 'SUCCESS', 'REFUND', 'RECHARGE_REFUND'], '无效的 bill_type'),
    'ALL',
  ),
  tar_type: v.optional(v.picklist(['GZIP'], '只能是 GZIP')),
})

/** By the path behind the gateway's own prefixes. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  '/pay/micropay': operation('PAY', micropay, (given, { via, merchant }) => ({
    op: 'PAY',
    via,
    appId: merchant.app.appId,
    pid: merchant.mchId,
    outTradeNo: given.out_trade_no,
    totalFen: given.total_fee,
    subject: given.body,
    passbackParams: given.attach,
    terminalId: given.device_info,
    storeId: storeIn(given.scene_info),
    authCode: given.auth_code,
    expiresAt: given.time_expire,
  })),
  '/pay/orderquery': operation('QUERY', numbered, (given, site) => ({
    op: 'QUERY',
    ...key(given, site),
  })),
  '/pay/closeorder': operation('CLOSE', v.object({ out_trade_no: orderNo }), (given, site) => ({
    op: 'CLOSE',
    ...key(given, site),
  })),
  '/secapi/pay/reverse': operation(
    'CANCEL',
    numbered,
    (given, site) => ({ op: 'CANCEL', ...key(given, site) }),
    { asksCertificate: true },
  ),
  '/secapi/pay/refund': operation(
    'REFUND',
    refund,
    (given, site) => ({
      op: 'REFUND',
      ...key(given, site),
      outRequestNo: given.out_refund_no,
      ofTotalFen: given.total_fee,
      amountFen: given.refund_fee,
      reason: given.refund_desc,
      notifyUrl: given.notify_url,
    }),
    { asksCertificate: true },
  ),
  '/pay/refundquery': operation('REFQUERY', refundQuery, (given, site) => {
    const { refund_id: refundId, out_refund_no: outRequestNo } = given
    const tradeNo = refundId === undefined ? given.transaction_id : tradeBehind(refundId)
    const byRefund = outRequestNo !== undefined && refundId === undefined
    return {
      op: 'REFQUERY',
      pid: site.merchant.mchId,
      // A refund's own number leads to its trade.
      ...(byRefund
        ? { outRequestNo }
        : { tradeNo: tradeNo ?? refundId, outTradeNo: given.out_trade_no }),
    }
  }),
  '/pay/downloadbill': operation('BILLGET', bill, (given, { merchant }) => ({
    op: 'BILLGET',
    pid: merchant.mchId,
    billDate: given.bill_date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'),
  })),
  '/tools/authcodetoopenid': operation(
    'CODEOWNER',
    v.object({ auth_code: words(128) }),
    (given, { via, merchant }) => ({
      op: 'CODEOWNER',
      pid: merchant.mchId,
      via,
      authCode: given.auth_code,
    }),
  ),
  '/pay/getsignkey': operation('SANDBOXKEY', v.object({}), (_given, { merchant }) => ({
    op: 'SANDBOXKEY',
    pid: merchant.mchId,
  })),
}

/** The store that `scene_info` names; whatever cannot be read is no reason to refuse a payment. */
function storeIn(sceneInfo: string | undefined): string | undefined {
  if (sceneInfo === undefined) return undefined
  try {
    const { store_info: store } = Object(JSON.parse(sceneInfo))
    const { id } = Object(store)
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}

/** The total of an order in yuan, as the journal has it; unread where it is no sum. */
export const yuanIn = (fenText: string | undefined): string | undefined =>
  fenText !== undefined && /^\d{1,12}$/.test(fenText) ? formatYuan(Number(fenText)) : fenText
