// Options of the wire: what only openapi has, in v2 and v3.
import { choice, option, whole, yesOrNo, type ValuesOf } from '../../options/option.ts'
import { DAY, MINUTE } from '../../values/instant.ts'
import type { OptionValues } from '../protocol.ts'

export const OPENAPI_OPTIONS = {
  bodyChars: option({
    schema: whole(1, 1_000, 'characters'),
    default: 128,
    basis: 'documented',
    other: '`400`',
    seeds: { value: 400 },
    why: 'The longest `body` of an order: 128 in the current API description, 400 in the table of notifications (004:L338)',
  }),
  unsaidCharset: option({
    schema: choice('utf-8', 'gbk'),
    default: 'utf-8',
    basis: 'documented',
    other: '`gbk`',
    why: 'A v2 request that names no charset in query, body or `Content-Type`. The live gateway has been seen to take one for GBK, answer in it, and notify with `charset=GBK` (reported by users of two clients)',
  }),
  strictVersion: option({
    schema: yesOrNo,
    default: false,
    basis: 'recorded',
    other: '`true`',
    why: 'A v2 request without `version`. The official PHP client asks for the certificate of Alipay without one, and is answered; the documentation requires it (`isv.missing-version`)',
  }),
  v3TimestampAgeMs: option({
    schema: whole(1, 366 * DAY, 'ms'),
    default: 10 * MINUTE,
    basis: 'documented',
    other: 'any',
    why: 'The oldest timestamp of a v3 request (open-v3/054q58). A client keeps real time while a test moves the clock, so what is fresh by either is fresh',
  }),
  v3NonceOnce: option({
    schema: yesOrNo,
    default: false,
    basis: 'own',
    other: '`true`',
    why: 'A nonce that comes again "may be refused" (open-v3/054q58); which code that gives is not documented, here `suspected-attack`',
  }),
  v3BadSignatureStatus: option({
    schema: choice('400', '401'),
    default: '400',
    basis: 'documented',
    other: '`401`',
    why: 'The HTTP status of a wrong v3 signature: 400 by open-v3/054fcv, 401 by open-v3/054q58',
  }),
  notifySendBackFee: option({
    schema: yesOrNo,
    default: false,
    basis: 'recorded',
    other: '`true`',
    seeds: { value: true },
    why: '`send_back_fee` in refund notifications: listed in 004:L336, absent from recorded ones',
  }),
  notifyAmounts: option({
    schema: choice('two-decimals', 'short'),
    default: 'two-decimals',
    basis: 'recorded',
    other: '`short`',
    seeds: { value: 'short' },
    perOrder: true,
    why: '`total_amount` and `receipt_amount` of whole yuan in notifications: `20.00` in recorded ones, `20` and `15` in the table of 004:L330-331, which writes the other amounts with decimals',
  }),
}

export type OpenapiOptions = ValuesOf<typeof OPENAPI_OPTIONS>

/** The values of a sandbox, which has been handed this table. */
export const openapiOptions = (values: OptionValues) => values as OpenapiOptions
