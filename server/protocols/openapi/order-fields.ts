// What biz_content may hold when a method opens an order, field by field, and the order that it asks
// for. Nothing here decides: a length, a range or a form is wrong, or it is not.
import * as v from 'valibot'
import type { OrderTerms } from '../../trade/decision.ts'
import type { Goods } from '../../trade/trade.ts'
import { expiryOf } from '../../trade/window.ts'
import { DAY, parseChinaTime, type Instant } from '../../values/instant.ts'
import type { Fen } from '../../values/money.ts'
import { amount, flag, list, merchantNumber, oneOf, required, words } from './fields.ts'
import { BadRequest, type CallSite } from './operation.ts'

const optional = (most: number) => v.optional(words(most))

const goodsItem = v.looseObject(
  {
    goods_id: required(64),
    goods_name: required(256),
    quantity: v.pipe(
      words(32),
      v.regex(/^[1-9]\d{0,9}$/, '应为正整数'),
      v.transform((text) => Number(text)),
    ),
    price: amount,
    alipay_goods_id: optional(32),
    goods_category: optional(24),
    categories_tree: optional(128),
    body: optional(1000),
    show_url: optional(400),
    out_item_id: optional(64),
    out_sku_id: optional(64),
  },
  '应为对象',
)

/** page.pay of 2018 knows an object with a picture and nothing else. */
const pictureOnly = v.pipe(
  v.looseObject({ show_url: words(400) }, '应为数组'),
  v.transform((): undefined => undefined),
)

const goodsDetail = v.lazy((sent) =>
  typeof sent === 'object' && sent !== null && 'show_url' in sent ? pictureOnly : list(goodsItem),
)

const extendParams = v.looseObject(
  {
    sys_service_provider_id: optional(64),
    hb_fq_num: oneOf('3', '6', '12'),
    hb_fq_seller_percent: oneOf('0', '100'),
    industry_reflux_info: optional(512),
    card_type: optional(32),
    specified_seller_name: optional(32),
  },
  '应为对象',
)

const textOrObject = v.union(
  [
    v.pipe(v.string(), v.maxLength(512, '最长 512 个字符')),
    v.looseObject({ mc_create_trade_ip: optional(128) }),
  ],
  '应为对象，或最长 512 个字符的字符串',
)

const settleInfo = v.looseObject(
  {
    settle_detail_infos: list(
      v.looseObject({
        trans_in_type: oneOf('cardAliasNo', 'userId', 'loginName', 'defaultSettle'),
        trans_in: optional(64),
        summary_dimension: optional(64),
        settle_entity_id: optional(64),
        settle_entity_type: optional(32),
        amount,
      }),
      1,
    ),
    settle_period_time: optional(10),
  },
  '应为对象',
)

const royaltyInfo = v.looseObject(
  {
    royalty_type: optional(150),
    royalty_detail_infos: list(
      v.looseObject({
        trans_in: required(28),
        trans_in_type: optional(24),
        trans_out: optional(16),
        trans_out_type: optional(24),
        batch_no: optional(32),
        out_relation_id: optional(64),
        amount,
        desc: optional(1000),
        amount_percentage: optional(3),
      }),
    ),
  },
  '应为对象',
)

/** Of every method that opens an order. */
export const order = {
  out_trade_no: merchantNumber,
  subject: required(256),
  // Texts differ on how long it may be: the sandbox says (`bodyChars`).
  body: optional(Number.POSITIVE_INFINITY),
  product_code: optional(64),
  total_amount: v.optional(amount),
  discountable_amount: v.optional(amount),
  undiscountable_amount: v.optional(amount),
  seller_id: optional(28),
  operator_id: optional(28),
  store_id: optional(32),
  alipay_store_id: optional(32),
  terminal_id: optional(32),
  timeout_express: optional(6),
  time_expire: optional(32),
  passback_params: optional(512),
  merchant_order_no: optional(32),
  enable_pay_channels: optional(128),
  disable_pay_channels: optional(128),
  goods_detail: v.optional(goodsDetail),
  extend_params: v.optional(extendParams),
  business_params: v.optional(textOrObject),
  promo_params: v.optional(textOrObject),
  settle_info: v.optional(settleInfo),
  royalty_info: v.optional(royaltyInfo),
  sub_merchant: v.optional(
    v.looseObject({ merchant_id: required(32), merchant_type: optional(32) }, '应为对象'),
  ),
  ext_user_info: v.optional(
    v.looseObject(
      {
        name: optional(16),
        mobile: optional(20),
        cert_type: optional(32),
        cert_no: optional(64),
        min_age: optional(3),
        need_check_info: flag,
        fix_buyer: flag,
      },
      '应为对象',
    ),
  ),
  query_options: v.optional(list(words(1024))),
}

const orderSchema = v.looseObject(order)
type OrderContent = v.InferOutput<typeof orderSchema>

function totalOf(content: OrderContent): Fen {
  const { discountable_amount: part, undiscountable_amount: rest } = content
  const sum = part !== undefined && rest !== undefined ? part + rest : undefined
  const total = content.total_amount ?? sum
  if (total === undefined) throw new BadRequest('total_amount：必填，未传')
  if (sum !== undefined && sum !== total) {
    throw new BadRequest('total_amount：须等于 discountable_amount + undiscountable_amount')
  }
  if ((part ?? 0) > total) throw new BadRequest('discountable_amount：不能大于 total_amount')
  if ((rest ?? 0) > total) throw new BadRequest('undiscountable_amount：不能大于 total_amount')
  return total
}

function expiry(content: OrderContent, now: Instant): Instant | undefined {
  const { time_expire: at, timeout_express: after } = content
  // time_expire wins when both are sent.
  if (at !== undefined) {
    const instant = parseChinaTime(at)
    if (instant === undefined) throw new BadRequest('time_expire：格式应为 yyyy-MM-dd HH:mm:ss')
    if (instant > now + 15 * DAY) throw new BadRequest('time_expire：不能晚于 15 天之后')
    return instant
  }
  return after === undefined ? undefined : lasting('timeout_express', after, now)
}

export function lasting(field: string, value: string, now: Instant): Instant {
  const instant = expiryOf(value, now)
  if (instant === undefined) throw new BadRequest(`${field}：应为 1m～15d，如 90m、2h、1d，或 1c`)
  return instant
}

function channelsOf(content: OrderContent): OrderTerms['channels'] {
  const { enable_pay_channels: enable, disable_pay_channels: disable } = content
  if (enable !== undefined && disable !== undefined) {
    throw new BadRequest('disable_pay_channels：不能与 enable_pay_channels 同时传')
  }
  const split = (text: string) => text.split(',').map((code) => code.trim())
  if (enable !== undefined) return { enabled: split(enable) }
  return disable === undefined ? undefined : { disabled: split(disable) }
}

const goodsOf = (content: OrderContent): Goods[] | undefined =>
  content.goods_detail?.map((item) => ({
    goodsId: item.goods_id,
    name: item.goods_name,
    quantity: item.quantity,
    priceFen: item.price,
  }))

/** What settle_info settles; `undefined` when it names nobody. */
function settledOf({ settle_info: info }: OrderContent): Fen | undefined {
  const parts = info?.settle_detail_infos ?? []
  return parts.length === 0 ? undefined : parts.reduce((sum, { amount: part }) => sum + part, 0)
}

export function terms(content: OrderContent, site: CallSite): OrderTerms {
  const { via, app, authAppId, notifyUrl, charset, signType, now, bodyChars } = site
  if (notifyUrl !== undefined && notifyUrl.length > 256) {
    throw new BadRequest('notify_url：最长 256 个字符')
  }
  if ((content.body?.length ?? 0) > bodyChars)
    throw new BadRequest(`body：最长 ${bodyChars} 个字符`)
  return {
    via,
    appId: app.appId,
    authAppId,
    pid: app.pid,
    outTradeNo: content.out_trade_no,
    totalFen: totalOf(content),
    discountableFen: content.discountable_amount,
    undiscountableFen: content.undiscountable_amount,
    subject: content.subject,
    body: content.body,
    sellerId: content.seller_id,
    storeId: content.store_id,
    terminalId: content.terminal_id,
    goods: goodsOf(content),
    channels: channelsOf(content),
    settledFen: settledOf(content),
    providerId: content.extend_params?.sys_service_provider_id,
    passbackParams: content.passback_params,
    shows: content.query_options,
    notifyUrl,
    charset,
    signType,
    asksTime: content.time_expire ?? content.timeout_express,
    expiresAt: expiry(content, now),
  }
}
