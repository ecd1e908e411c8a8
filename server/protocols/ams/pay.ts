// `payments/pay`, in store: one path for a code that the buyer shows and for two that invite the buyer.
import * as v from 'valibot'
import type { Pay, Precreate } from '../../trade/decision.ts'
import { MINUTE } from '../../values/instant.ts'
import { convert, isCurrency, type CurrencyCode } from './currencies.ts'
import { amount, moment, optional, required, type Amount } from './fields.ts'
import { BadRequest, operation, VIA, type CallSite, type Operation } from './operation.ts'
import type { AmsOptions } from './options.table.ts'

export const SCENARIOS = ['EntryCode', 'OrderCode', 'PaymentCode'] as const
export type Scenario = (typeof SCENARIOS)[number]

/** One SDK writes the names in capitals. */
const scenarioOf = (word: unknown): Scenario | undefined =>
  SCENARIOS.find((one) => one.toLowerCase() === String(word).toLowerCase())

const env = v.looseObject({
  userAgent: optional(1_024),
  storeTerminalId: optional(64),
  storeTerminalRequestTime: v.optional(moment),
})

const store = v.looseObject({
  referenceStoreId: required(64),
  storeName: optional(256),
  storeMCC: optional(32),
})

const merchant = v.looseObject({
  referenceMerchantId: required(64),
  merchantName: optional(256),
  merchantMCC: optional(32),
  store: v.optional(store),
})

const order = v.looseObject({
  referenceOrderId: required(64),
  orderDescription: required(256),
  orderAmount: amount,
  merchant,
  env: v.optional(env),
})

const schema = v.looseObject({
  productCode: required(32),
  paymentRequestId: required(64),
  order,
  paymentAmount: amount,
  paymentMethod: v.looseObject({
    paymentMethodType: required(64),
    paymentMethodId: optional(128),
    customerId: optional(64),
  }),
  paymentFactor: v.looseObject({ inStorePaymentScenario: required(32) }),
  paymentNotifyUrl: optional(2_048),
  paymentRedirectUrl: optional(2_048),
  paymentExpiryTime: v.optional(moment),
  settlementStrategy: v.optional(v.looseObject({ settlementCurrency: optional(3) })),
  merchantRegion: optional(2),
})
type Body = v.InferOutput<typeof schema>

const PRODUCT = 'IN_STORE_PAYMENT'
const METHOD = 'CONNECT_WALLET'
/** No order in store may wait longer. */
const LONGEST_MS = 30 * MINUTE

export const pay: Operation = operation(
  ({ paymentFactor }) => {
    const { inStorePaymentScenario: word } = Object(paymentFactor) as Record<string, unknown>
    return scenarioOf(word) === 'PaymentCode' ? 'PAY' : 'PRECREATE'
  },
  schema,
  (body, site): Pay | Precreate => {
    const scenario = checked(body)
    const terms = termsOf(body, scenario, site)
    if (scenario === 'PaymentCode') {
      return { op: 'PAY', ...terms, authCode: body.paymentMethod.paymentMethodId }
    }
    return { op: 'PRECREATE', ...terms, qrExpiresAt: terms.expiresAt }
  },
)

/** What the schema cannot say: what each scenario needs. */
function checked(body: Body): Scenario {
  const { productCode, paymentMethod, paymentAmount, order: asked } = body
  if (productCode !== PRODUCT)
    throw new BadRequest(`productCode: ${PRODUCT} is simulated, no other`)
  if (paymentMethod.paymentMethodType !== METHOD) {
    throw new BadRequest(`paymentMethod.paymentMethodType: ${METHOD} is simulated, no other`)
  }
  const scenario = scenarioOf(body.paymentFactor.inStorePaymentScenario)
  if (!scenario) {
    throw new BadRequest(`paymentFactor.inStorePaymentScenario: one of ${SCENARIOS.join(', ')}`)
  }
  const isSame =
    paymentAmount.value === asked.orderAmount.value &&
    paymentAmount.currency === asked.orderAmount.currency
  if (!isSame) throw new BadRequest('paymentAmount: the same as order.orderAmount')
  const missing = missingFor(scenario, body)
  if (missing) throw new BadRequest(`${missing}: required for ${scenario}`)
  return scenario
}

function missingFor(scenario: Scenario, { order: asked, paymentMethod }: Body): string | undefined {
  const { userAgent, storeTerminalId, storeTerminalRequestTime } = asked.env ?? {}
  if (scenario === 'EntryCode') return userAgent ? undefined : 'order.env.userAgent'
  if (scenario === 'OrderCode') return undefined
  if (!paymentMethod.paymentMethodId) return 'paymentMethod.paymentMethodId'
  if (!storeTerminalId) return 'order.env.storeTerminalId'
  return storeTerminalRequestTime ? undefined : 'order.env.storeTerminalRequestTime'
}

function termsOf(body: Body, scenario: Scenario, site: CallSite) {
  const { app, pid, authAppId, clientId, options } = site
  const { order: asked, paymentAmount } = body
  const currency = supported('paymentAmount.currency', paymentAmount.currency)
  const redirectUrl = body.paymentRedirectUrl
  return {
    via: VIA,
    appId: app.appId,
    authAppId,
    pid,
    outTradeNo: body.paymentRequestId,
    totalFen: paymentAmount.value,
    currency,
    conversion: convert(
      paymentAmount.value,
      currency,
      settlementOf(body, currency, options),
      options.amsRates,
    ),
    subject: asked.orderDescription,
    notifyUrl: body.paymentNotifyUrl ?? (options.amsNotifyUrl || undefined),
    storeId: asked.merchant.store?.referenceStoreId,
    terminalId: asked.env?.storeTerminalId,
    expiresAt: expiryOf(body, scenario, site),
    kept: {
      scenario,
      clientId,
      referenceOrderId: asked.referenceOrderId,
      ...(redirectUrl !== undefined && { redirectUrl }),
    },
  }
}

export function supported(field: string, code: string): CurrencyCode {
  if (isCurrency(code)) return code
  throw new BadRequest(`${field}: ${code} is not simulated`, 'CURRENCY_NOT_SUPPORT')
}

function settlementOf(
  { settlementStrategy }: Body,
  ordered: CurrencyCode,
  { amsSettlementCurrency: usual }: AmsOptions,
): CurrencyCode {
  const wanted = settlementStrategy?.settlementCurrency
  if (wanted === undefined) return usual === 'order' ? ordered : usual
  if (isCurrency(wanted)) return wanted
  const field = 'settlementStrategy.settlementCurrency'
  throw new BadRequest(`${field}: there is no contract for ${wanted}`, 'SETTLE_CONTRACT_NOT_MATCH')
}

function expiryOf({ paymentExpiryTime: asked }: Body, scenario: Scenario, site: CallSite): number {
  const { now, options } = site
  if (asked === undefined) {
    const isCode = scenario === 'PaymentCode'
    return now + (isCode ? options.amsPaymentCodeTimeoutMs : options.amsOrderTimeoutMs)
  }
  if (asked <= now) throw new BadRequest('paymentExpiryTime: is over by the clock of the gateway')
  if (asked > now + LONGEST_MS) throw new BadRequest('paymentExpiryTime: at most 30 minutes ahead')
  return asked
}

/** For the journal, also of what is refused. */
export const writtenAmount = (asked: unknown): Amount | undefined => {
  const parsed = v.safeParse(amount, asked)
  return parsed.success ? parsed.output : undefined
}
