// Options that only AMS has: where documentation leaves a choice, or the contract does.
import * as v from 'valibot'
import { choice, option, whole, yesOrNo, type ValuesOf } from '../../options/option.ts'
import { DAY, MINUTE } from '../../values/instant.ts'
import type { OptionValues } from '../protocol.ts'
import { CURRENCIES, type CurrencyCode } from './currencies.ts'

const rate = v.pipe(v.number('CNY for one of it'), v.minValue(0.000_001, 'above 0'))
const longText = v.pipe(v.string('an address'), v.maxLength(2_048, 'at most 2048 characters'))
const address = v.union([v.literal(''), v.pipe(longText, v.url('an http(s) address'))])

const CODES = Object.keys(CURRENCIES) as CurrencyCode[]

export const AMS_OPTIONS = {
  amsCancelOfUnknown: option({
    schema: choice('blocks', 'refuses', 'accepts'),
    default: 'blocks',
    basis: 'own',
    other: '`refuses`, `accepts`',
    why: 'A cancel of a `paymentRequestId` that the gateway has not seen. `blocks`: F `ORDER_NOT_EXIST`, and a later pay with this id is `ORDER_IS_CANCELED`, so that the cancel of a lost pay (001:L42-43) cannot be overtaken; `refuses`: F alone; `accepts`: S',
  }),
  amsUnknownClient: option({
    schema: choice('UNKNOWN_CLIENT', 'INVALID_CLIENT'),
    default: 'UNKNOWN_CLIENT',
    basis: 'documented',
    other: '`INVALID_CLIENT`',
    why: 'A client id that nobody has; both codes are documented and neither has been recorded',
  }),
  amsNotifyPaymentCode: option({
    schema: yesOrNo,
    default: true,
    basis: 'own',
    other: '`false`',
    why: 'Whether a payment code that was answered S is also notified: most contracts do not need it, and whoever is notified twice must not deliver twice',
  }),
  amsSignErrors: option({
    schema: yesOrNo,
    default: true,
    basis: 'own',
    other: '`false`',
    why: 'Whether a refusal of the signature is signed itself. The real gateway is said not to sign it (a comment in ams-java-sdk); several SDKs then hide the code behind an error of their own',
  }),
  amsTestingSignature: option({
    schema: yesOrNo,
    default: false,
    basis: 'own',
    other: '`true`',
    why: 'Whether `signature=testing_signature` is taken, which ams-java-sdk sends to gateways that it holds for development ones',
  }),
  amsRefundOfCancelled: option({
    schema: choice('ORDER_IS_CANCELED', 'ORDER_STATUS_INVALID'),
    default: 'ORDER_IS_CANCELED',
    basis: 'own',
    other: '`ORDER_STATUS_INVALID`',
    why: 'A refund of a payment that was cancelled; no source says which',
  }),
  amsCancelWindow: option({
    schema: choice('next-day', '24h', 'same-day', '7d'),
    default: 'next-day',
    basis: 'documented',
    other: '`24h`, `same-day`, `7d`',
    why: 'Until when a payment may be cancelled: 00:15 (GMT+8) of the next day unless the contract says otherwise (docs.antom.com)',
  }),
  amsRefundWindow: option({
    schema: choice('365d', '90d', '12-months'),
    default: '365d',
    basis: 'documented',
    other: '`90d`, `12-months`',
    why: 'How long a payment may be refunded; by contract, usually a year',
  }),
  amsPaymentCodeTimeoutMs: option({
    schema: whole(1, DAY, 'ms'),
    default: 3 * MINUTE,
    basis: 'documented',
    other: '`600000` (10 minutes)',
    why: 'A payment code without `paymentExpiryTime`: three minutes by the English page, ten by the Chinese one (docs.antom.com, pay of user-presented mode)',
  }),
  amsOrderTimeoutMs: option({
    schema: whole(1, DAY, 'ms'),
    default: 14 * MINUTE,
    basis: 'own',
    other: 'any',
    why: 'An entry code or order code without `paymentExpiryTime`: by contract; 14 minutes is what the online cashier has',
  }),
  amsNotifyDelayMs: option({
    schema: whole(0, DAY, 'ms'),
    default: 0,
    basis: 'documented',
    other: 'any',
    why: 'From the result to the first notification, which may so overtake the reply',
  }),
  amsAsyncRefundMs: option({
    schema: whole(0, 30 * DAY, 'ms'),
    default: 10_000,
    basis: 'own',
    other: 'any',
    why: 'How long an asynchronous refund (`isAsyncRefund`) stays `REFUND_IN_PROCESS`',
  }),
  amsNotifyUrl: option({
    schema: address,
    default: '',
    basis: 'own',
    other: 'an address',
    why: 'Where payments are notified that name no `paymentNotifyUrl`: the setting of the dashboard',
  }),
  amsAuthNotifyUrl: option({
    schema: address,
    default: '',
    basis: 'own',
    other: 'an address',
    why: 'Where a service provider hears of the tokens that merchants give it; it registers the address before it goes live (001:L110)',
  }),
  amsSettlementCurrency: option({
    schema: choice('order', ...CODES),
    default: 'order',
    basis: 'own',
    other: '`USD`, `EUR`, `JPY`, `HKD`, `CNY`',
    why: 'The currency in which the merchant is settled where `settlementStrategy` names none; `order` is that of the order',
  }),
  amsRates: option({
    schema: v.strictObject({ USD: rate, EUR: rate, HKD: rate, JPY: rate }),
    default: { USD: 7.1, EUR: 7.7, HKD: 0.91, JPY: 0.047 },
    basis: 'own',
    other: 'any',
    why: 'What one of a currency costs in CNY, for quotes; round numbers, and no real rates',
  }),
}

export type AmsOptions = ValuesOf<typeof AMS_OPTIONS>

/** The values of a sandbox, which has been handed this table. */
export const amsOptions = (values: OptionValues) => values as AmsOptions
